"""Cards: the first words of a clip and what is said of them in one frame, as high as those beside it, in every format."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise

import pypdfium2 as pdfium
import pytest
from lxml import etree
from trees import SHEET, THEME, document, t

from pipeline.document.tree import Break, Cell, Document, Heading, Row, Table
from pipeline.writers.docx.writer import DocxWriter
from pipeline.writers.flow import Flow
from pipeline.writers.html.style import style_sheet
from pipeline.writers.measure import Measure
from pipeline.writers.pdf.reading import reading
from pipeline.writers.pdf.writer import PdfWriter

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LONG = "words that take more lines than those of the card beside it, which is as high. " * 4


def opening(words: str) -> Document:
    head = Row("", (Cell("col", "screen", t("first words")), Cell("col", "screen-ours", t(words))))
    said = tuple(Cell("", role, (*t("☐ The elevator"), Break(), *t("why it works"))) for role in ("option", "pick"))
    table = Table("openings", "Openings", None, (head,), (Row("", said),))
    return document(Heading(1, "", t("Openings")), table)


def test_a_card_of_a_docx_is_lined_on_its_outer_sides_and_apart_from_the_next() -> None:
    with zipfile.ZipFile(io.BytesIO(DocxWriter(THEME).write(opening("first words")).content)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    rows = list(root.iter(f"{W}tr"))
    lined = [
        [[side.tag.removeprefix(W) for side in cell.iterfind(f"{W}tcPr/{W}tcBorders/*")] for cell in row.iter(f"{W}tc")]
        for row in rows
    ]
    above, below = ["top", "left", "right"], ["left", "bottom", "right"]
    assert lined == [[above, [], above], [below, [], below]]
    [grid] = root.iter(f"{W}tblGrid")
    widths = [int(column.get(f"{W}w", "0")) for column in grid]
    assert len(widths) == 3 and widths[1] == 20 * THEME.tables["openings"].gutter
    assert sum(widths) == pytest.approx(20 * THEME.sheet("A4").text_width, abs=20)


@pytest.mark.parametrize("words", ["first words", LONG])
def test_cards_of_a_pdf_are_as_high_as_the_tallest(words: str) -> None:
    made = PdfWriter(THEME, SHEET).write(opening(words))
    assert made.complaints == ()
    with pdfium.PdfDocument(made.content) as opened:
        page = opened[0]
        edges = [bounds for item in page.get_objects() if (bounds := item.get_bounds()) and item.type == 2]
        page.close()
    bottoms = sorted(bottom for _, bottom, _, _ in edges)
    assert all(abs(one - other) < 2 for one, other in pairwise(bottoms[:2]))
    heights = max(top for _, _, _, top in edges) - bottoms[0]
    assert (heights > 100) is (words == LONG)


def test_the_words_of_a_card_are_read_before_those_below_it() -> None:
    text = " ".join(reading(PdfWriter(THEME, SHEET).write(opening("first words")).content).text.split())
    assert text.count("first words") == text.count("☐ The elevator why it works") == 2
    assert text.rindex("first words") < text.index("☐")


def test_a_card_takes_the_space_inside_it() -> None:
    flow = Flow(THEME, Measure(THEME))
    frame = THEME.style("th.screen").frame
    assert frame is not None and frame.open == "bottom"
    [high] = flow.parts(opening("first words").blocks[1:], "A4")
    words = (THEME.style("th.screen").line or 0) + 2 * 13.5
    assert words + 2 * frame.padding <= high <= words + 2 * frame.padding + 16


def test_a_screen_draws_the_lines_of_a_frame_as_well() -> None:
    assert "border-top:2px solid var(--ink)" in style_sheet(THEME, "#0F5C4D", "", {})
