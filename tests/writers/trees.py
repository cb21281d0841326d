"""Documents of every kind of node, and the parts of the DOCX files that are made from them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import yaml
from lxml import etree

from pipeline.document.tree import (
    Aside,
    Block,
    Break,
    Cell,
    Definition,
    DefinitionList,
    Document,
    Emphasis,
    ForeignWords,
    Heading,
    Inline,
    Link,
    List,
    PageNumber,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
    Text,
    Time,
    Token,
)
from pipeline.model.theme import Theme
from pipeline.selfcheck.finished import FileInspector
from pipeline.writers.docx.layout import WordLayout
from pipeline.writers.docx.ooxml import qualified
from pipeline.writers.docx.writer import write
from pipeline.writers.registry import Writers

ROOT = Path(__file__).parents[2]
SHEET = (ROOT / "templates/theme/print.typ").read_text(encoding="utf-8")
THEME = Theme.model_validate(yaml.safe_load((ROOT / "templates/theme/theme.yaml").read_text(encoding="utf-8")))
LAYOUT = WordLayout(THEME, THEME.papers["A4"], THEME.palette("#0B5D51"))
PROPERTIES = {
    "title": "Spring Glow – Maya Collins",
    "author": "Olga Lebedeva",
    "subject": "Creator brief",
    "keywords": "AUR-SG27-021",
    "date": "2027-02-12",
    "paper": "A4",
    "accent": "#0B5D51",
}


def t(words: str) -> tuple[Inline, ...]:
    return (Text(words),)


def cells(scope: str, *words: str, role: str = "") -> Row:
    return Row("", tuple(Cell(scope, role, t(word)) for word in words))


def labelled(label: str, *words: str) -> Row:
    return Row("", (Cell("row", "", t(label)), *(Cell("", "", t(word)) for word in words)))


def table(rows: int = 2, *, caption: Heading | Paragraph | None = None, label: str = "", role: str = "list") -> Table:
    body = tuple(labelled(f"label {index}", "text") for index in range(rows))
    return Table(role, label, caption, (cells("col", "Format", "Platform"),), body)


def items(*words: str) -> tuple[tuple[Block, ...], ...]:
    return tuple((Paragraph("", t(word)),) for word in words)


def document(*blocks: Block, language: str = "en", **properties: str) -> Document:
    running = (Paragraph("running", t("Aurora · Spring Glow")),)
    folio = (Text("Page "), PageNumber(False), Text(" of "), PageNumber(True))
    footer = (Paragraph("control", t("AUR-SG27-021")), Paragraph("control", folio))
    return Document(language, tuple({**PROPERTIES, **properties}.items()), running, blocks, footer)


def brief(**properties: str) -> Document:
    """A document with every kind of node."""
    return document(
        Paragraph("masthead", (Strong(t("Aurora")), Text(" Creator brief"))),
        Heading(1, "", t("Spring Glow – Maya Collins")),
        Paragraph("ask", t("Two Reels and one Story set, March 9–19.")),
        Table(
            "facts",
            "Key facts",
            None,
            (cells("col", "Fee", "Drafts", "Posting"),),
            (cells("", "$2,400", "February 25", "March 9–19", role="figure"), cells("", "half", "by 10:00", "noon")),
        ),
        Section("", "make", (table(caption=Heading(2, "", t("What to make"))),)),
        Section("", "paste", (Table("paste", "Disclosure", None, (), (paste_row(),)),)),
        table(1, caption=Paragraph("", t("Marks"))),
        Heading(2, "page", t("How it goes")),
        List(True, "", items("Send the storyboard.", "Shoot.")),
        List(False, "", (*items("no filters"), (Paragraph("", t("no promises")), List(False, "", items("of days"))))),
        List(True, "", items("Send the invoice.")),
        DefinitionList("", (Definition(t("Who decides"), (t("Irina Volkova."), t("Her word is final."))),)),
        Aside("", (Paragraph("note", words()),)),
        table(1, role="form"),
        **properties,
    )


def paste_row() -> Row:
    return Row("", (Cell("row", "label", t("Reels")), Cell("", "copy", (Token("#ad Aurora erid: 2Vfn"),))))


def words() -> tuple[Inline, ...]:
    return (
        Link("https://example.com/?a=1&b=2", (Strong(t("Bold link")), Token("CODE"))),
        Break(),
        ForeignWords(
            "ru",
            (
                Text("Сияние "),
                Emphasis(
                    t("за"),
                ),
            ),
        ),
        Time("2027-02-12", t(" February 12, 2027")),
        Link("#make", t("above")),
        Link("mailto:o@aurora.example", t("o@aurora.example")),
        Text(" 9\u2060–\u206019 "),
    )


class Package:
    """The parts of a DOCX file."""

    def __init__(self, content: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self.names = self.archive.namelist()

    def part(self, path: str) -> etree._Element:
        return etree.fromstring(self.archive.read(path))

    @property
    def body(self) -> etree._Element:
        return self.part("word/document.xml")[0]


def written(*blocks: Block, **properties: str) -> etree._Element:
    return Package(write(document(*blocks, **properties), THEME)).body


def w_styles(package: Package, identifier: str) -> list[etree._Element]:
    """The named style of a package."""
    root = package.part("word/styles.xml")
    return [style for style in every(root, "w:style") if value(style, "w:styleId") == identifier]


def every(root: etree._Element, tag: str) -> list[etree._Element]:
    return list(root.iter(qualified(tag)))


def value(element: etree._Element | None, attribute: str = "w:val") -> str | None:
    return None if element is None else element.get(qualified(attribute))


def said(paragraph: etree._Element) -> tuple[str | None, str]:
    """The style and the words of a paragraph, a tab as a tab."""
    text = "".join("\t" if element.tag == qualified("w:tab") else element.text or "" for element in runs_of(paragraph))
    return value(paragraph.find(f"{qualified('w:pPr')}/{qualified('w:pStyle')}")), text


def runs_of(paragraph: etree._Element) -> list[etree._Element]:
    return [
        part for run in every(paragraph, "w:r") for part in run if part.tag in (qualified("w:t"), qualified("w:tab"))
    ]


def all_said(root: etree._Element) -> list[tuple[str | None, str]]:
    return [said(paragraph) for paragraph in every(root, "w:p")]


def attributes(root: etree._Element, tag: str) -> dict[str, str]:
    """The attributes of the first such element, without their namespace."""
    found = next(root.iter(qualified(tag)), None)
    return {} if found is None else {etree.QName(key).localname: str(said) for key, said in found.attrib.items()}


def complaints(writers: Writers, *blocks: Block, **properties: str) -> list[str]:
    """What is wrong with the PDF of some blocks."""
    made = document(*blocks, **properties)
    finished = FileInspector(writers, {}).finished(writers.writer("pdf").write(made), "pdf", made)
    return [str(said.problem("x.pdf", {"text": "a.yaml", "look": "b.html"})) for said in finished.complaints]


def prose(count: int) -> tuple[Block, ...]:
    return tuple(Paragraph("", t(f"line {index}")) for index in range(count))


def sections(*lengths: int) -> tuple[Block, ...]:
    title: Block = Heading(1, "", t("Title"))
    parts = (
        Section("", f"s{index}", (Heading(2, "page" if index else "", t(f"Part {index}")), *prose(length)))
        for index, length in enumerate(lengths)
    )
    return title, *parts
