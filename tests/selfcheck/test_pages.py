from __future__ import annotations

from dataclasses import replace

import pytest
from trees import ROOT, THEME, complaints, document, prose, sections, t, table

from pipeline.base.assets import Assets
from pipeline.document.tree import Block, Cell, Heading, Paragraph, Row, Table, Token
from pipeline.selfcheck.pages import layout_complaints
from pipeline.writers.pages import Entry, Line, Pages
from pipeline.writers.pdf import reading as pdf_reading
from pipeline.writers.registry import Writers

A4 = THEME.papers["A4"]
WIDE = A4.model_copy(update={"width": 5000.0, "side": 0.0})


@pytest.fixture(scope="module")
def writers() -> Writers:
    return Writers(THEME, Assets(ROOT))


def test_a_page_that_is_as_it_should_be_is_not_complained_of(writers: Writers) -> None:
    assert complaints(writers, *sections(10, 10), table(3, label="Dates"), pages="4", core="1", annex="s1") == []


def read_again(writers: Writers, *blocks: Block) -> Pages:
    """What stands where in the PDF of some blocks."""
    return pdf_reading.read(writers.writer("pdf").write(document(*blocks)).content, WIDE)


# --- what juts out or lies over something -------------------------------------


def test_a_code_that_is_longer_than_the_page_is_wide_is_named(writers: Writers) -> None:
    [said] = complaints(writers, Paragraph("", (Token("X" * 120),)))
    assert said.startswith('a.yaml: x.pdf: "XXX')
    assert said.endswith("runs off page 1 (a word or code this long does not fit there)")


def test_a_code_that_covers_its_neighbour_is_named(writers: Writers) -> None:
    cells = (Cell("", "", (Token("Z" * 30),)), Cell("", "", t("beside it")), Cell("", "", t("c")), Cell("", "", t("d")))
    [said] = complaints(writers, Table("list", "x", None, (), (Row("", cells),)))
    assert f'words overlap on page 1: "{"Z" * 30}' in said


@pytest.mark.parametrize(("first", "second"), [("amounts", "names"), ("ABC", "gjpqy"), ("gjpqy", "ABC"), ("—", "Ay")])
def test_words_that_touch_are_found_whatever_letters_they_have(writers: Writers, first: str, second: str) -> None:
    ends = Token(first), Token(second)
    pages = read_again(writers, Paragraph("", (Token("x"),)), Paragraph("", ends[:1]))
    [_, line] = pages.lines[0]
    other = read_again(writers, Paragraph("", (Token("x"),)), Paragraph("", ends[1:])).lines[0][1]
    moved = replace(other, left=line.right - 3, right=line.right + 30)
    [said] = layout_complaints(Pages(((line, moved),), ()), WIDE)
    assert dict(said.values)["words"] == line.words
    assert list(layout_complaints(Pages(((line, replace(moved, left=line.right + 1)),), ()), WIDE)) == []


def test_lines_that_follow_each_other_touch_nothing(writers: Writers) -> None:
    assert complaints(writers, *(Paragraph("", t("Ёйqj" * 8)) for _ in range(4))) == []


def test_a_long_word_is_divided_rather_than_complained_of(writers: Writers) -> None:
    cells = tuple(Cell("", "", t("достопримечательностями")) for _ in range(5))
    assert complaints(writers, Table("list", "x", None, (), (Row("", cells),)), language="ru") == []


@pytest.mark.parametrize("word", ["Черновик", "НА СОГЛАСОВАНИИ"])
def test_a_watermark_lies_under_the_text_and_is_no_mistake(writers: Writers, word: str) -> None:
    assert complaints(writers, *sections(30), watermark=word) == []


# --- headings and last pages --------------------------------------------------


def test_a_last_page_with_few_lines_is_named_with_its_section(writers: Writers) -> None:
    [said] = complaints(writers, *sections(10, 43), pages="3", last_lines="5")
    assert "too few lines on the last page: 3" in said
    assert '"Part 1"' in said


def test_what_is_as_long_as_what_it_lists_ends_anywhere(writers: Writers) -> None:
    for lines in (36, 38, 43):
        assert complaints(writers, *sections(10, lines), pages="3") == []


def test_a_page_with_five_lines_is_enough(writers: Writers) -> None:
    assert complaints(writers, *sections(10, 5), pages="3", last_lines="5") == []


def test_a_heading_at_the_foot_of_a_page_is_named() -> None:
    page = (Line("text", 50, 700, 90, 710), Line("Part 1", 50, 100, 90, 110))
    after = tuple(Line("text", 50, 700 - 14 * row, 90, 710 - 14 * row) for row in range(6))
    pages = Pages((page, after), (Entry("Part 1", 0, 112),))
    [said] = layout_complaints(pages, A4)
    assert dict(said.values) == {"words": "Part 1", "page": "1"}


def test_headings_go_with_what_follows(writers: Writers) -> None:
    for length in range(40, 52):
        assert all(
            "stands alone" not in said
            for said in complaints(writers, *sections(length), Heading(2, "", t("Last")), *prose(9))
        )
