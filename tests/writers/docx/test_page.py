from __future__ import annotations

import pytest
from lxml import etree
from trees import LAYOUT, THEME, Package, all_said, attributes, brief, document, every, t, value, written

from pipeline.document.tree import Document, Paragraph
from pipeline.model.paper import Paper
from pipeline.writers.docx.layout import WordLayout
from pipeline.writers.docx.ooxml import qualified
from pipeline.writers.docx.package import Part
from pipeline.writers.docx.page import page_parts, section
from pipeline.writers.docx.writer import write


def parts(source: Document) -> dict[str, etree._Element]:
    """The headers and footers of a document, by file."""
    made = page_parts(source, LAYOUT, set())
    return {part.file: part.root for part in made if part.root is not None}


def test_the_running_head_begins_on_the_second_page_and_the_control_line_on_the_first() -> None:
    package = Package(write(brief(), THEME))
    [section] = every(package.body, "w:sectPr")
    relations = {part.get("Id"): part.get("Target") for part in package.part("word/_rels/document.xml.rels")}
    text = {
        (etree.QName(reference).localname, value(reference, "w:type")): all_said(
            package.part(f"word/{relations[reference.get(qualified('r:id'))]}")
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


def test_a_sheet_on_its_long_side_says_so() -> None:
    [sheet] = every(written(paper="A4 landscape"), "w:pgSz")
    size = tuple(sheet.get(qualified(name)) for name in ("w:w", "w:h", "w:orient"))
    assert size == ("16838", "11906", "landscape")


def test_a_watermark_stands_on_every_page_and_only_where_there_is_one() -> None:
    marked, plain = (Package(write(brief(watermark=word), THEME)) for word in ("Черновик", ""))
    for number in (1, 2):
        [shape] = every(marked.part(f"word/header{number}.xml"), "v:textpath")[1:]
        assert shape.get("string") == "Черновик"
        assert every(plain.part(f"word/header{number}.xml"), "w:pict") == []


def test_margins_are_those_of_the_paper_in_twentieths_of_a_point() -> None:
    paper = Paper(width=600, height=800, top=45, bottom=58.89, side=49.64, gap=9)
    source = document()
    made = section(
        WordLayout(THEME, paper, LAYOUT.colours),
        Part("document.xml", "officeDocument"),
        page_parts(source, LAYOUT, set()),
    )
    assert attributes(made, "w:pgSz") == {"w": "12000", "h": "16000"}
    margins = {
        "top": "900",
        "right": "993",
        "bottom": "1178",
        "left": "993",
        "header": "360",
        "footer": "540",
        "gutter": "0",
    }
    assert attributes(made, "w:pgMar") == margins


def test_a_document_without_a_running_head_has_an_empty_one() -> None:
    bare = Document("en", (), (), (), ())
    assert {file: all_said(root) for file, root in parts(bare).items()} == {
        "header1.xml": [("Header", "")],
        "footer1.xml": [("Footer", "")],
        "header2.xml": [("Header", "")],
        "footer2.xml": [("Footer", "")],
    }


def test_what_comes_after_the_folio_stands_below() -> None:
    lines = tuple(Paragraph("control", t(word)) for word in ("left", "right", "below", "last"))
    footer = parts(Document("en", (), (), (), lines))["footer1.xml"]
    assert all_said(footer) == [("Footer", "left\tright"), ("Footer", "below"), ("Footer", "last")]


def test_a_longer_word_makes_a_wider_watermark_of_the_same_slope() -> None:
    styles = []
    for word in ("HH", "HHHH", "HHHHHHHHHHHH"):
        header = parts(document(watermark=word))["header1.xml"]
        [shape] = every(header, "v:shape")
        styles.append(dict(part.split(":") for part in (shape.get("style") or "").split(";")))
    one, two, long = styles
    widths = [float(style["width"].removesuffix("pt")) for style in styles]
    assert widths[1] == pytest.approx(2 * widths[0], abs=0.2)
    assert one["height"] == two["height"]
    # Clockwise, in degrees: up to the right.
    assert one["rotation"] == two["rotation"] == "325"
    # A long one is smaller instead: it stays on the page.
    assert widths[2] == pytest.approx(595.28 - 49.64, abs=0.1)
    assert float(long["height"].removesuffix("pt")) < float(one["height"].removesuffix("pt"))
