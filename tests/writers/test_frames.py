"""Words in an outline: the first words of a clip as they stand on a phone, in every format."""

from __future__ import annotations

import io
import zipfile

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
FRAME = THEME.style("th.screen").frame
LONG = "words that take more lines than an outline of this height has room for. " * 4


def opening(words: str) -> Document:
    head = Row("", (Cell("col", "screen", t(words)), Cell("col", "screen-ours", t(words))))
    said = tuple(Cell("", role, (*t("☐ The elevator"), Break(), *t("why it works"))) for role in ("option", "pick"))
    table = Table("openings", "Openings", None, (head,), (Row("", said),))
    return document(Heading(1, "", t("Openings")), table)


def test_an_outline_of_a_docx_is_round_behind_its_words_and_as_high_as_its_row() -> None:
    with zipfile.ZipFile(io.BytesIO(DocxWriter(THEME).write(opening("first words")).content)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    assert FRAME is not None
    [height] = root.iter(f"{W}trHeight")
    assert (height.get(f"{W}val"), height.get(f"{W}hRule")) == (str(round(FRAME.height * 20)), "atLeast")
    shapes = list(root.iter("{urn:schemas-microsoft-com:vml}roundrect"))
    assert [shape.get("strokecolor") for shape in shapes] == ["#1A1F1D", "#0B5D51"]
    for shape in shapes:
        assert f"height:{FRAME.height:g}pt;z-index:-" in shape.get("style", "")
        [paragraph] = list(shape.iterancestors(f"{W}p"))
        assert [part.tag.removeprefix(W) for part in paragraph][:2] == ["pPr", "r"]


@pytest.mark.parametrize("words", ["first words", LONG])
def test_an_outline_of_a_pdf_grows_with_its_words(words: str) -> None:
    made = PdfWriter(THEME, SHEET).write(opening(words))
    assert made.complaints == ()
    with pdfium.PdfDocument(made.content) as opened:
        page = opened[0]
        edges = [bounds for item in page.get_objects() if (bounds := item.get_bounds()) and item.type == 2]
        page.close()
    assert FRAME is not None
    tallest = max(top - bottom for _, bottom, _, top in edges)
    assert tallest == pytest.approx(FRAME.height, abs=3) if words != LONG else tallest > FRAME.height + 50


def test_the_words_of_an_outline_are_read_before_those_below_it() -> None:
    text = " ".join(reading(PdfWriter(THEME, SHEET).write(opening("first words")).content).text.split())
    assert text.count("first words") == text.count("☐ The elevator why it works") == 2
    assert text.rindex("first words") < text.index("☐")


def test_a_row_with_an_outline_is_at_least_as_high() -> None:
    flow = Flow(THEME, Measure(THEME))
    assert FRAME is not None
    heights = [flow.parts(opening(words).blocks[1:], "A4")[0] for words in ("first words", LONG)]
    below = 2 * 13.5
    assert FRAME.height + below <= heights[0] <= FRAME.height + below + 16
    assert heights[1] > FRAME.height + below + 50


def test_a_screen_draws_an_outline_as_well() -> None:
    assert "border:2px solid var(--ink);padding" in style_sheet(THEME, "#0F5C4D", "", {})
