from __future__ import annotations

import re
from pathlib import Path

import ooxml_integrity
from lxml import etree
from openxml_audit import OpenXmlValidator
from trees import THEME, Package, all_said, document, every, said, t, table, value

from pipeline.document.tree import Block, Contents, Heading, Paragraph, Section, Strong
from pipeline.writers.docx.writer import DocxWriter

BLOCKS: tuple[Block, ...] = (
    Heading(1, "", t("SOP-1")),
    Contents(t("Contents")),
    Section("", "purpose", (Heading(2, "", (*t("Purpose, "), Strong(t("scope")))), Paragraph("", t("Words.")))),
    Section("", "steps", (Heading(2, "page", t("Steps")), Heading(3, "", t("1. Vetting")))),
    Section("", "", (table(1, caption=Heading(2, "", t("Markets"))),)),
)
ENTRIES = [
    ("TOC2", "Purpose, scope\t1"),
    ("TOC2", "Steps\t2"),
    ("TOC2", "Markets\t3"),
]


def made(pages: tuple[int, ...] = (1, 2, 3)) -> bytes:
    return DocxWriter(THEME, pages=lambda document: pages).write(document(*BLOCKS)).content


def body(pages: tuple[int, ...] = (1, 2, 3)) -> etree._Element:
    return Package(made(pages)).body


def fields(root: etree._Element) -> list[str]:
    return [(code.text or "").strip() for code in every(root, "w:instrText")]


def test_it_is_filled_with_the_headings_and_their_pages() -> None:
    [block] = every(body(), "w:sdt")
    assert all_said(block) == [("TOCHeading", "Contents"), *ENTRIES]


def test_word_knows_it_as_a_table_of_contents_that_it_can_make_anew() -> None:
    [block] = every(body(), "w:sdt")
    assert value(every(block, "w:docPartGallery")[0]) == "Table of Contents"
    assert fields(block)[0] == r'TOC \o "2-2" \h \z \u'
    kinds = [value(item, "w:fldCharType") for item in every(block, "w:fldChar")]
    page = ["begin", "separate", "end"]
    assert kinds == ["begin", "separate", *page * 3, "end"]


def test_each_entry_leads_to_its_heading_and_asks_for_its_page() -> None:
    root = body()
    [block] = every(root, "w:sdt")
    marked = {
        value(start, "w:name"): said(paragraph)[1]
        for paragraph in every(root, "w:p")
        for start in every(paragraph, "w:bookmarkStart")
        if (value(start, "w:name") or "").startswith("_Toc")
    }
    assert list(marked.values()) == [text.partition("\t")[0] for _, text in ENTRIES]
    anchors = [value(link, "w:anchor") for link in every(block, "w:hyperlink")]
    assert anchors == list(marked)
    assert fields(block)[1:] == [rf"PAGEREF {anchor} \h" for anchor in anchors]


def test_its_pages_stand_where_the_room_of_the_entries_ends() -> None:
    [entry] = [
        style
        for style in every(Package(made()).part("word/styles.xml"), "w:style")
        if value(style, "w:styleId") == "TOC2"
    ]
    [tab], [indent] = every(entry, "w:tab"), every(entry, "w:ind")
    width = 2 * int(value(indent, "w:right") or 0)
    assert abs(int(value(tab, "w:pos") or 0) - width / 2) <= 1


def test_bookmarks_have_numbers_of_their_own() -> None:
    root = body()
    numbers = [value(start, "w:id") for start in every(root, "w:bookmarkStart")]
    assert len(set(numbers)) == len(numbers) == 3 + 2
    assert sorted(numbers) == sorted(value(end, "w:id") for end in every(root, "w:bookmarkEnd"))


def test_without_pages_the_entries_stand_alone() -> None:
    assert [text for _, text in all_said(every(body(()), "w:sdt")[0])][1:] == [
        "Purpose, scope\t",
        "Steps\t",
        "Markets\t",
    ]


def test_nothing_is_marked_where_there_is_no_table_of_contents() -> None:
    without = DocxWriter(THEME).write(document(*(block for block in BLOCKS if not isinstance(block, Contents)))).content
    assert not re.search(rb"_Toc|PAGEREF", Package(without).archive.read("word/document.xml"))


def test_opening_the_file_asks_nobody_to_update_it() -> None:
    assert b"updateFields" not in Package(made()).archive.read("word/settings.xml")


def test_the_file_passes_the_validators(tmp_path: Path) -> None:
    path = tmp_path / "sop.docx"
    path.write_bytes(made())
    assert OpenXmlValidator().validate(path).errors == []
    assert ooxml_integrity.check(path) == []
