from __future__ import annotations

import pytest

from pipeline.base.problems import Problems
from pipeline.exchange.sheet import Sheet, letters


@pytest.mark.parametrize(("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")])
def test_columns_are_named_as_spreadsheets_name_them(column: int, name: str) -> None:
    assert letters(column) == name


def test_problems_name_their_cells_and_are_sorted_by_row() -> None:
    sheet = Sheet("Team", ())
    found = Problems([sheet.problem(10, 2, "b"), sheet.problem(7, 2, "a", hint="do {x}", x="y")])
    assert [str(problem) for problem in found.problems] == ["Team!B7: a (do y)", "Team!B10: b"]
