from __future__ import annotations

import hashlib

import pytest
from trees import ROOT, THEME, Package, complaints, document, prose, sections, t, value, w_styles

from pipeline.base.assets import Assets
from pipeline.document.charts import Chart, Panel
from pipeline.document.qr_codes import QrCode
from pipeline.document.tree import (
    Cell,
    Definition,
    DefinitionList,
    Document,
    Figure,
    Heading,
    Paragraph,
    Picture,
    Row,
    Section,
    Strong,
    Table,
    Text,
)
from pipeline.writers.docx.writer import write
from pipeline.writers.flow import Flow
from pipeline.writers.measure import Measure
from pipeline.writers.registry import Writers

FLOW = Flow(THEME, Measure(THEME))
BUDGET = {"pages": "3", "core": "1", "annex": "s1"}


@pytest.fixture(scope="module")
def writers() -> Writers:
    return Writers(THEME, Assets(ROOT))


def every_kind(lines: int) -> Document:
    facts = Row("", (Cell("col", "", t("Fee")), Cell("col", "", t("Note"))))
    amounts = Row("", (Cell("", "figure", t("$2,400")), Cell("", "figure", t("March"))))
    return document(
        Paragraph("masthead", (Strong(t("Aurora")), Text(" Creator brief"))),
        Heading(1, "", t("Title")),
        Paragraph("ask", t("Two Reels and one Story set about a lamp that a reader will want to have, March 9–19.")),
        Table("facts", "Facts", None, (facts,), (amounts,)),
        Section("", "s0", (Heading(2, "", t("Part")), *prose(lines))),
        DefinitionList("", (Definition(t("Who decides"), (t("A sentence of some length. " * 9), t("Another."))),)),
        Table("list", "", Heading(2, "", t("Dates")), (facts,), tuple(Row("", (Cell("row", "", t("a")), Cell("", "", t("a word of the text " * 16)))) for _ in range(3))),
        Paragraph("note", t("A note that is a little longer than one line is wide, and ends on the second of them, as it should.")),
        Section("", "s1", (Heading(2, "page", t("Terms")), *prose(5))),
    )  # fmt: skip


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_part_is_as_high_as_it_turns_out_to_be(writers: Writers, paper: str) -> None:
    made = every_kind(10)
    pages = writers.layout().pages(made, paper)
    sheet = THEME.papers[paper]
    lowest = min(line.bottom for line in pages.lines[0])
    [first, _] = FLOW.parts(made.blocks, paper)
    assert len(pages.lines) == 2
    assert first == pytest.approx(sheet.height - sheet.top - lowest, abs=12)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_photograph_is_as_high_as_it_is_printed(writers: Writers, paper: str) -> None:
    source = "content/pictures/glow-serum.jpg"
    still = Picture(source, "A bottle", hashlib.sha256((ROOT / source).read_bytes()).hexdigest()[:16], 116.0, 87.0)
    beside = Table("list", "", None, (), (Row("", (Cell("", "", (still,)), Cell("", "", t("Beside it.")))),))
    first, rest = every_kind(4), Section("", "s0", (Heading(2, "", t("Part")), *prose(4)))
    made = document(*first.blocks[:5], beside, rest, pages="1")
    sheet = THEME.papers[paper]
    lowest = min(line.bottom for line in writers.layout().pages(made, paper).lines[0])
    [height] = FLOW.parts(made.blocks, paper)
    assert height == pytest.approx(sheet.height - sheet.top - lowest, abs=12)
    assert FLOW.fits(made, paper)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_drawing_in_a_cell_is_as_high_as_it_is_drawn(writers: Writers, paper: str) -> None:
    drawn = Picture(Chart(230.0, 70, 140, (Panel("8", "12", "$8", "$12", "2027", ()),)).reference, "$8–12", "")
    beside = Table("pair", "", None, (), (Row("", (Cell("", "", (drawn,)), Cell("", "", t("Beside it.")))),))
    first, rest = every_kind(4), Section("", "s0", (Heading(2, "", t("Part")), *prose(4)))
    made = document(*first.blocks[:5], beside, rest, pages="1")
    sheet = THEME.papers[paper]
    lowest = min(line.bottom for line in writers.layout().pages(made, paper).lines[0])
    [height] = FLOW.parts(made.blocks, paper)
    assert height == pytest.approx(sheet.height - sheet.top - lowest, abs=16)
    cells = [
        cell
        for cell in Package(write(made, THEME)).body.iter("{*}tc")
        if next(cell.iter("{*}inline"), None) is not None
    ]
    assert [[value(line, "w:lineRule") for line in cell.iter("{*}spacing")] for cell in cells] == [["auto"]]


def test_parts_flow_only_where_they_would_have_too_many_pages() -> None:
    for lengths, needed in (((10, 10), False), ((36, 10), False), ((45, 10), True), ((45, 90), True)):
        assert (FLOW.spacing(document(*sections(*lengths), **BUDGET), "A4") == "flowing") is needed, lengths
    assert FLOW.spacing(document(*sections(90, 90)), "A4") == "usual"
    assert FLOW.spacing(document(*sections(40, 40, 40, 40), pages="3"), "A4") == "flowing"


def test_sections_stand_closer_where_that_saves_a_page_with_little_on_it() -> None:
    for lines, count, spacing in ((4, 8, "close"), (7, 5, "close"), (3, 10, "usual"), (7, 6, "usual")):
        parts = [block for _ in range(count) for block in (Heading(2, "", t("Part")), *prose(lines))]
        for said in ({"pages": "3"}, {}):
            assert FLOW.spacing(document(*parts, **said), "A4") == spacing, (lines, count)


@pytest.mark.parametrize("length", range(38, 52))
def test_what_is_a_little_too_long_for_its_page_flows_on(writers: Writers, length: int) -> None:
    assert complaints(writers, *sections(length, 10, 10), pages="3", core="2", annex="s2") == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_sections_stand_closer_where_parts_flow(paper: str) -> None:
    usual, flowing = THEME.papers[paper], THEME.flowing.papers[paper]
    assert (flowing.gap, THEME.flowing.style("h2").before) == (usual.narrow_gap, "gap")
    assert flowing.gap < usual.gap


def test_word_breaks_pages_where_the_pdf_does() -> None:
    for length, breaks in ((10, True), (45, False)):
        made = document(*sections(length, 20), **BUDGET)
        [style] = w_styles(Package(write(made, THEME)), "UBHeadingNewPage")
        assert (next(style.iter("{*}pageBreakBefore"), None) is not None) is breaks
        assert value(next(style.iter("{*}spacing"), None), "w:before") in (("0", None) if breaks else ("270", None))


@pytest.mark.parametrize("first", range(6))
def test_what_is_said_to_fit_fits(writers: Writers, first: int) -> None:
    fits = 0
    for length in range(28 + first, 44, 6):
        for made in (document(*sections(length), pages="1"), document(*sections(length, 20), **BUDGET)):
            if all(FLOW.fits(made, paper) for paper in THEME.papers):
                fits += 1
                assert complaints(writers, *made.blocks, **dict(made.properties)) == [], length
    assert fits


def test_it_is_not_said_of_what_may_not_fit() -> None:
    wide = Table("list", "", None, (), (Row("", tuple(Cell("", "", t("w" * 60)) for _ in range(4))),))
    for made, fits in (
        (document(*sections(30), pages="1"), True),
        (document(*sections(30)), False),
        (document(*sections(40), pages="1"), False),
        (document(*sections(30), wide, pages="1"), True),
        (document(*sections(34), wide, pages="1"), False),
        (document(*sections(30), Figure("", "a", "content/lamp.svg", ()), pages="1"), False),
        (document(*sections(30, 1), pages="2"), False),
        (document(*sections(40), pages="2"), False),
        (document(*sections(60), pages="2"), True),
    ):
        assert FLOW.fits(made, "A4") is fits


def test_pictures_and_bold_letters_take_their_room() -> None:
    picture = QrCode("https://northlight.example", 500.0).reference
    [height] = FLOW.parts((Figure("qr", "a code", picture, ()),), "A4")
    assert height == pytest.approx(72 * THEME.papers["A4"].text_width / 500)
    words = "a word of the text " * 240
    plain, bold = (FLOW.parts((Paragraph("", children),), "A4") for children in (t(words), (Strong(t(words)),)))
    assert bold > plain


def test_a_figure_takes_the_space_around_it_and_a_line_that_only_just_fits_may_be_two() -> None:
    picture = QrCode("https://northlight.example", 500.0).reference
    look = THEME.figures["chart"]
    plain, spaced = (
        FLOW.parts((Paragraph("", t("a")), Figure(role, "a", picture, ()), Paragraph("", t("b"))), "A4")
        for role in ("qr", "chart")
    )
    assert spaced[0] - plain[0] == pytest.approx(look.before + look.after - THEME.figures["qr"].before)
    measure, word = Measure(THEME), "word " * 6
    wide = measure.width(word.strip(), "p")
    assert (measure.lines(word.strip(), "p", wide + 0.01), measure.more_lines(word.strip(), "p", wide + 0.01)) == (1, 1)
    assert measure.more_lines(word.strip(), "p", wide * 1.1) == 0
