"""A plan → what of it goes to creators and to everything else, by kind of cost: for each market, and for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.domain.kpi_sheet import Plan, Sheet
from pipeline.domain.metrics import converted
from pipeline.domain.plan_cost import summed
from pipeline.model.campaign import Campaign
from pipeline.model.market import Market
from pipeline.model.range import OtherCosts, Rate

_SEVERAL = 2
"""From so many creators on, what a market pays them tells nobody's fee."""


@dataclass(frozen=True)
class Share:
    """The costs of one market, or of all where it has no `market`, in whole units of money.

    `fees` is what creators are promised, and None where that must not be told or is not known; `committed` is the same
    for readers who may be told in any case. `others` are in the order of the kinds, `ceiling` is what the planned
    results cost at the upper end of the range.
    """

    market: Market | None
    fees: Decimal | None
    others: tuple[Decimal, ...]
    planned: Decimal
    ceiling: Decimal | None
    committed: Decimal | None = None

    @property
    def unassigned(self) -> Decimal | None:
        """What of the plan nobody gets yet; None where it is not known what creators are promised."""
        if self.committed is None:
            return None
        return self.planned - self.committed - sum(self.others, Decimal())

    @property
    def left(self) -> Decimal:
        """What of the plan has no other name: without the fees, these and what is left together."""
        return self.planned - (self.fees or Decimal()) - sum(self.others, Decimal())


@dataclass(frozen=True)
class Spending:
    """The costs of a campaign by kind, in one currency: a row for each market, and their sum where there are more."""

    currency: str
    kinds: tuple[str, ...]
    rows: tuple[Share, ...]
    total: Share
    bounded: tuple[tuple[Decimal, Decimal], ...] = ()
    """How many results each market plans, and what one may cost at most, where the ceiling is the sum of these."""

    @property
    def told(self) -> bool:
        """Whether what creators get stands apart."""
        return self.total.fees is not None


def spending(campaign: Campaign, sheet: Sheet) -> Spending | None:
    """The costs of a campaign whose plan has them in every market; None of any other."""
    planned = [(plan, plan.cost) for plan in sheet.plans if plan.cost is not None]
    if not planned or len(planned) < len(campaign.markets):
        return None
    plans = [plan for plan, _ in planned]
    currency = plans[0].target.currency or ""
    found = [others(plan.section.costs, currency, campaign.measurement.rates) for plan in plans]
    kinds = tuple(kind for kind in OtherCosts.kinds() if any(kind in costs for costs in found))
    told = _told(campaign) and all(plan.committed is not None for plan in plans)
    rows = tuple(
        Share(
            plan.market,
            plan.committed if told else None,
            tuple(costs.get(kind, Decimal()) for kind in kinds),
            cost.planned,
            cost.high,
            plan.committed,
        )
        for (plan, cost), costs in zip(planned, found, strict=True)
    )
    total = _total(rows)
    return Spending(currency, kinds, rows, total, tuple(_bounded(plans, currency, total.ceiling)))


def others(costs: OtherCosts | None, currency: str, rates: Iterable[Rate]) -> Mapping[str, Decimal]:
    """What goes elsewhere than to creators, by kind, in whole units of a currency. Raises NoRate."""
    if costs is None:
        return {}
    known = tuple(rates)
    return {
        kind: converted(amount, costs.currency, currency, known)[0].quantize(Decimal(1))
        for kind, amount in costs.amounts.items()
    }


def _bounded(plans: Sequence[Plan], currency: str, ceiling: Decimal | None) -> Sequence[tuple[Decimal, Decimal]]:
    found = [
        (quantity.amount, plan.target.high)
        for plan in plans
        for kind, quantity in plan.inputs
        if kind.counted and not quantity.unit and plan.target.high is not None and plan.target.currency == currency
    ]
    return found if sum((count * limit for count, limit in found), Decimal()) == ceiling else ()


def _told(campaign: Campaign) -> bool:
    """Whether in no market a single creator's fee would be the market's."""
    markets = [partnership.market for partnership in campaign.partnerships.values()]
    return all(markets.count(market) >= _SEVERAL for market in campaign.markets)


def _total(rows: Sequence[Share]) -> Share:
    fees, ceilings = [row.fees for row in rows], [row.ceiling for row in rows]
    return Share(
        None,
        summed(fees),
        tuple(sum(amounts, Decimal()) for amounts in zip(*(row.others for row in rows), strict=True)),
        sum((row.planned for row in rows), Decimal()),
        summed(ceilings),
        summed([row.committed for row in rows]),
    )
