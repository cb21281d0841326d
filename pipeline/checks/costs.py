"""What a market's plan is spent on, beside what the plan and the range allow."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.base.formulas import DivisionByZero, UnitMismatch
from pipeline.base.problems import N_, Problem
from pipeline.checks.records import Check
from pipeline.domain.metrics import NoRate, converted, planned_inputs, worth
from pipeline.domain.pay import promises
from pipeline.domain.spending import others
from pipeline.model.campaign import Campaign, MarketSection
from pipeline.model.metric import Metric
from pipeline.model.range import MetricTarget


def problems(check: Check, campaign: Campaign) -> Iterator[Problem]:
    """A problem for each market whose costs are no part of a plan, or more than its planned results may cost."""
    primary = next((measure.metric for measure in campaign.metrics if measure.tier == "primary"), "")
    metric = check.project.metrics.metrics.get(primary)
    for name, section in campaign.markets.items():
        target = section.targets.get(primary)
        if section.costs is None or metric is None or target is None:
            continue
        if not section.plan:
            hint = N_("write plan: with the cost as planned")
            yield check.problem(("markets", name, "costs"), "costs that are no part of a plan", hint=hint)
        elif target.currency and metric.calculation:
            yield from _too_much(check, campaign, name, section, metric, target)


def _too_much(
    check: Check, campaign: Campaign, market: str, section: MarketSection, metric: Metric, target: MetricTarget
) -> Iterator[Problem]:
    currency, rates, place = target.currency or "", campaign.measurement.rates, ("markets", market, "costs")
    agreed = [partnership for partnership in campaign.partnerships.values() if partnership.market == market]
    try:
        costs = sum(others(section.costs, currency, rates).values(), Decimal())
        fees = sum((converted(each.sure, each.currency, currency, rates)[0] for each in promises(agreed)), Decimal())
    except NoRate as error:
        message = N_("{first} here, {second} in the target, with no exchange rate between them")
        hint = N_("give one with its date and source under measurement: rates:")
        yield check.problem(place, message, hint=hint, first=error.of, second=error.to)
        return
    try:
        given = planned_inputs(campaign, section, currency)
        value = worth(metric, given).amount
    except (KeyError, NoRate, DivisionByZero, UnitMismatch):
        return
    planned = sum((quantity.amount for quantity in given.values() if quantity.units), Decimal())
    most = planned if target.high is None or not value else planned * target.high / value
    if costs + fees > most:
        message = N_("creators’ fees and these costs come to {sum} {currency}, above the ceiling of {most}")
        hint = N_("lower a cost, or agree on another plan or range")
        values = {"sum": f"{costs + fees:.0f}", "most": f"{most:.0f}", "currency": currency}
        yield check.problem(place, message, hint=hint, **values)
