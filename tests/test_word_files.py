"""What no validator asks of a DOCX, and what another program reads in it, of every kind of document."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import mammoth
import pytest
from babel import Locale
from lxml import etree, html

from pipeline.build.summary import Summary
from pipeline.document.traversal import tables as tables_of
from pipeline.document.tree import (
    Aside,
    Block,
    Contents,
    DefinitionList,
    Document,
    Figure,
    Heading,
    List,
    Paragraph,
    Section,
    Table,
    plain,
)
from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer
from pipeline.writers.docx.ooxml import qualified
from pipeline.writers.registry import Writers

RUN = {qualified("w:rStyle"), qualified("w:lang"), qualified("w:noProof")}
SLOTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")


@dataclass(frozen=True)
class File:
    """One DOCX, with the document that it was made of."""

    id: str
    document: Document
    content: bytes

    @property
    def parts(self) -> dict[str, etree._Element]:
        """Every part of words: the body, running heads and feet, styles, numbering, settings."""
        with zipfile.ZipFile(io.BytesIO(self.content)) as package:
            names = [name for name in package.namelist() if re.fullmatch(r"word/[a-z]+\d*\.xml", name)]
            return {name: etree.fromstring(package.read(name)) for name in names}

    @property
    def body(self) -> etree._Element:
        return self.parts["word/document.xml"]


def every(root: etree._Element, tag: str) -> list[etree._Element]:
    return list(root.iter(qualified(tag)))


def value(element: etree._Element, attribute: str = "w:val") -> str:
    return str(element.get(qualified(attribute)))


@pytest.fixture(scope="module")
def files(project: Project, built: tuple[Path, Summary]) -> list[File]:
    """One DOCX of each kind, view and language of each campaign, those for review among them."""
    composer, docx = Composer(project), Writers(project.theme, project.assets).writer("docx")
    found = {
        (target.campaign, target.kind, target.view, target.market if target.view else "", target.language): target
        for target in targets.targets(project, "*.docx", review=True)
    }
    made = []
    for target in found.values():
        document, path = composer.compose(target), built[0] / target.path
        content = path.read_bytes() if path.is_file() else docx.write(document).content
        made.append(File(target.id, document, content))
    return made


@pytest.mark.long
def test_every_kind_is_looked_at_in_every_language(project: Project, files: list[File]) -> None:
    seen = {(file.id.split(".")[1], file.document.language) for file in files}
    usual = {
        (name, language)
        for name, kind in project.kinds.items()
        if "docx" in kind.formats
        for language in project.organisation.languages
    }
    # What a campaign's market reads besides.
    assert seen == usual | {("brief", "de"), ("master", "de")}


# --- what another program reads -----------------------------------------------


Said = tuple[object, ...]


def flat(text: str) -> str:
    """Words without what only keeps a line together: in Word a hyphen of an ordinal is another character."""
    return " ".join(text.replace("\u2060", "").replace("\ufeff", "").replace("\u2011", "-").split())


def said(blocks: tuple[Block, ...], depth: int = 0) -> Iterator[Said]:
    """A document as a reader of Word files knows it: headings, paragraphs, items with their depth, rows of tables."""
    for block in blocks:
        match block:
            case Heading(level, _, children):
                yield f"h{level}", flat(plain(children))
            case Paragraph(_, children) | Contents(children):
                yield "p", flat(plain(children))
            case List(ordered, _, items):
                kind = f"{'ol' if ordered else 'ul'} {depth + 1}"
                for part in (part for item in items for part in said(item, depth + 1)):
                    yield (kind, *part[1:]) if part[0] == "p" else part
            case DefinitionList():
                yield from explained(block)
            case Table():
                yield from said_of_table(block)
            case Section(_, _, inner) | Aside(_, inner):
                yield from said(inner, depth)
            case Figure(_, alt, _, caption):
                yield "figure", flat(alt)
                yield "p", flat(plain(caption))


def explained(block: DefinitionList) -> Iterator[Said]:
    for entry in block.entries:
        first, *more = map(plain, entry.details)
        yield "p", flat(f"{plain(entry.term)} {first}")
        yield from (("p", flat(detail)) for detail in more)


def said_of_table(block: Table) -> Iterator[Said]:
    if block.caption is not None:
        yield from said((block.caption,))
    for kind, rows in (("head", block.head), ("row", block.rows)):
        for row in rows:
            words = [flat(plain(cell.children)) for cell in row.cells]
            # Word keeps cards apart by a cell with nothing in it.
            yield kind, *("|".join(words).replace("|", "||").split("|") if block.role == "openings" else words)


def read(element: etree._Element, lists: tuple[str, ...] = ()) -> Iterator[Said]:
    """The same of what mammoth made of a file."""
    for child in element:
        match child.tag:
            case "h1" | "h2" | "h3":
                yield child.tag, flat(child.text_content())
            case "p":
                # The logo stands beside words.
                picture = child.find(".//img")
                words = flat(child.text_content())
                if picture is not None and not words:
                    yield "figure", flat(picture.get("alt"))
                elif words:
                    yield "p", words
            case "ul" | "ol":
                for item in child:
                    inner = [part for part in item if part.tag in ("ul", "ol")]
                    words = flat("".join(item.xpath("./text() | ./*[not(self::ul or self::ol)]//text()")))
                    yield f"{child.tag} {len(lists) + 1}", words
                    for part in inner:
                        yield from read_lists(part, (*lists, child.tag))
            case "table":
                for row in child.iter("tr"):
                    head = row.getparent().tag == "thead"
                    assert {cell.tag for cell in row} == {"th" if head else "td"}
                    yield ("head" if head else "row", *(flat("".join(cell.itertext())) for cell in row))


def read_lists(element: etree._Element, lists: tuple[str, ...]) -> Iterator[Said]:
    holder = etree.Element("div")
    holder.append(element)
    yield from read(holder, lists)


@pytest.mark.long
def test_another_program_reads_the_same_headings_lists_and_tables(project: Project, files: list[File]) -> None:
    styles = project.theme.styles
    headings = "\n".join(
        f"p[style-name='{style.word}'] => h{key[1]}:fresh" for key, style in styles.items() if re.match(r"h\d\.", key)
    )
    shown = mammoth.images.img_element(lambda image: {"src": ""})
    seen: set[str] = set()
    for file in files:
        made = mammoth.convert_to_html(io.BytesIO(file.content), style_map=headings, convert_image=shown).value
        root = html.fragment_fromstring(made, create_parent="div")
        for control in root.iter("input"):
            control.tail = f"☐{control.tail or ''}"
        for end in root.xpath(".//br | .//td//p"):
            end.tail = f" {end.tail or ''}"
        entries = {link.getparent() for link in root.iter("a") if link.get("href", "").startswith("#_Toc")}
        for entry in entries:
            entry.getparent().remove(entry)
        # Rows to write in hold nothing yet.
        found = [part for part in read(root) if any(part[1:])]
        expected = [part for part in said(file.document.blocks) if any(part[1:])]
        assert found == expected, file.id
        seen |= {str(part[0]).split()[0] for part in expected}
    assert seen >= {"h1", "h2", "h3", "p", "ul", "head", "row", "figure"}


@pytest.mark.long
def test_every_heading_is_one_by_its_style(project: Project, files: list[File]) -> None:
    """Programs other than Word go by the chain of styles, not by the level in the outline."""
    for file in files:
        based = {
            value(style, "w:styleId"): [value(part) for part in every(style, "w:basedOn")]
            for style in every(file.parts["word/styles.xml"], "w:style")
        }
        for key, style in project.theme.styles.items():
            if found := re.match(r"h(\d)", key):
                chain = [style.word.replace(" ", "")]
                while based[chain[-1]]:
                    chain += based[chain[-1]]
                assert f"Heading{found[1]}" in chain, (file.id, key)


# --- what no validator asks ---------------------------------------------------


@pytest.mark.long
def test_every_anchor_leads_to_a_bookmark_and_every_bookmark_ends(files: list[File]) -> None:
    inside = 0
    for file in files:
        starts, ends = every(file.body, "w:bookmarkStart"), every(file.body, "w:bookmarkEnd")
        names = [value(start, "w:name") for start in starts]
        assert len(set(names)) == len(names), file.id
        numbers = [value(start, "w:id") for start in starts]
        assert len(set(numbers)) == len(numbers), file.id
        assert sorted(numbers) == sorted(value(end, "w:id") for end in ends), file.id
        order = {element: place for place, element in enumerate(file.body.iter())}
        closed = {value(end, "w:id"): order[end] for end in order if end.tag == qualified("w:bookmarkEnd")}
        for start in (element for element in order if element.tag == qualified("w:bookmarkStart")):
            assert order[start] < closed[value(start, "w:id")], file.id
        anchors = {value(link, "w:anchor") for link in every(file.body, "w:hyperlink")} - {"None"}
        anchors |= set(
            re.findall(r"PAGEREF (\S+)", "".join(code.text or "" for code in every(file.body, "w:instrText")))
        )
        assert anchors <= set(names), file.id
        inside += len(anchors)
    assert inside > 10


def test_every_link_has_its_relation(files: list[File]) -> None:
    for file in files:
        with zipfile.ZipFile(io.BytesIO(file.content)) as package:
            relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
        known = {item.get("Id") for item in relations}
        used = {link.get(qualified("r:id")) for link in every(file.body, "w:hyperlink")} - {None}
        assert used <= known, file.id
        outside = [item.get("Target") for item in relations if item.get("TargetMode") == "External"]
        assert all(re.match("https://|mailto:|tel:", target) for target in outside), file.id


def test_every_field_begins_separates_and_ends(files: list[File]) -> None:
    fields = 0
    for file in files:
        for name, root in file.parts.items():
            open_: list[str] = []
            for mark in every(root, "w:fldChar"):
                match value(mark, "w:fldCharType"):
                    case "begin":
                        open_.append("begin")
                        fields += 1
                    case "separate":
                        assert open_.pop() == "begin", (file.id, name)
                        open_.append("separate")
                    case "end":
                        assert open_.pop() == "separate", (file.id, name)
            assert open_ == [], (file.id, name)
    assert fields > 2 * len(files)


@pytest.mark.long
def test_every_language_is_one_that_exists(files: list[File]) -> None:
    for file in files:
        tags = {
            str(tag)
            for root in file.parts.values()
            for element in (*every(root, "w:lang"), *every(root, "w:themeFontLang"))
            for tag in element.attrib.values()
        }
        assert tags, file.id
        for tag in tags:
            assert re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?-[A-Z]{2}", tag), (file.id, tag)
            assert str(Locale.parse(tag, sep="-")) == tag.replace("-", "_"), (file.id, tag)
        defaults = every(file.parts["word/styles.xml"], "w:rPrDefault")[0]
        assert value(every(defaults, "w:lang")[0]).startswith(file.document.language), file.id


def test_every_slot_of_a_font_is_set(files: list[File]) -> None:
    for file in files:
        for name, root in file.parts.items():
            for fonts in every(root, "w:rFonts"):
                families = {fonts.get(qualified(slot)) for slot in SLOTS}
                assert len(families) == 1 and None not in families, (file.id, name)


@pytest.mark.long
def test_heads_of_tables_are_repeated_and_no_row_is_split(files: list[File]) -> None:
    for file in files:
        tables = every(file.body, "w:tbl")
        heads = [[len(every(row, "w:tblHeader")) for row in every(table, "w:tr")] for table in tables]
        assert all(row.find(f"{qualified('w:trPr')}/{qualified('w:cantSplit')}") is not None for row in every(file.body, "w:tr"))  # fmt: skip
        expected = [[1] * len(table.head) + [0] * len(table.rows) for table in tables_of(file.document.blocks)]
        # What shares a ground is one table in Word.
        assert [*chain.from_iterable(heads)] == [*chain.from_iterable(expected)], file.id
        assert all(every(table, "w:tblCaption") for table in tables), file.id


@pytest.mark.long
def test_every_picture_is_told_in_words_and_has_a_number_of_its_own(files: list[File]) -> None:
    for file in files:
        told = list(file.body.iter("{*}docPr"))
        assert all(len(item.get("descr", "").strip()) > 8 for item in told), file.id
        numbers = [item.get("id") for item in told]
        assert len(set(numbers)) == len(numbers), file.id
        pictures = len(list(file.body.iter("{*}blip")))
        assert len(told) >= pictures >= 1, file.id


def test_no_run_has_a_look_of_its_own_but_pictures_their_place_on_the_line(files: list[File]) -> None:
    for file in files:
        for name, root in file.parts.items():
            for run in every(root, "w:r"):
                found = {part.tag for properties in run.iterchildren(qualified("w:rPr")) for part in properties}
                allowed = RUN | ({qualified("w:position")} if every(run, "w:drawing") else set())
                assert found <= allowed, (file.id, name)
