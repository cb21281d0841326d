from __future__ import annotations

from itertools import pairwise

import pytest
from trees import SHEET, THEME, document, t, table

from pipeline.document.tree import Block, Cell, Heading, Paragraph, Row, Section, Table, Token
from pipeline.writers.pdf.inspection import Entry, Line, Pages, findings, over_budget
from pipeline.writers.pdf.writer import PdfWriter

A4 = THEME.papers["A4"]


@pytest.fixture(scope="module")
def writer() -> PdfWriter:
    return PdfWriter(THEME, SHEET)


def told(writer: PdfWriter, *blocks: Block, **properties: str) -> list[str]:
    made = writer.write(document(*blocks, **properties))
    return [str(said.problem("x.pdf", {"text": "a.yaml", "look": "b.html"})) for said in made.complaints]


def prose(count: int) -> tuple[Block, ...]:
    return tuple(Paragraph("", t(f"line {index}")) for index in range(count))


def sections(*lengths: int) -> tuple[Block, ...]:
    title: Block = Heading(1, "", t("Title"))
    parts = (
        Section("", f"s{index}", (Heading(2, "page" if index else "", t(f"Part {index}")), *prose(length)))
        for index, length in enumerate(lengths)
    )
    return title, *parts


def test_a_page_that_is_as_it_should_be_is_not_complained_of(writer: PdfWriter) -> None:
    assert told(writer, *sections(10, 10), table(3, label="Dates"), pages="4", core="1", annex="s1") == []


# --- budgets ----------------------------------------------------------------


def test_a_core_that_is_too_long_names_the_section_and_the_lines(writer: PdfWriter) -> None:
    assert told(writer, *sections(10, 47, 10), core="2", annex="s2") == [
        'a.yaml: x.pdf: 3 pages on A4 instead of 2: "Part 1" is too long (lines to cut: 7)'
    ]


def test_a_whole_that_is_too_long_names_the_section_and_the_lines(writer: PdfWriter) -> None:
    assert told(writer, *sections(10, 90, 10), pages="3") == [
        'a.yaml: x.pdf: 5 pages on A4 instead of 3: "Part 1" is too long (lines to cut: 20)'
    ]


@pytest.mark.parametrize(("own", "other", "length"), [("A4", "Letter", 36), ("Letter", "A4", 36)])
def test_a_document_has_to_keep_its_budget_on_every_paper(writer: PdfWriter, own: str, other: str, length: int) -> None:
    said = [told(writer, *sections(lines), pages="1", paper=own) for lines in range(length, length + 10)]
    allowed = [line for found in said for line in found if "instead of 1" in line]
    assert any(f"on {own}" in line for line in allowed)
    # Letter is the shorter one: what just fills a page of A4 is too long there.
    assert any(f"on {other}" in line for line in allowed) is (own == "A4")


@pytest.mark.parametrize("lengths", [(None, 10), (10, None), (20, None, 6)])
def test_a_core_and_an_annex_have_to_keep_theirs_on_every_paper(
    writer: PdfWriter, lengths: tuple[int | None, ...]
) -> None:
    budget = {"core": "1", "pages": str(len(lengths)), "annex": "s1"}
    grown = [[length if length is not None else lines for length in lengths] for lines in range(36, 56)]
    said = [{line.split(" on ")[1][:6] for line in told(writer, *sections(*some), **budget)} for some in grown]
    # What fits, then what is too long for Letter alone, then what is too long for its own paper.
    seen = [said[0], *(after for before, after in pairwise(said) if before != after)]
    assert seen == [set(), {"Letter"}, {"A4 ins"}]


def test_no_budget_is_no_bound(writer: PdfWriter) -> None:
    assert told(writer, *sections(10, 90, 10)) == []


def test_an_annex_inside_another_section_or_in_a_caption_is_found() -> None:
    pages = Pages((), (Entry("Terms", 3, 700),))
    inner = Section("", "terms", (table(1, caption=Heading(2, "", t("Terms"))),))
    made = document(Section("", "outer", (inner,)), core="2", annex="terms")
    assert [dict(said.values)["taken"] for said in over_budget(pages, made, "A4")] == ["3"]


# --- what juts out or lies over something -------------------------------------


def test_a_code_that_is_longer_than_the_page_is_wide_is_named(writer: PdfWriter) -> None:
    [said] = told(writer, Paragraph("", (Token("X" * 120),)))
    assert said.startswith('a.yaml: x.pdf: "XXX')
    assert said.endswith("juts out of page 1 (a word or code this long has no room there)")


def test_a_code_that_covers_its_neighbour_is_named(writer: PdfWriter) -> None:
    cells = (Cell("", "", (Token("Z" * 30),)), Cell("", "", t("beside it")), Cell("", "", t("c")), Cell("", "", t("d")))
    [said] = told(writer, Table("list", "x", None, (), (Row("", cells),)))
    assert f'words lie over each other on page 1: "{"Z" * 30}' in said


def test_a_long_word_is_divided_rather_than_complained_of(writer: PdfWriter) -> None:
    cells = tuple(Cell("", "", t("достопримечательностями")) for _ in range(5))
    assert told(writer, Table("list", "x", None, (), (Row("", cells),)), language="ru") == []


@pytest.mark.parametrize("word", ["Черновик", "НА СОГЛАСОВАНИИ"])
def test_a_watermark_lies_under_the_text_and_is_no_mistake(writer: PdfWriter, word: str) -> None:
    assert told(writer, *sections(30), watermark=word) == []


# --- headings and last pages --------------------------------------------------


def test_a_last_page_with_few_lines_is_named_with_its_section(writer: PdfWriter) -> None:
    [said] = told(writer, *sections(10, 43))
    assert "too few lines on the last page: 3" in said
    assert '"Part 1"' in said


def test_a_page_with_five_lines_is_enough(writer: PdfWriter) -> None:
    assert told(writer, *sections(10, 5)) == []


def test_a_heading_at_the_foot_of_a_page_is_named() -> None:
    page = (Line("text", 50, 700, 90, 710), Line("Part 1", 50, 100, 90, 110))
    after = tuple(Line("text", 50, 700 - 14 * row, 90, 710 - 14 * row) for row in range(6))
    pages = Pages((page, after), (Entry("Part 1", 0, 112),))
    [said] = findings(pages, A4)
    assert dict(said.values) == {"words": "Part 1", "page": "1"}


def test_headings_go_with_what_follows(writer: PdfWriter) -> None:
    for length in range(40, 52):
        assert all(
            "stands alone" not in said for said in told(writer, *sections(length), Heading(2, "", t("Last")), *prose(9))
        )
