from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from pipeline.domain.chance import process_limits
from pipeline.domain.monthly import counted, last_day, series
from pipeline.reading.project import Project

JUNE = datetime.date(2027, 6, 8)


def test_limits_are_the_mean_and_2_66_mean_moving_ranges() -> None:
    # The six counts of CPA in Russia before Spring Glow: 13.01 lies inside, so nothing had changed.
    limits = process_limits([Decimal(value) for value in ("9.40", "10.10", "10.60", "11.40", "12.70", "13.10")])
    assert limits is not None
    assert [round(limit, 2) for limit in limits] == [Decimal("9.25"), Decimal("13.19")]
    assert limits[0] < Decimal("13.01") < limits[1]


def test_five_counts_say_nothing_of_what_usually_happens() -> None:
    assert process_limits([Decimal(1)] * 5) is None
    assert process_limits([Decimal(1)] * 6) == (1, 1)


def test_what_is_never_negative_has_no_limit_below_zero() -> None:
    assert process_limits([Decimal(value) for value in (0, 9, 0, 9, 0, 9)]) == (0, Decimal("4.5") + Decimal("2.66") * 9)


@pytest.mark.parametrize(("period", "day"), [("2027-02", 28), ("2026-Q4", 31), ("2028-02", 29), ("2027-Q2", 30)])
def test_a_period_ends_on_its_last_day(period: str, day: int) -> None:
    assert last_day(period).day == day


def test_a_month_counts_once_it_is_over(project: Project) -> None:
    found = series(project, "cpa", "us", JUNE)
    assert found.newest is not None
    assert (found.newest.period, found.newest.value, found.currency) == ("2027-05", Decimal("39.60"), "USD")
    assert found.shown[0].period == "2026-11"
    assert found.agreed is not None
    assert (found.agreed.low, found.campaign, found.within) == (39, "summer-shade", True)


def test_a_count_outside_what_usually_happens_is_a_signal(project: Project) -> None:
    april = series(project, "cpa", "us", datetime.date(2027, 4, 13))
    assert (april.verdict, april.above) == ("signal", True)
    assert series(project, "cpa", "us", JUNE).verdict == "noise"
    assert series(project, "cpa", "us", datetime.date(2026, 9, 1)).verdict == "early"


def test_without_monthly_counts_quarters_and_campaigns_count(project: Project) -> None:
    markets = {name: record.model_copy(update={"monthly": {}}) for name, record in project.markets.items()}
    found = series(Project(**{**vars(project), "markets": markets}), "cpa", "ru", JUNE)
    assert [count.period for count in found.counts][-2:] == ["2026-Q4", "spring-glow"]
    assert found.newest is not None
    assert round(found.newest.value, 2) == Decimal("13.01")
    assert found.verdict == "noise"


def test_a_metric_of_the_ritual_is_told_of_the_markets_that_count_it(project: Project) -> None:
    assert project.ritual is not None
    [reach, *_] = project.ritual.metrics
    assert [each.market for each in counted(project, reach, JUNE)] == ["ru", "us"]
    assert [each.market for each in counted(project, reach.model_copy(update={"market": "us"}), JUNE)] == ["us"]
