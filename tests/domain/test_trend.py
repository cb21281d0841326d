from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.domain.trend import Trend, trend
from pipeline.model.range import Range


@pytest.mark.parametrize(
    ("values", "finding", "count"),
    [
        ((9, 11, 13), "above", 1),
        ((13, 9, 13, 14), "above", 2),
        ((9, 7), "below", 1),
        ((14, 12, 11), "down", 3),
        ((11, 12, 11, 10, 9), "down", 4),
        ((9, 10, 11), "up", 3),
        ((9, 11, 10), "inside", 3),
        ((10,), "inside", 1),
        ((14, 9, 11, 10), "some", 3),
        # Twice the same is no step, and two results are no trend.
        ((12, 12, 11), "inside", 3),
        ((11, 10), "inside", 2),
    ],
)
def test_the_finding_is_what_the_last_results_show(values: tuple[int, ...], finding: str, count: int) -> None:
    found = trend([Decimal(value) for value in values], Range(low=Decimal(8), high=Decimal(12)))
    assert found is not None
    assert (found.finding, found.count, found.total) == (finding, count, len(values))
    assert found.last == values[-1]


def test_a_trend_tells_from_where_to_where() -> None:
    found = trend([Decimal(value) for value in (13, 14, 12, 11)], Range(low=Decimal(8), high=Decimal(12)))
    assert found == Trend("down", 3, 4, Decimal(14), Decimal(11))


def test_a_range_without_an_upper_end_has_nothing_above_it() -> None:
    found = trend([Decimal(9), Decimal(100)], Range(low=Decimal(8)))
    assert found is not None
    assert found.finding == "inside"


def test_without_results_there_is_no_finding() -> None:
    assert trend([], Range(low=Decimal(8))) is None
