from __future__ import annotations

import pytest
from trees import THEME

from pipeline.model.paper import Paper
from pipeline.model.table_style import TableStyle
from pipeline.writers.docx.layout import WordLayout

A4 = Paper(width=595.28, height=841.89, top=45, bottom=58.89, side=49.64, gap=13.5)
LETTER = Paper(width=612, height=792, top=36, bottom=47.25, side=54, gap=9)


def layout(paper: Paper) -> WordLayout:
    return WordLayout(THEME, paper, THEME.palette("#0B5D51"))


def columns(count: int, *, panel: bool = False) -> list[int]:
    shares = {2: (25.0, 75.0), 3: (25.0, 37.5, 37.5), 4: (33.3, 33.3, 33.3, 0.1)}
    style = TableStyle(word="UB Rules", columns=shares, rules=True, header_rule=True, panel=panel)
    return layout(A4).columns(style, count)


# A4 is 11906 twentieths of a point wide, with margins of 993; Letter 12240, with 1080.
@pytest.mark.parametrize(("paper", "width", "quarter"), [(A4, 9920, 2480), (LETTER, 10080, 2520)])
def test_the_text_is_as_wide_as_the_sheet_without_its_margins(paper: Paper, width: int, quarter: int) -> None:
    assert (layout(paper).text_width, layout(paper).share(25)) == (width, quarter)


def test_columns_are_the_shares_of_the_theme() -> None:
    assert columns(2) == [2480, 7440]
    assert columns(3) == [2480, 3720, 3720]


def test_columns_of_a_number_that_the_theme_does_not_name_are_alike() -> None:
    assert columns(5) == [1984] * 5


def test_no_twentieth_of_a_point_is_lost_to_rounding() -> None:
    assert columns(4) == [3303, 3304, 3303, 10]
    for count in range(1, 13):
        widths = columns(count)
        assert (len(widths), sum(widths)) == (count, 9920)
        if count > 4:
            assert max(widths) - min(widths) <= 1


def test_a_panel_is_nine_points_wider_on_either_side() -> None:
    assert columns(2, panel=True) == [2480, 7440 + 360]


def test_styles_hold_what_they_take_from_their_base() -> None:
    styles = layout(A4).styles
    assert styles["td"].size == styles["p"].size
    assert set(styles) == set(THEME.styles)
