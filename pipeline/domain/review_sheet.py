"""A campaign and its results → what a review prints: the stage it is at, and what each market came to."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from pipeline.domain.kept_word import OwnScore, own_scores
from pipeline.domain.kpi_sheet import Sheet, SheetRow
from pipeline.domain.market_results import MarketResult, MarketResults, Units
from pipeline.domain.verdicts import is_by_count
from pipeline.model.campaign import Campaign
from pipeline.model.localized import Localized
from pipeline.model.metric import Metric
from pipeline.model.results import InterimCount, Results
from pipeline.reading.project import Project

Stage = Literal["blank", "interim", "final"]

_BLANK, _INTERIM = "blank", "interim"


@dataclass(frozen=True)
class ReviewSheet:
    """Everything that a review says. `channel` is what all markets cost together by what they brought.

    `ours` is how we kept our word to the one partnership that it is for.
    """

    stage: Stage
    sheet: Sheet
    metric: Metric
    markets: tuple[MarketResult, ...]
    channel: Decimal | None
    channel_currency: str
    orders: int | None
    counted_through: datetime.date | None
    measured: datetime.date | None
    last_order: datetime.date | None
    three_months: Localized | None
    can_move: tuple[Localized, ...]
    ours: tuple[OwnScore, ...]

    @property
    def row(self) -> SheetRow:
        """The primary metric in the markets that the review speaks of, with what was reached once all is counted."""
        final = self.stage == "final"
        agreed = tuple(market.row.agreed[0] if final else market.agreed for market in self.markets)
        return replace(self.sheet.primary, agreed=agreed)

    @property
    def by_count(self) -> bool:
        """Whether the primary metric is a cost by orders, so that chance can be told."""
        return is_by_count(self.metric)


def review_sheet(project: Project, name: str, view: str = "", market: str = "", partnership: str = "") -> ReviewSheet:
    """The review of a campaign, in all of its markets or in one. Nothing of results stands on a blank one.

    That of one partnership has nothing of another's: neither a row, nor what could be worked out from its own.
    """
    campaign = project.campaigns[name]
    results = None if view == _BLANK else project.results.get(name)
    interim = _interim(results)
    early = interim is not None and results is not None and (view == _INTERIM or results.as_of == _INTERIM)
    counted = _then(results, interim) if results and interim and early else results
    stage: Stage = "blank" if counted is None else "interim" if early else "final"
    maker = MarketResults(project, name, counted)
    names = [market] if market else [each for each in campaign.markets if maker.members_of(each)]
    markets = tuple(_own(maker.market(each), partnership) for each in names)
    channel, currency = maker.channel()
    final = stage == "final" and not partnership
    return ReviewSheet(
        stage=stage,
        sheet=maker.sheet,
        metric=maker.sheet.primary.metric,
        markets=markets,
        channel=channel if final else None,
        channel_currency=currency,
        orders=_orders(markets) if final else None,
        counted_through=counted.counted_through if counted else None,
        measured=counted.measured if counted else None,
        last_order=_last_order(campaign, results),
        three_months=results.three_months if results and stage == "final" else None,
        can_move=interim.can_move if interim and early else (),
        ours=own_scores(project, name, partnership) if partnership else (),
    )


def _then(results: Results, interim: InterimCount) -> Results:
    """The results as they were at an earlier count, of which only orders are kept."""
    then = {name: getattr(interim, name) for name in ("counted_through", "measured", "orders")}
    return results.model_copy(update={**then, "posts": (), "review": {}, "also": (), "sentiment": {}, "lift": {}})


def _own(market: MarketResult, partnership: str) -> MarketResult:
    """A market as one of its partnerships may see it; as it is, where none is named."""
    if not partnership:
        return market
    members = tuple(member for member in market.members if member.name == partnership)
    return replace(
        market, members=members, units=Units(()), had=None, gap=None, others=(), planned=None, reception=None
    )


def _interim(results: Results | None) -> InterimCount | None:
    """The count before the last one: the whole results while they are not final."""
    if results is None or results.as_of != _INTERIM:
        return results.interim if results else None
    return InterimCount.model_construct(
        counted_through=results.counted_through, measured=results.measured, orders=results.orders
    )


def _orders(markets: Sequence[MarketResult]) -> int | None:
    counts = [market.outcome.orders if market.outcome else None for market in markets]
    return None if None in counts else sum(count for count in counts if count is not None)


def _last_order(campaign: Campaign, results: Results | None) -> datetime.date | None:
    """The last day on which an order of a click that counts may come."""
    if results is None:
        return None
    return results.counted_through + datetime.timedelta(days=campaign.measurement.window_days)
