"""A final review → the entry of each market's history that it makes, or why none may be made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.domain.market_results import Counted
from pipeline.domain.metrics import NoRate, basis, clashes, converted
from pipeline.domain.review_sheet import ReviewSheet, review_sheet
from pipeline.model.campaign import Campaign
from pipeline.model.range import MetricHistory
from pipeline.reading.project import Project

Obstacle = Literal["unlike", "earlier", "there", "no history", "not counted", "no rate"]


@dataclass(frozen=True)
class Entry:
    """One value for one market's history, as it would be written."""

    market: str
    metric: str
    period: str
    value: Decimal
    posts: int
    campaign: str


@dataclass(frozen=True)
class Withheld:
    """A metric of which nothing is added, with the reason; `aspects` are what it was counted unlike in."""

    market: str
    metric: str
    obstacle: Obstacle
    aspects: tuple[str, ...] = ()


def new_history(project: Project, name: str) -> tuple[list[Entry], list[Withheld]]:
    """What the final results of a campaign add to the history of its markets, and what they do not."""
    made: list[Entry] = []
    kept: list[Withheld] = []
    sheet = review_sheet(project, name)
    for market, counted, posts in _values(sheet) if sheet.stage == "final" else ():
        found = _entry(project, name, market, counted, posts)
        if isinstance(found, Entry):
            made.append(found)
        else:
            kept.append(found)
    return made, kept


def _values(sheet: ReviewSheet) -> Iterator[tuple[str, Counted, int]]:
    """Each metric of each market with the number of posts behind it."""
    for market in sheet.markets:
        posts = len(market.outcome.posts) if market.outcome else 0
        yield market.name, Counted(sheet.sheet.primary, market.target, market.verdict, market.units), posts
        for counted in market.others:
            yield market.name, counted, posts


def _entry(project: Project, name: str, market: str, counted: Counted, posts: int) -> Entry | Withheld:
    campaign, metric = project.campaigns[name], counted.row.measure.metric
    history, period = project.markets[market].history.get(metric), _period(campaign, market)
    if counted.verdict is None or not posts:
        return Withheld(market, metric, "not counted")
    if history is None:
        return Withheld(market, metric, "no history")
    if unlike := _unlike(project, campaign, counted, history):
        return Withheld(market, metric, "unlike", tuple(unlike))
    last = history.results[-1]
    if any(result.campaign == name for result in history.results):
        return Withheld(market, metric, "there")
    if period <= last.period:
        return Withheld(market, metric, "earlier")
    try:
        currency = counted.target.currency or ""
        value, _ = converted(counted.verdict.value, currency, history.currency or "", campaign.measurement.rates)
    except NoRate:
        return Withheld(market, metric, "no rate")
    return Entry(market, metric, period, round(value, 2), posts, name)


def _unlike(project: Project, campaign: Campaign, counted: Counted, history: MetricHistory) -> Sequence[str]:
    """In what a value was counted unlike those before it, whatever was stated about these."""
    measure, metric = counted.row.measure, counted.row.metric
    ours = basis(measure.metric, metric, campaign.measurement, measure.counted, counted.target.counted)
    theirs = basis(measure.metric, metric, campaign.measurement, history.counted)
    return [found.aspect for found in clashes(project.metrics, ours, theirs)]


def _period(campaign: Campaign, market: str) -> str:
    """The quarter of the market's first post."""
    days = [
        publication.date
        for partnership in campaign.partnerships.values()
        if partnership.market == market
        for item in partnership.deliverables
        for publication in item.publish
    ]
    first = min(days)
    return f"{first.year}-Q{(first.month + 2) // 3}"
