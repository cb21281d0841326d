"""Rows of a one-pager → where the history behind them comes from, market by market."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.domain.kpi_sheet import SheetRow
from pipeline.domain.metrics import Baseline
from pipeline.model.market import Market
from pipeline.model.metric import Metric

_MANY = 3
"""From how many metrics of one source on these are the rest."""


@dataclass(frozen=True)
class Origin:
    """Where the numbers of one market come from: metrics that share a source and a sample.

    `rest` tells that they are most of the market's, stand last and need not be named one by one.
    """

    market: Market
    metrics: tuple[Metric, ...]
    past: Baseline
    rest: bool = False


def origins(rows: Sequence[SheetRow]) -> list[Origin]:
    """Where the history behind some metrics comes from, by market, metrics of one source together, the most last."""
    found: dict[tuple[object, ...], Origin] = {}
    for index in range(len(rows[0].agreed) if rows else 0):
        for row in rows:
            agreed = row.agreed[index]
            past = agreed.past
            if past is None:
                continue
            sample = tuple((result.period, result.posts) for result in past.history.results)
            key = (index, tuple(sorted(past.history.source.root.items())), sample)
            before = found[key].metrics if key in found else ()
            found[key] = Origin(agreed.market, (*before, row.metric), past)
    return [origin for market in _by_market(found.values()) for origin in _rest_last(market)]


def _by_market(found: Iterable[Origin]) -> Iterable[list[Origin]]:
    markets: dict[int, list[Origin]] = {}
    for origin in found:
        markets.setdefault(id(origin.market), []).append(origin)
    return markets.values()


def _rest_last(found: list[Origin]) -> list[Origin]:
    most = max(found, key=lambda origin: len(origin.metrics))
    if len(found) == 1 or len(most.metrics) < _MANY:
        return found
    return [*(origin for origin in found if origin is not most), replace(most, rest=True)]
