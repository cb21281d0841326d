"""The worked verdicts: kept or not by arithmetic, and what chance alone could have done."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.base.formulas import Quantity
from pipeline.domain.verdicts import in_parts, is_by_count, luck, planned_luck, state, verdict
from pipeline.model.metric import Metric
from pipeline.model.range import Range
from pipeline.reading.project import Project

CPA_RANGE = Range(low=Decimal(8), high=Decimal(12))


@pytest.fixture
def cpa(project: Project) -> Metric:
    return project.metrics.metrics["cpa"]


@pytest.fixture
def erv(project: Project) -> Metric:
    return project.metrics.metrics["er-views"]


def test_the_ends_of_a_range_belong_to_it(cpa: Metric, erv: Metric) -> None:
    said = {value: state(Decimal(value), CPA_RANGE, cpa) for value in ("7.99", "8", "10", "12", "12.000001")}
    assert said == {"7.99": "better", "8": "hit", "10": "hit", "12": "hit", "12.000001": "missed"}
    assert [state(Decimal(value), CPA_RANGE, erv) for value in ("7", "13")] == ["missed", "better"]
    assert state(Decimal(999), Range(low=Decimal(8)), erv) == "hit"


def test_a_miss_says_by_how_much(cpa: Metric) -> None:
    found = verdict(Decimal(9600) / 738, CPA_RANGE, cpa)
    assert (found.state, round(found.beyond, 2), found.places) == ("missed", Decimal("1.01"), 2)


def test_a_digit_that_hides_the_verdict_is_not_left_out(cpa: Metric) -> None:
    assert verdict(Decimal("12.0004"), CPA_RANGE, cpa).places == 4
    assert verdict(Decimal("12.004"), CPA_RANGE, cpa).places == 3
    assert verdict(Decimal("11.998"), CPA_RANGE, cpa).places == 2


@pytest.mark.parametrize(
    ("cost", "orders", "low", "high", "clear", "ends"),
    [
        (9600, 738, 8, 12, True, ("12.10", "14.00")),
        (24380, 581, 35, 45, False, ("38.68", "45.59")),
        (7500, 750, 8, 12, True, ("9.31", "10.76")),
    ],
)
def test_chance_could_have_changed_a_verdict_or_not(
    cpa: Metric, cost: int, orders: int, low: int, high: int, clear: bool, ends: tuple[str, str]
) -> None:
    target = Range(low=Decimal(low), high=Decimal(high))
    found = luck(Decimal(cost), orders, target, cpa)
    assert found is not None
    assert (round(found.low, 2), round(found.high, 2)) == tuple(map(Decimal, ends))
    assert found.clear == clear


def test_views_are_not_judged_by_poisson(cpa: Metric, project: Project) -> None:
    by_count = [name for name, metric in project.metrics.metrics.items() if is_by_count(metric)]
    assert by_count == ["cpa"]
    assert luck(Decimal(1), 5, CPA_RANGE, project.metrics.metrics["cpm"]) is None
    assert luck(Decimal(1), 0, CPA_RANGE, cpa) is None


@pytest.mark.parametrize(
    ("cost", "orders", "low", "high", "above", "below"),
    # Summer Shade, then Spring Glow, in both markets.
    [(2000, 160, 10, 13, 31, 0), (6020, 140, 39, 45, 29, 11), (9450, 900, 8, 12, 0, 0), (24600, 600, 35, 45, 1, 0)],
)
def test_a_plan_that_is_right_misses_a_narrow_range_by_chance(
    cpa: Metric, cost: int, orders: int, low: int, high: int, above: int, below: int
) -> None:
    planned = {"cost": Quantity(Decimal(cost), (("USD", 1),)), "conversions": Quantity(Decimal(orders))}
    found = planned_luck(planned, Range(low=Decimal(low), high=Decimal(high)), cpa)
    assert found is not None
    assert (round(100 * found.above), round(100 * found.below)) == (above, below)
    assert (found.outside < 0.02) == (orders >= 600)


def test_orders_that_the_money_had_to_bring_add_up() -> None:
    gaps = [171 - Decimal("7574.36") / 45, 262 - Decimal("10651.47") / 45, 148 - Decimal("6154.17") / 45]
    assert in_parts(gaps, sum(gaps, Decimal())) == [Decimal("2.7"), Decimal("25.3"), Decimal("11.2")]
    assert in_parts([Decimal("0.25")] * 3, Decimal("0.75")) == [Decimal("0.3"), Decimal("0.3"), Decimal("0.2")]


@given(st.lists(st.decimals(-500, 500, places=4), min_size=1, max_size=20))
def test_rounded_parts_always_add_up(parts: list[Decimal]) -> None:
    found = in_parts(parts, sum(parts, Decimal()))
    assert sum(found) == sum(parts, Decimal()).quantize(Decimal("0.1"))
    assert all(abs(one - part) <= Decimal("0.15") for one, part in zip(found, parts, strict=True))
