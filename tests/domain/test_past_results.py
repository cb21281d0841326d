from __future__ import annotations

from decimal import Decimal

from pipeline.domain.metrics import Baseline, baseline
from pipeline.domain.past_results import PastResult, past_results
from pipeline.model.range import MetricHistory
from pipeline.reading.project import Project


def history(*periods: str) -> Baseline:
    results = [{"period": period, "value": index, "posts": index} for index, period in enumerate(periods, 1)]
    return baseline(MetricHistory.model_validate({"source": {"en": "store"}, "results": results}), None, ())


def test_each_period_has_a_column_and_a_market_may_lack_it(project: Project) -> None:
    russia, us = project.markets["ru"], project.markets["us"]
    [found] = past_results([(russia, "USD", history("2025-Q1", "2025-Q3")), (us, None, history("2025-Q1", "2025-Q2"))])
    assert found.periods == ("2025-Q1", "2025-Q2", "2025-Q3")
    assert [row.results for row in found.rows] == [
        (PastResult(Decimal(1), 1), None, PastResult(Decimal(2), 2)),
        (PastResult(Decimal(1), 1), PastResult(Decimal(2), 2), None),
    ]


def test_more_periods_than_a_page_is_wide_go_on_below(project: Project) -> None:
    months = [f"2025-{month:02}" for month in range(1, 12)]
    found = list(past_results([(project.markets["ru"], "USD", history(*months))]))
    assert [len(table.periods) for table in found] == [8, 3]
    assert [period for table in found for period in table.periods] == months
