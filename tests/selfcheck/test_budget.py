from __future__ import annotations

from itertools import pairwise

import pytest
from trees import ROOT, THEME, complaints, document, sections, t, table

from pipeline.base.assets import Assets
from pipeline.document.tree import Heading, Section
from pipeline.selfcheck.budget import over_budget
from pipeline.writers.pages import Entry, Line, Pages
from pipeline.writers.registry import Writers


@pytest.fixture(scope="module")
def writers() -> Writers:
    return Writers(THEME, Assets(ROOT))


def test_a_core_that_is_too_long_names_the_section_and_the_lines(writers: Writers) -> None:
    assert complaints(writers, *sections(10, 47, 10), core="2", annex="s2") == [
        'a.yaml: x.pdf: 3 pages on A4 instead of 2: "Part 1" is too long (lines to cut: 7)'
    ]


def test_a_whole_that_is_too_long_names_the_section_and_the_lines(writers: Writers) -> None:
    assert complaints(writers, *sections(10, 120, 10), pages="3") == [
        'a.yaml: x.pdf: 4 pages on A4 instead of 3: "Part 1" is too long (lines to cut: 22)'
    ]


def lines(count: int, top: float = 780) -> tuple[Line, ...]:
    return tuple(Line(f"line {top - 15 * row}", 60, top - 15 * row - 12, 300, top - 15 * row) for row in range(count))


@pytest.mark.parametrize(("first", "second", "cut"), [(47, 10, 10), (40, 10, 3), (30, 30, 13), (44, 3, 1)])
def test_what_has_room_at_the_foot_of_the_page_before_need_not_be_cut(first: int, second: int, cut: int) -> None:
    # 47 lines fill a page of this paper; a block of the others was kept whole and stands on the next page.
    sheet = THEME.sheet("A4")
    top = sheet.bottom + 47 * 15
    pages = Pages((lines(first, top), lines(second, top)), (Entry("Title", 0, top), Entry("Part 1", 1, top)))
    [said] = over_budget(pages, document(pages="1"), "A4", THEME)
    assert dict(said.values)["rows"] == str(cut)


def test_the_section_that_grew_is_named_not_the_longest(writers: Writers) -> None:
    usual = {"usual": "s0:60 s1:50 s2:12", "pages": "3"}
    assert '"Part 2" is too long' in complaints(writers, *sections(60, 60, 60), **usual)[0]
    assert '"Part 1" is too long' in complaints(writers, *sections(60, 120, 20), **usual)[0]


def test_what_stands_behind_the_core_is_not_what_made_it_too_long(writers: Writers) -> None:
    [said] = complaints(writers, *sections(100, 40, 60), core="2", annex="s2", usual="s0:40 s1:30 s2:2")
    assert '"Part 0" is too long' in said


def test_sections_of_one_kind_are_told_by_what_their_names_have_in_common() -> None:
    part = Section("", "market-xx", (Heading(2, "", t("Xx")),))
    pages = Pages(((), (), ()), (Entry("Title", 0, 700), Entry("Xx", 0, 600), Entry("Other", 1, 700)))
    [said] = over_budget(pages, document(part, pages="2", usual="market:3"), "A4", THEME)
    assert dict(said.values)["section"] == "Xx"


@pytest.mark.parametrize(("own", "other", "length"), [("A4", "Letter", 36), ("Letter", "A4", 36)])
def test_a_document_has_to_keep_its_budget_on_every_paper(writers: Writers, own: str, other: str, length: int) -> None:
    said = [complaints(writers, *sections(lines), pages="1", paper=own) for lines in range(length, length + 10)]
    allowed = [line for found in said for line in found if "instead of 1" in line]
    assert any(f"on {own}" in line for line in allowed)
    # Letter is the shorter one: what just fills a page of A4 is too long there.
    assert any(f"on {other}" in line for line in allowed) is (own == "A4")


@pytest.mark.long
@pytest.mark.parametrize(("lengths", "first"), [((None, 10), 30), ((10, None), 60), ((20, None, 6), 85)])
def test_a_core_and_an_annex_have_to_keep_theirs_on_every_paper(
    writers: Writers, lengths: tuple[int | None, ...], first: int
) -> None:
    budget = {"core": "1", "pages": str(len(lengths)), "annex": "s1"}
    grown = [[length if length is not None else lines for length in lengths] for lines in range(first, first + 16)]
    said = [{line.split(" on ")[1][:6] for line in complaints(writers, *sections(*some), **budget)} for some in grown]
    # What fits, then what is too long for Letter alone, then what is too long for its own paper.
    seen = [said[0], *(after for before, after in pairwise(said) if before != after)]
    assert seen == [set(), {"Letter"}, {"A4 ins"}]


def test_no_budget_is_no_bound(writers: Writers) -> None:
    assert complaints(writers, *sections(10, 90, 10)) == []


def test_an_annex_inside_another_section_or_in_a_caption_is_found() -> None:
    pages = Pages((), (Entry("Terms", 3, 700),))
    inner = Section("", "terms", (table(1, caption=Heading(2, "", t("Terms"))),))
    made = document(Section("", "outer", (inner,)), core="2", annex="terms")
    assert [dict(said.values)["taken"] for said in over_budget(pages, made, "A4", THEME)] == ["4"]
