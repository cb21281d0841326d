"""A campaign's agreed ranges beside their history, its plan and its channel total: one set of numbers for all views."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from pipeline.base.formulas import Quantity, formula
from pipeline.domain.agreed_target import AgreedTarget, Place
from pipeline.domain.metrics import NoRate, baseline, converted, planned_inputs, worth
from pipeline.domain.past_results import PastResults, past_results
from pipeline.domain.pay import Promise, promises
from pipeline.domain.plan_cost import Cost, OwnCost, cost_of_plan, in_own_currency, share, total
from pipeline.model.campaign import Campaign, MarketSection, Measure
from pipeline.model.market import Market
from pipeline.model.metric import Input, Metric
from pipeline.model.organisation import Person
from pipeline.model.platform import CountedPhrase
from pipeline.model.range import MetricTarget, Rate
from pipeline.reading.project import Project


@dataclass(frozen=True)
class SheetRow:
    """One metric of the campaign with its range in each market."""

    measure: Measure
    metric: Metric
    owner: Person
    agreed: tuple[AgreedTarget, ...]
    per: CountedPhrase | None = None
    """So many of what its formula divides by, where that is told."""

    @property
    def primary(self) -> bool:
        """Whether it is the one that all markets are judged by."""
        return self.measure.tier == "primary"

    @property
    def diagnostic(self) -> bool:
        """Whether it only explains the others."""
        return self.measure.tier == "diagnostic"

    @property
    def missed(self) -> tuple[AgreedTarget, ...]:
        """The markets whose latest result lies outside the range on the side that is worse."""
        return tuple(each for each in self.agreed if each.standing == self._worse)

    @property
    def _worse(self) -> Place:
        return "above" if self.metric.better == "down" else "below"

    def mark(self, value: Decimal, agreed: AgreedTarget) -> Place | Literal["better"]:
        """What a value is in a market: "inside" its range, "better", or "above" or "below" it and so missed."""
        place = agreed.place(value)
        return place if place in ("inside", self._worse) else "better"

    @property
    def signs(self) -> frozenset[str]:
        """Which signs a chart of it has: the marks of its results, and a "plan"."""
        found = {self.mark(value, agreed) for agreed in self.agreed for value in agreed.values}
        return frozenset(found | ({"plan"} if any(agreed.planned is not None for agreed in self.agreed) else set()))

    @property
    def history(self) -> tuple[PastResults, ...]:
        """Every past result, in tables of as many periods as stand beside each other."""
        columns = ((agreed.market, agreed.target.currency, agreed.past) for agreed in self.agreed if agreed.past)
        return tuple(past_results(columns))


class _Committed:
    """What is told of a plan by its cost and what is committed of it."""

    cost: Cost | None
    committed: Decimal | None

    @property
    def committed_share(self) -> Decimal | None:
        """What is committed of the plan, in percent."""
        return share(self.committed, self.cost)

    @property
    def open(self) -> Decimal | None:
        """What of the plan nobody is promised yet."""
        return None if self.committed is None or self.cost is None else self.cost.planned - self.committed


@dataclass(frozen=True)
class Plan(_Committed):
    """The planned inputs of the primary metric in one market, in the channel's currency, and what they give.

    `cost` is there where the metric is an amount of money for each result; `committed` is what its partnerships
    promise to creators for sure, None where no rate converts it.
    """

    market: Market
    section: MarketSection
    target: MetricTarget
    inputs: tuple[tuple[Input, Quantity], ...]
    value: Decimal
    cost: Cost | None
    own: OwnCost | None
    committed: Decimal | None = None

    @property
    def passed(self) -> Decimal | None:
        """What is committed for each planned result, where that alone is more than the lower end of the range."""
        if self.committed is None or self.cost is None or self.committed <= self.cost.low or not self.cost.low:
            return None
        return self.committed * self.target.low / self.cost.low


@dataclass(frozen=True)
class Channel(_Committed):
    """All markets' plans in one currency.

    `low` and `high` are what the agreed ranges come to together, each market weighted by what it plans
    of the thing the metric divides by; None where a range has no upper end or nothing to weigh by.
    """

    currency: str
    inputs: tuple[tuple[Input, Quantity], ...]
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    cost: Cost | None
    committed: Decimal | None = None


@dataclass(frozen=True)
class Promised:
    """What one market's partnerships promise to creators, by currency."""

    market: Market
    promises: tuple[Promise, ...]


@dataclass(frozen=True)
class Sheet:
    """Everything that a one-pager prints, in the campaign's own order of metrics and markets."""

    rows: tuple[SheetRow, ...]
    plans: tuple[Plan, ...]
    channel: Channel | None
    rates: tuple[Rate, ...]
    promised: tuple[Promised, ...]

    @property
    def primary(self) -> SheetRow:
        """The one metric that all markets are judged by."""
        return next(row for row in self.rows if row.primary)

    @property
    def farthest(self) -> AgreedTarget | None:
        """The market whose latest result lies farthest outside its range; None where all are inside."""
        found = max(self.columns, key=lambda agreed: agreed.excess)
        return found if found.excess else None

    @property
    def misses(self) -> tuple[tuple[SheetRow, AgreedTarget], ...]:
        """Every other metric than the primary one with each market where it misses its range."""
        return tuple((row, agreed) for row in self.rows if not row.primary for agreed in row.missed)

    @property
    def columns(self) -> tuple[AgreedTarget, ...]:
        """The markets, as the primary metric has them."""
        return self.primary.agreed


def concerning(rows: Sequence[SheetRow], stakeholder: str) -> list[SheetRow]:
    """Of some metrics the primary one, and the others that are of that stakeholder's concern."""
    return [row for row in rows if row.primary or stakeholder in row.metric.stakeholders]


def sheet(project: Project, campaign: Campaign, market: str = "") -> Sheet:
    """The one-pager's numbers of a campaign, in all of its markets or in one."""
    names = [market] if market else list(campaign.markets)
    rows = tuple(_row(project, campaign, measure, names) for measure in campaign.metrics)
    primary = next(row for row in rows if row.primary)
    plans = tuple(_plan(project, campaign, primary, agreed) for agreed in primary.agreed if agreed.section.plan)
    complete = len(plans) == len(names) and bool(plans)
    rates: dict[tuple[str, str], Rate] = {}
    for agreed in primary.agreed:
        for currency in {agreed.market.currency, *(item.currency or "" for item in agreed.section.plan.values())} - {
            ""
        }:
            rate = _rate(campaign, currency, agreed.target.currency or "")
            if rate is not None:
                rates[rate.of, rate.to] = rate
    channel = _channel(campaign, primary.metric, plans) if complete else None
    return Sheet(rows, plans, channel, tuple(rates.values()), tuple(_promised(project, campaign, names)))


def _promised(project: Project, campaign: Campaign, names: Sequence[str]) -> Iterator[Promised]:
    for name in names:
        pays = [partnership for partnership in campaign.partnerships.values() if partnership.market == name]
        if pays:
            yield Promised(project.markets[name], promises(pays))


def owner(project: Project, campaign: Campaign, measure: Measure) -> Person:
    """Who answers for a metric: finance for the primary one and the campaign's owner for others, if nobody is named."""
    usual = project.organisation.finance if measure.tier == "primary" else None
    return project.organisation.people[measure.owner or usual or campaign.owner]


def _row(project: Project, campaign: Campaign, measure: Measure, names: Sequence[str]) -> SheetRow:
    metric = project.metrics.metrics[measure.metric]
    agreed = tuple(_agreed(project, campaign, measure, name) for name in names)
    divisor = project.metrics.inputs.get(metric.denominator)
    return SheetRow(measure, metric, owner(project, campaign, measure), agreed, divisor.counted if divisor else None)


def _agreed(project: Project, campaign: Campaign, measure: Measure, name: str) -> AgreedTarget:
    market, section = project.markets[name], campaign.markets[name]
    target, history = section.targets[measure.metric], market.history.get(measure.metric)
    rates = campaign.measurement.rates
    actual, reached = section.results.get(measure.metric), None
    if actual is not None:
        reached, _ = converted(actual.value, actual.currency or "", target.currency or "", rates)
    counted = (target.counted, history.counted if history else None)
    return AgreedTarget(
        name=name,
        market=market,
        section=section,
        target=target,
        past=baseline(history, target.currency, rates) if history else None,
        actual=actual,
        reached=reached,
        planned=_planned(project, campaign, measure, name),
        stated=tuple(item.difference for item in counted if item and item.difference),
        year=max((milestone.date for milestone in section.schedule), default=campaign.measurement.agreed).year,
    )


def _planned(project: Project, campaign: Campaign, measure: Measure, name: str) -> Decimal | None:
    """What the plan of a market comes to on the primary metric."""
    section, metric = campaign.markets[name], project.metrics.metrics[measure.metric]
    if measure.tier != "primary" or not section.plan:
        return None
    try:
        given = planned_inputs(campaign, section, section.targets[measure.metric].currency or "")
    except NoRate:
        return None
    return worth(metric, given).amount


def _plan(project: Project, campaign: Campaign, primary: SheetRow, agreed: AgreedTarget) -> Plan:
    currency = primary.agreed[0].target.currency or ""
    given = planned_inputs(campaign, agreed.section, currency)
    inputs = tuple(
        (project.metrics.inputs[name], given[name]) for name in formula(primary.metric.calculation or "").inputs
    )
    value = worth(primary.metric, given).amount
    last = agreed.past.values[-1] if agreed.past else None
    cost = cost_of_plan(primary.metric, agreed.target, inputs, value, last)
    own = in_own_currency(cost, agreed.section.plan.values(), currency)
    committed = _committed(campaign, agreed.name, currency)
    if own:
        own = replace(own, committed=_committed(campaign, agreed.name, own.currency))
    return Plan(agreed.market, agreed.section, agreed.target, inputs, value, cost, own, committed)


def _committed(campaign: Campaign, market: str, currency: str) -> Decimal | None:
    """What one market's partnerships promise for sure, in whole units of a currency."""
    pays = [partnership for partnership in campaign.partnerships.values() if partnership.market == market]
    rates = campaign.measurement.rates
    try:
        sums = [converted(promise.sure, promise.currency, currency, rates)[0] for promise in promises(pays)]
    except NoRate:
        return None
    return sum(sums, Decimal()).quantize(Decimal(1))


def _rate(campaign: Campaign, of: str, to: str) -> Rate | None:
    try:
        return converted(Decimal(1), of, to, campaign.measurement.rates)[1] if to else None
    except NoRate:
        return None


def _channel(campaign: Campaign, metric: Metric, plans: Sequence[Plan]) -> Channel:
    read = formula(metric.calculation or "")
    totals = [
        (kind, Quantity(sum((plan.inputs[index][1].amount for plan in plans), Decimal()), quantity.units))
        for index, (kind, quantity) in enumerate(plans[0].inputs)
    ]
    value = worth(metric, dict(zip(read.inputs, (quantity for _, quantity in totals), strict=True))).amount
    low = high = None
    if read.divisor in read.inputs:
        at = read.inputs.index(read.divisor)
        weights = [plan.inputs[at][1].amount for plan in plans]
        low = _weighted([plan.target.low for plan in plans], weights)
        highs = [plan.target.high for plan in plans]
        high = None if None in highs else _weighted([item for item in highs if item is not None], weights)
    cost, committed = total(plan.cost for plan in plans), [plan.committed for plan in plans]
    promised = None if None in committed else sum((each for each in committed if each is not None), Decimal())
    return Channel(plans[0].target.currency or "", tuple(totals), value, low, high, cost, promised)


def _weighted(values: Sequence[Decimal], weights: Sequence[Decimal]) -> Decimal:
    return sum((value * weight for value, weight in zip(values, weights, strict=True)), Decimal()) / sum(weights)
