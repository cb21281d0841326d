from __future__ import annotations

from decimal import Decimal

import pytest
from samples import METRICS, Change, content, record, refused

from pipeline.model.metric import Metrics
from pipeline.model.range import MetricHistory, MetricTarget, Range

TEXT = content(METRICS)


def test_metrics_are_found_by_id() -> None:
    metric = record(Metrics, TEXT).metrics["cpa"]
    assert (metric.unit, metric.better, metric.denominator, metric.trap) == ("money", "down", "orders", None)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("unit: money", "unit: ^monye"), '^ metrics.cpa.unit: "monye" is not one of'),
        (("better: down", "better: ^less"), '^ metrics.cpa.better: "less" is not one of'),
        (("    denominator: orders\n", ""), 'metrics.cpa: the field "denominator" is missing'),
    ],
)
def test_what_a_metric_may_not_say_is_refused(change: Change, line: str) -> None:
    [found] = refused(Metrics, TEXT, change)
    assert line in found


@pytest.mark.parametrize(
    ("text", "low", "high"), [("low: 0\nhigh: 0", "0", "0"), ("low: 4.5\nhigh: 6", "4.5", "6"), ("low: 25", "25", None)]
)
def test_a_range_may_be_one_value_or_open_above(text: str, low: str, high: str | None) -> None:
    read = record(Range, text)
    assert (read.low, read.high) == (Decimal(low), high and Decimal(high))


def test_a_range_does_not_end_before_it_begins() -> None:
    assert refused(Range, "low: ^12.5\nhigh: 12") == ["^ low: low (12.5) is above high (12)"]


def test_a_target_says_why() -> None:
    assert refused(MetricTarget, "^low: 1") == ['^ the field "why" is missing']
    assert record(MetricTarget, "low: 1\nwhy: {en: a, ru: а}").reason is None


def test_history_holds_what_was_reached() -> None:
    text = 'source: {en: own, ru: свои}\nresults: [{period: "2026-Q4", value: -1.5, posts: 4}]'
    [result] = record(MetricHistory, text).results
    assert (result.period, result.value, result.posts) == ("2026-Q4", Decimal("-1.5"), 4)
