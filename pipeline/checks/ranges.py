"""What a campaign's metrics, targets and plan say of each other, of the market's history and of the metrics file."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.base.formulas import DivisionByZero, UnitMismatch, formula
from pipeline.base.problems import N_, Problem, suggestion
from pipeline.checks.records import Check
from pipeline.domain.metrics import Baseline, Clash, NoRate, baseline, basis, clashes, lookalikes, planned_inputs, worth
from pipeline.model.campaign import Campaign, MarketSection, Measure
from pipeline.model.metric import Metric
from pipeline.model.range import MetricHistory, MetricTarget
from pipeline.reading.yaml_values import Place

_TIERS = ("primary", "context", "diagnostic")

_DIFFERENT = {
    "denominator": N_('divided by "{first}" here, by "{second}" in {other}'),
    "window_days": N_("counted within {first} days here, {second} in {other}"),
    "cost": N_('other costs than in {other}: "{first}" here, "{second}" there'),
    "taxes": N_("taxes {first} here, {second} in {other}"),
    "traffic": N_("{first} traffic here, {second} in {other}"),
    "currency": N_("{first} here, {second} in {other}, with no exchange rate between them"),
}
_STATE_IT = N_("the page must say so: add counted: difference:")
_GIVE_A_RATE = N_("give one with its date and source under measurement: rates:")


class TargetCheck(Check):
    """Checks of a campaign's numbers."""

    def measures(self, campaign: Campaign) -> Iterator[Problem]:
        """Each metric is known, owned, of a tier that it may have, and not another one of the same name."""
        metrics = self.project.metrics
        for index, measure in enumerate(campaign.metrics):
            place: Place = ("metrics", index)
            yield from self.known("metric", measure.metric, metrics.metrics, (*place, "metric"))
            if measure.owner is not None:
                people = self.project.organisation.people
                yield from self.known("person", measure.owner, people, (*place, "owner"))
            elif measure.tier == _TIERS[0] and self.project.organisation.finance is None:
                hint = "name a person in owner:, or in finance: of content/organisation.yaml"
                yield self.problem(place, "nobody owns the primary metric", hint=hint)
            metric = metrics.metrics.get(measure.metric)
            if metric is not None and _TIERS.index(measure.tier) < _TIERS.index(metric.tier):
                message = '"{metric}" is {tier} here; it may be at most {highest}'
                values = {"metric": measure.metric, "tier": measure.tier, "highest": metric.tier}
                yield self.problem((*place, "tier"), message, hint="content/metrics.yaml says so", **values)
        chosen = [measure.metric for measure in campaign.metrics if measure.metric in metrics.metrics]
        for first, second in lookalikes(metrics, chosen):
            index = next(at for at, measure in enumerate(campaign.metrics) if measure.metric == second)
            message = '"{metric}" beside "{other}": they share a name but are different metrics'
            hint = "keep one of them"
            yield self.problem(("metrics", index, "metric"), message, hint=hint, metric=second, other=first)

    def comparable(self, campaign: Campaign) -> Iterator[Problem]:
        """Targets of one metric may stand side by side in all markets, and beside each market's history."""
        for measure in campaign.metrics:
            metric = self.project.metrics.metrics.get(measure.metric)
            if metric is None:
                continue
            given = {
                name: part.targets[measure.metric]
                for name, part in campaign.markets.items()
                if measure.metric in part.targets
            }
            first = next(iter(given), "")
            for name, target in given.items():
                place: Place = ("markets", name, "targets", measure.metric)
                if name != first:
                    yield from self._between_markets(campaign, measure, metric, (first, given[first]), (name, target))
                market = self.project.markets.get(name)
                history = market.history.get(measure.metric) if market else None
                if history is not None:
                    yield from self._with_history(campaign, measure, metric, target, history, place)

    def _between_markets(
        self,
        campaign: Campaign,
        measure: Measure,
        metric: Metric,
        first: tuple[str, MetricTarget],
        second: tuple[str, MetricTarget],
    ) -> Iterator[Problem]:
        one, other = (
            basis(
                measure.metric, metric, campaign.measurement, measure.counted, target.counted, currency=target.currency
            )
            for _, target in (second, first)
        )
        stated = any(target.counted and target.counted.difference for _, target in (first, second))
        place: Place = ("markets", second[0], "targets", measure.metric)
        for found in clashes(self.project.metrics, one, other, campaign.measurement.rates, stated=stated):
            yield self._clash(found, first[0], place)

    def _with_history(
        self,
        campaign: Campaign,
        measure: Measure,
        metric: Metric,
        target: MetricTarget,
        history: MetricHistory,
        place: Place,
    ) -> Iterator[Problem]:
        base = (measure.metric, metric, campaign.measurement, measure.counted, target.counted)
        one = basis(*base, currency=target.currency)
        other = basis(*base, history.counted, currency=history.currency)
        stated = bool(history.counted and history.counted.difference)
        if metric.unit in ("money", "per-money") and None not in (target.currency, history.currency):
            for found in clashes(self.project.metrics, one, other, campaign.measurement.rates, stated=stated):
                yield self._clash(found, "history", place)
        elif metric.unit not in ("money", "per-money"):
            for found in clashes(self.project.metrics, one, other, stated=stated):
                if found.aspect != "currency":
                    yield self._clash(found, "history", place)

    def _clash(self, found: Clash, other: str, place: Place) -> Problem:
        hint = _STATE_IT if found.stated else _GIVE_A_RATE
        message = _DIFFERENT[found.aspect]
        return self.problem(place, message, hint=hint, first=found.first, second=found.second, other=other)

    def departure(
        self, campaign: Campaign, metric: str, target: MetricTarget, history: MetricHistory | None, place: Place
    ) -> Iterator[Problem]:
        """A problem for a range that leaves its market's history without a reason, or has no base at all."""
        if history is None:
            if target.basis is None and target.reason is None:
                message, hint = 'this market has no history of "{metric}"', "say in basis: how the range was set"
                yield self.problem(place, message, hint=hint, metric=metric)
            return
        if target.reason is not None:
            return
        try:
            past: Baseline = baseline(history, target.currency, campaign.measurement.rates)
        except NoRate:
            return
        if not past.holds(target):
            message = "outside this market's history ({low}–{high})"
            yield self.problem(place, message, low=_short(past.low), high=_short(past.high), hint="say why in reason:")

    def plan(self, campaign: Campaign, section: MarketSection, place: Place) -> Iterator[Problem]:
        """The plan holds what the primary metric's formula asks for, and gives a value inside the agreed range."""
        primary = next((measure.metric for measure in campaign.metrics if measure.tier == _TIERS[0]), "")
        metric, target = self.project.metrics.metrics.get(primary), section.targets.get(primary)
        if not section.plan or metric is None or target is None:
            return
        if metric.calculation is None:
            unplanned = N_('"{metric}" has no formula to plan with')
            calculate = N_("write calculation: in content/metrics.yaml")
            yield self.problem((*place, "plan"), unplanned, hint=calculate, metric=primary)
            return
        wanted, inputs = formula(metric.calculation).inputs, self.project.metrics.inputs
        wrong = False
        for name, planned in section.plan.items():
            if name not in wanted:
                wrong = True
                hint = suggestion(name, wanted, otherwise=", ".join(wanted))
                message = '"{input}" is not an input of "{metric}"'
                yield self.problem((*place, "plan", name), message, key=True, input=name, metric=primary, **hint)
            elif name in inputs and (inputs[name].unit == "money") != (planned.currency is not None):
                wrong = True
                yield from self.currency(
                    "money" if inputs[name].unit == "money" else "count", planned.currency, (*place, "plan", name)
                )
        for name in wanted:
            if name not in section.plan and not wrong:
                wrong = True
                yield self.problem((*place, "plan"), 'no "{input}" in the plan', input=name)
        if not wrong and target.currency:
            yield from self._planned_value(campaign, section, metric, target, (*place, "plan"))

    def _planned_value(
        self, campaign: Campaign, section: MarketSection, metric: Metric, target: MetricTarget, place: Place
    ) -> Iterator[Problem]:
        try:
            given = planned_inputs(campaign, section, target.currency or "")
            value = worth(metric, given).amount
        except NoRate as error:
            message = "{first} in the plan, {second} in the target, with no exchange rate between them"
            yield self.problem(place, message, hint=_GIVE_A_RATE, first=error.of, second=error.to)
        except (DivisionByZero, UnitMismatch):
            yield self.problem(place, "the formula divides by zero")
        else:
            if value < target.low or (target.high is not None and value > target.high):
                message, hint = "the plan gives {value}, outside the target", "change the plan or the range"
                yield self.problem(place, message, hint=hint, value=_short(value))

    def results(self, campaign: Campaign, section: MarketSection, place: Place) -> Iterator[Problem]:
        """Each result is of a metric of the campaign, in its unit."""
        measured = [measure.metric for measure in campaign.metrics]
        for name, result in section.results.items():
            at = (*place, "results", name)
            if name not in measured:
                hint = suggestion(name, measured, otherwise=", ".join(measured))
                yield self.problem(at, '"{metric}" is not a metric of this campaign', key=True, metric=name, **hint)
            elif name in self.project.metrics.metrics:
                yield from self.currency(self.project.metrics.metrics[name].unit, result.currency, at)


def _short(value: Decimal) -> str:
    """A number without the digits that a division adds."""
    rounded = value.quantize(Decimal("0.01")) if value != value.to_integral() else value.to_integral()
    return f"{rounded.normalize():f}"
