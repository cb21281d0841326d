"""A metric of a market by the month → what was counted up to a day, the agreed range, and whether the newest is news.

What usually happens is told by the counts before the newest: their mean, and 2.66 mean moving ranges around it.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.domain.chance import process_limits
from pipeline.domain.metrics import NoRate
from pipeline.domain.results import in_currency, outcomes, together
from pipeline.model.campaign import Campaign
from pipeline.model.range import MetricTarget
from pipeline.model.ritual import RitualMetric
from pipeline.reading.project import Project

SHOWN = 6
"""How many counts before the newest are shown, and needed to say what usually happens."""
_BASELINE = 12
"""How many of them say it at most: what is older was another time."""

Verdict = Literal["signal", "noise", "early"]
"""Whether the newest count leaves what usually happens; "early" while there are too few to say."""


@dataclass(frozen=True)
class Count:
    """One count: of a month, a quarter or a campaign, which has the day on which it was measured."""

    period: str
    value: Decimal
    measured: datetime.date | None = None


@dataclass(frozen=True)
class Series:
    """One metric in one market: its counts, oldest first, in one currency, and the range agreed last."""

    market: str
    currency: str | None
    counts: tuple[Count, ...]
    agreed: MetricTarget | None
    campaign: str

    @property
    def newest(self) -> Count | None:
        """The last count."""
        return self.counts[-1] if self.counts else None

    @property
    def shown(self) -> tuple[Count, ...]:
        """The newest and those before it that stand beside it."""
        return self.counts[-SHOWN - 1 :]

    @property
    def limits(self) -> tuple[Decimal, Decimal] | None:
        """Between what counts usually lie, by those before the newest; nothing where these are too few."""
        return process_limits([count.value for count in self.counts[:-1]][-_BASELINE:])

    @property
    def verdict(self) -> Verdict:
        """Whether the newest is news."""
        limits, newest = self.limits, self.newest
        if limits is None or newest is None:
            return "early"
        return "noise" if limits[0] <= newest.value <= limits[1] else "signal"

    @property
    def above(self) -> bool:
        """Whether the newest lies above what usually happens."""
        limits, newest = self.limits, self.newest
        return limits is not None and newest is not None and newest.value > limits[1]

    @property
    def within(self) -> bool | None:
        """Whether the newest is in the agreed range; nothing where none was agreed."""
        if self.agreed is None or self.newest is None:
            return None
        return self.agreed.holds(self.newest.value)


def series(project: Project, metric: str, market: str, on: datetime.date) -> Series:
    """What was counted of a metric in a market before a day, and the range agreed last by then."""
    agreed, name = _agreed(project, metric, market, on)
    monthly = project.markets[market].monthly.get(metric)
    history = project.markets[market].history.get(metric)
    if monthly is not None:
        currency = monthly.currency or (history.currency if history else None)
        counts = tuple(_before([(count.month, count.value) for count in monthly.counts], on))
    else:
        currency = history.currency if history else agreed.currency if agreed else None
        past = [(result.period, result.value) for result in history.results] if history else []
        counts = (*_before(past, on), *_of_campaigns(project, metric, market, on, currency))
    if agreed is not None and agreed.currency != currency:
        agreed, name = None, ""
    return Series(market, currency, counts, agreed, name)


def counted(project: Project, metric: RitualMetric, on: datetime.date) -> tuple[Series, ...]:
    """What was counted of a metric of the ritual, in each market that counts it or in the one that is meant."""
    name, markets = metric.metric, project.markets
    known = [each for each in markets if name in markets[each].monthly or name in markets[each].history]
    return tuple(series(project, name, market, on) for market in ([metric.market] if metric.market else known))


def _before(values: Sequence[tuple[str, Decimal]], on: datetime.date) -> Iterator[Count]:
    """The counts of periods that were over before a day."""
    return (Count(period, value) for period, value in values if last_day(period) < on)


def last_day(period: str) -> datetime.date:
    """The last day of a month or a quarter."""
    year, part = int(period[:4]), period[5:]
    month = 3 * int(part[1:]) if part.startswith("Q") else int(part)
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def _of_campaigns(
    project: Project, metric: str, market: str, on: datetime.date, currency: str | None
) -> Iterator[Count]:
    """What campaigns came to whose results are final, in the order in which they were measured."""
    final = [(results.measured, name) for name, results in project.results.items() if results.as_of == "final"]
    for day, name in sorted(final):
        campaign = project.campaigns.get(name)
        if campaign is None or market not in campaign.markets or day > on:
            continue
        value = _reached(project, campaign, name, metric, market, currency)
        if value is not None:
            yield Count(name, value, day)


def _reached(
    project: Project, campaign: Campaign, name: str, metric: str, market: str, currency: str | None
) -> Decimal | None:
    try:
        members = [each for each, partnership in campaign.partnerships.items() if partnership.market == market]
        if not members:
            return None
        found = outcomes(project, name, project.results[name])
        outcome = together(found[each] for each in members)
        if currency is not None:
            outcome = in_currency(outcome, currency, campaign)
    except NoRate:
        return None
    value = outcome.value(project.metrics.metrics[metric], campaign.measurement.traffic)
    return value.amount if value is not None else None


def _agreed(project: Project, metric: str, market: str, on: datetime.date) -> tuple[MetricTarget | None, str]:
    """The range that was agreed last before a day, and its campaign."""
    agreed = [
        (campaign.measurement.agreed, name)
        for name, campaign in project.campaigns.items()
        if campaign.measurement.agreed <= on and metric in _targets(campaign, market)
    ]
    if not agreed:
        return None, ""
    _, name = max(agreed)
    return _targets(project.campaigns[name], market)[metric], name


def _targets(campaign: Campaign, market: str) -> dict[str, MetricTarget]:
    section = campaign.markets.get(market)
    return dict(section.targets) if section else {}
