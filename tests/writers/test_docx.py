import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import mammoth
import ooxml_integrity
import pytest
import yaml
from lxml import etree
from openxml_audit import OpenXmlValidator

from pipeline.document import (
    Aside,
    Block,
    Break,
    Cell,
    Definition,
    DefinitionList,
    Document,
    Emphasis,
    Foreign,
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
from pipeline.theme import Theme
from pipeline.writers.docx import DocxWriter, write
from pipeline.writers.ooxml import name

ROOT = Path(__file__).parents[2]
THEME = Theme.model_validate(yaml.safe_load((ROOT / "templates/theme/theme.yaml").read_text(encoding="utf-8")))
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
        Foreign(
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


def every(root: etree._Element, tag: str) -> list[etree._Element]:
    return list(root.iter(name(tag)))


def value(element: etree._Element | None, attribute: str = "w:val") -> str | None:
    return None if element is None else element.get(name(attribute))


def said(paragraph: etree._Element) -> tuple[str | None, str]:
    """The style and the words of a paragraph, a tab as a tab."""
    text = "".join("\t" if element.tag == name("w:tab") else element.text or "" for element in runs_of(paragraph))
    return value(paragraph.find(f"{name('w:pPr')}/{name('w:pStyle')}")), text


def runs_of(paragraph: etree._Element) -> list[etree._Element]:
    return [part for run in every(paragraph, "w:r") for part in run if part.tag in (name("w:t"), name("w:tab"))]


def all_said(root: etree._Element) -> list[tuple[str | None, str]]:
    return [said(paragraph) for paragraph in every(root, "w:p")]


# --- the file ---------------------------------------------------------------


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("watermark", ["", "Draft"])
def test_the_file_passes_the_validators(tmp_path: Path, paper: str, watermark: str) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(write(brief(paper=paper, watermark=watermark), THEME))
    assert OpenXmlValidator().validate(path).errors == []
    assert ooxml_integrity.check(path) == []


def test_two_runs_with_two_hash_seeds_give_the_same_bytes() -> None:
    program = "import hashlib, test_docx as it; print(hashlib.sha256(it.write(it.brief(), it.THEME)).hexdigest())"
    path = os.pathsep.join((str(ROOT), str(Path(__file__).parent)))
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path, "TZ": zone},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert digests == {hashlib.sha256(write(brief(), THEME)).hexdigest()}


def test_a_writer_gives_the_same_bytes_whatever_it_wrote_before() -> None:
    writer = DocxWriter(THEME)
    writer.write(document(Paragraph("", (Strong((Emphasis(t("first")),)),))))
    assert writer.write(brief()).content == write(brief(), THEME)


def test_entries_are_sorted_and_bear_the_first_day_of_zip() -> None:
    package = Package(write(brief(), THEME))
    assert package.names[0] == "[Content_Types].xml"
    assert package.names[1:] == sorted(package.names[1:])
    assert {info.date_time for info in package.archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_nothing_tells_of_another_program() -> None:
    package = Package(write(brief(), THEME))
    assert not [entry for entry in package.names if "thumbnail" in entry]
    assert package.archive.read("docProps/app.xml").count(b"<Application>Universal Brief</Application>") == 1
    assert not any(b"rsid" in package.archive.read(entry) for entry in package.names)


def test_the_properties_come_from_the_document() -> None:
    properties = docx.Document(io.BytesIO(write(brief(identifier="AUR-21", version="1.2"), THEME))).core_properties
    assert (properties.title, properties.author, properties.subject) == (
        "Spring Glow – Maya Collins",
        "Olga Lebedeva",
        "Creator brief",
    )
    assert (properties.keywords, properties.identifier, properties.version) == ("AUR-SG27-021", "AUR-21", "1.2")
    assert properties.language == "en-US"
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.isoformat() == "2027-02-12T00:00:00+00:00"


def test_another_program_reads_the_same_headings_lists_and_tables() -> None:
    html = mammoth.convert_to_html(io.BytesIO(write(brief(), THEME))).value
    assert "<h1>Spring Glow – Maya Collins</h1>" in html
    assert "What to make</h2><table><thead><tr><th><p>Format</p></th>" in html
    assert "<ol><li>Send the storyboard.</li><li>Shoot.</li></ol>" in html
    assert "<ul><li>no filters</li><li>no promises<ul><li>of days</li></ul></li></ul>" in html
    assert "<strong>Who decides</strong>\tIrina Volkova." in html


# --- styles -----------------------------------------------------------------


def test_every_paragraph_run_and_table_has_a_style_that_exists() -> None:
    package = Package(write(brief(), THEME))
    known = {value(style, "w:styleId") for style in every(package.part("word/styles.xml"), "w:style")}
    parts = [package.part(entry) for entry in package.names if entry.startswith("word/") and entry.endswith("1.xml")]
    for root in [package.body, *parts]:
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle"):
            assert {value(style) for style in every(root, tag)} <= known
    assert len(every(package.body, "w:pStyle")) == len(every(package.body, "w:p"))


def test_runs_carry_nothing_but_a_style_and_a_language() -> None:
    package = Package(write(brief(watermark="Draft"), THEME))
    for entry in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
        found = {part.tag for properties in every(package.part(entry), "w:rPr") for part in properties}
        assert found <= {name("w:rStyle"), name("w:lang")}


def test_paragraphs_carry_nothing_but_a_style_a_list_and_the_tie_to_the_next() -> None:
    found = {part.tag for properties in every(Package(write(brief(), THEME)).body, "w:pPr") for part in properties}
    assert found == {name("w:pStyle"), name("w:numPr"), name("w:keepNext")}


def test_headings_and_paragraphs_take_the_style_of_their_role() -> None:
    body = written(
        Heading(1, "", t("a")), Heading(2, "market", t("b")), Paragraph("", t("c")), Paragraph("lead", t("d"))
    )
    assert all_said(body) == [("Heading1", "a"), ("UBMarketHeading", "b"), ("Normal", "c"), ("UBLead", "d")]


def test_the_wordmark_stands_left_and_the_kind_of_document_right() -> None:
    body = written(Paragraph("masthead", (Strong(t("Aurora")), Text(" Creator brief"))))
    assert all_said(body) == [("UBMasthead", "Aurora\tCreator brief")]
    assert value(every(body, "w:rStyle")[0]) == "UBBrand"


def test_marks_that_meet_share_one_style() -> None:
    package = Package(write(document(Paragraph("", (Strong((Token("ANNA15"),)),))), THEME))
    assert [value(style) for style in every(package.body, "w:rStyle")] == ["UBStrongToken"]
    style = next(
        s for s in every(package.part("word/styles.xml"), "w:style") if value(s, "w:styleId") == "UBStrongToken"
    )
    assert every(style, "w:b")
    assert every(style, "w:noProof")


def test_strong_words_in_a_bold_paragraph_stay_bold() -> None:
    # Word turns bold off where a bold character style meets a bold paragraph style.
    body = written(Heading(1, "", (Strong(t("bold")), Text(" all of it"))))
    assert every(body, "w:rStyle") == []


# --- words ------------------------------------------------------------------


def test_a_word_joiner_is_left_out_and_spaces_are_kept() -> None:
    body = written(Paragraph("", t(" 9\u2060–\u206019 ")))
    assert every(body, "w:t")[0].text == " 9–19 "
    assert every(body, "w:t")[0].get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_foreign_words_are_proofed_in_their_own_language() -> None:
    body = written(Paragraph("", (Text("Say "), Foreign("ru", t("Сияние")))))
    assert [value(language) for language in every(body, "w:lang")] == ["ru-RU"]


def test_a_link_leads_to_its_address() -> None:
    package = Package(write(document(Paragraph("", (Link("https://example.com/?a=1&b=2", t("here")),))), THEME))
    [link] = every(package.body, "w:hyperlink")
    relations = {part.get("Id"): part for part in package.part("word/_rels/document.xml.rels")}
    target = relations[link.get(name("r:id")) or ""]
    assert (target.get("Target"), target.get("TargetMode")) == ("https://example.com/?a=1&b=2", "External")
    assert value(every(link, "w:rStyle")[0]) == "Hyperlink"


def test_a_link_inside_the_document_leads_to_the_bookmark_of_its_section() -> None:
    section = Section("", "what-to-make", (table(label="Formats"),))
    body = written(Paragraph("", (Link("#what-to-make", t("below")),)), section)
    [start] = every(body, "w:bookmarkStart")
    assert value(every(body, "w:hyperlink")[0], "w:anchor") == value(start, "w:name") == "_what_to_make"
    assert [value(end, "w:id") for end in every(body, "w:bookmarkEnd")] == [value(start, "w:id")]


def test_a_break_ends_the_line() -> None:
    body = written(Paragraph("", (Text("one"), Break(), Text("two"))))
    assert [part.tag for run in every(body, "w:r") for part in run] == [name("w:t"), name("w:br"), name("w:t")]


# --- lists ------------------------------------------------------------------


def test_every_ordered_list_counts_from_one() -> None:
    package = Package(write(document(List(True, "", items("a", "b")), List(True, "", items("c"))), THEME))
    used = [value(number) for number in every(package.body, "w:numId")]
    assert used == ["3", "3", "4"]
    numbers = {value(number, "w:numId"): number for number in every(package.part("word/numbering.xml"), "w:num")}
    for number in ("3", "4"):
        assert [value(start) for start in every(numbers[number], "w:startOverride")] == ["1"]


def test_bullets_come_with_the_style() -> None:
    body = written(List(False, "", items("a", "b")))
    assert all_said(body) == [("ListBullet", "a"), ("ListBullet", "b")]
    assert every(body, "w:numPr") == []


def test_a_list_in_a_list_stands_one_level_deeper() -> None:
    body = written(List(False, "", ((Paragraph("", t("a")), List(True, "", items("b"))),)))
    assert all_said(body) == [("ListBullet", "a"), ("ListNumber", "b")]
    assert [value(level) for level in every(body, "w:ilvl")] == ["1"]


def test_the_later_paragraphs_of_an_item_have_no_number() -> None:
    body = written(List(True, "", ((Paragraph("", t("a")), Paragraph("", t("b"))),)))
    assert all_said(body) == [("ListNumber", "a"), ("ListContinue", "b")]


def test_a_term_is_bold_and_its_explanation_is_not() -> None:
    body = written(DefinitionList("", (Definition(t("Who decides"), (t("Irina."), t("Nobody else."))),)))
    assert all_said(body) == [("UBDefinition", "Who decides\tIrina."), ("UBDefinitionList", "Nobody else.")]
    assert [value(style) for style in every(body, "w:rStyle")] == ["Strong"]


# --- tables -----------------------------------------------------------------


def test_column_heads_repeat_and_no_row_splits() -> None:
    body = written(table(3))
    rows = every(body, "w:tr")
    assert [len(every(row, "w:tblHeader")) for row in rows] == [1, 0, 0, 0]
    assert [len(every(row, "w:cantSplit")) for row in rows] == [1, 1, 1, 1]


def test_cells_take_the_style_of_their_scope_and_role() -> None:
    row = Row("", (Cell("row", "", t("a")), Cell("", "number", t("1")), Cell("", "", t("b"))))
    head = Row("", (Cell("col", "", t("A")), Cell("col", "number", t("N")), Cell("col", "", t("B"))))
    body = written(Table("list", "", None, (head,), (row,)))
    assert [style for style, _ in all_said(body)][:6] == [
        "UBTableHead",
        "UBTableNumberHead",
        "UBTableHead",
        "UBTableLabel",
        "UBTableNumber",
        "UBTableText",
    ]


def test_columns_are_as_wide_as_the_theme_says_and_fill_the_line() -> None:
    widths = [int(value(column, "w:w") or 0) for column in every(written(table()), "w:gridCol")]
    assert sum(widths) == 11906 - 2 * 993
    assert widths[0] == round(sum(widths) / 4)


def test_a_panel_hangs_into_both_margins_so_that_its_text_does_not() -> None:
    body = written(Table("paste", "Disclosure", None, (), (paste_row(),)))
    widths = [int(value(column, "w:w") or 0) for column in every(body, "w:gridCol")]
    assert sum(widths) == 11906 - 2 * 993 + 2 * 180


def test_a_caption_is_a_paragraph_of_its_own_and_known_to_those_who_cannot_see_it() -> None:
    body = written(table(caption=Heading(2, "", t("What to make"))), table(label="Marks"))
    assert said(body[0]) == ("Heading2", "What to make")
    assert [value(caption) for caption in every(body, "w:tblCaption")] == ["What to make", "Marks"]


def test_the_rows_of_a_short_table_stay_together_and_those_of_a_long_one_do_not() -> None:
    assert len(every(written(table(3)), "w:keepNext")) == 4
    assert every(written(table(20)), "w:keepNext") == []


def test_no_two_tables_touch_and_none_ends_the_document() -> None:
    body = written(table(label="a"), Section("", "", (table(label="b"),)), Aside("", (table(label="c"),)))
    kinds = [etree.QName(element).localname for element in body]
    assert kinds == ["tbl", "p", "tbl", "p", "tbl", "p", "sectPr"]
    assert {said(element)[0] for element in body if element.tag == name("w:p")} == {"UBSpacer"}


# --- pages ------------------------------------------------------------------


def test_the_running_head_begins_on_the_second_page_and_the_control_line_on_the_first() -> None:
    package = Package(write(brief(), THEME))
    [section] = every(package.body, "w:sectPr")
    relations = {part.get("Id"): part.get("Target") for part in package.part("word/_rels/document.xml.rels")}
    text = {
        (etree.QName(reference).localname, value(reference, "w:type")): all_said(
            package.part(f"word/{relations[reference.get(name('r:id'))]}")
        )
        for reference in section
        if reference.tag.endswith("Reference")
    }
    assert every(section, "w:titlePg")
    assert text[("headerReference", "default")] == [("Header", "Aurora · Spring Glow")]
    assert text[("headerReference", "first")] == [("Header", "")]
    assert text[("footerReference", "default")] == [("Footer", "AUR-SG27-021\tPage 1 of 1")]
    assert text[("footerReference", "first")] == text[("footerReference", "default")]


def test_page_numbers_are_fields_that_open_and_close() -> None:
    footer = Package(write(brief(), THEME)).part("word/footer1.xml")
    assert [(code.text or "").strip() for code in every(footer, "w:instrText")] == ["PAGE", "NUMPAGES"]
    assert [value(mark, "w:fldCharType") for mark in every(footer, "w:fldChar")] == ["begin", "separate", "end"] * 2


@pytest.mark.parametrize(("paper", "size"), [("A4", ("11906", "16838")), ("Letter", ("12240", "15840"))])
def test_the_sheet_is_the_documents_paper(paper: str, size: tuple[str, str]) -> None:
    [sheet] = every(written(paper=paper), "w:pgSz")
    assert (value(sheet, "w:w"), value(sheet, "w:h")) == size


def test_a_watermark_stands_on_every_page_and_only_where_there_is_one() -> None:
    marked, plain = (Package(write(brief(watermark=word), THEME)) for word in ("Черновик", ""))
    for number in (1, 2):
        [shape] = every(marked.part(f"word/header{number}.xml"), "v:textpath")[1:]
        assert shape.get("string") == "Черновик"
        assert every(plain.part(f"word/header{number}.xml"), "w:pict") == []
