"""The past results of several markets → tables with a column for each period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.domain.metrics import Baseline
from pipeline.model.market import Market

_PERIODS = 8
"""How many periods stand beside each other."""


@dataclass(frozen=True)
class PastResult:
    """What one market reached in one period, and on how many posts."""

    value: Decimal
    posts: int


@dataclass(frozen=True)
class PastRow:
    """One market's results in the periods of a table, in one currency; None where it has none."""

    market: Market
    currency: str | None
    results: tuple[PastResult | None, ...]


@dataclass(frozen=True)
class PastResults:
    """The results of all markets in some periods, oldest first."""

    periods: tuple[str, ...]
    rows: tuple[PastRow, ...]


def past_results(columns: Iterable[tuple[Market, str | None, Baseline]]) -> Iterator[PastResults]:
    """Every result of some markets with their currency, in tables of as many periods as stand beside each other."""
    found = [(market, currency, dict(_by_period(past))) for market, currency, past in columns]
    periods = sorted({period for _, _, results in found for period in results})
    for at in range(0, len(periods), _PERIODS):
        part = tuple(periods[at : at + _PERIODS])
        rows = (PastRow(market, currency, tuple(map(results.get, part))) for market, currency, results in found)
        yield PastResults(part, tuple(rows))


def _by_period(past: Baseline) -> Iterator[tuple[str, PastResult]]:
    for result, value in zip(past.history.results, past.values, strict=True):
        yield result.period, PastResult(value, result.posts)
