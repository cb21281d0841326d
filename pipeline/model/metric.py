"""Metrics: what is counted, over what, in which unit, and what holds between them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.base import formulas
from pipeline.base.formulas import Quantity
from pipeline.base.problems import suggestion
from pipeline.model.base import Id, Line, Model, Number, mistake, once
from pipeline.model.localized import Localized, at_most
from pipeline.model.platform import CountedPhrase

Tier = Literal["primary", "context", "diagnostic"]
Group = Literal["acquisition", "activation", "efficiency"]
Unit = Literal["money", "percent", "count", "ratio", "points", "per-money"]


class Metric(Model):
    """One metric."""

    name: Localized
    """The name in full."""
    short: Annotated[Localized, at_most(24)]
    """The name for a table, at most 24 characters."""
    plain: Annotated[Localized, at_most(24)] | None = None
    """What a creator calls it, in a word without letters that stand for others."""
    formula: Localized
    """The formula in words: "engagements ÷ views"."""
    calculation: Line | None = None
    """The same formula over `inputs`: "engagements / views"."""
    unit: Unit
    """What its values are: money, percent, a count, a ratio, points, or so many per unit of money."""
    tier: Tier = "primary"
    """The highest tier that a campaign may give it: one that is "context" is never primary."""
    better: Literal["up", "down"]
    """Which way is better."""
    measures: Literal["outcome", "output"]
    """Whether it says what was achieved or what was delivered."""
    group: Group
    """Where it stands in the monthly review."""
    denominator: Id
    """What the formula divides by; two metrics with other denominators are never compared."""
    trap: Localized | None = None
    """What it is often confused with."""
    in_words: Localized | None = None
    """Its range as one says it to a creator, with {range} for the figures."""
    lever: Annotated[Localized, at_most(80)] | None = None
    """What helps it, in a few words: what creators can do or, where it does not concern them, what we can."""
    stakeholders: tuple[Id, ...] = Field(default=(), max_length=20)
    """Whose one-pagers show it, by id of `stakeholders`; the primary metric is on all of them."""
    source: Localized | None = None
    """Where its values come from: the store, the platform, the creator's screenshots."""
    unlike: tuple[Id, ...] = Field(default=(), max_length=20)
    """Metrics of the same name or letters that are another thing: no campaign has both."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from once(self.stakeholders, "stakeholders")
        for language, words in self.in_words.root.items() if self.in_words else ():
            if words.count("{range}") != 1:
                yield mistake("it must contain {range} once", at=["in_words", language], range="{range}")
        if self.calculation is not None:
            try:
                divisor = formulas.formula(self.calculation).divisor
            except formulas.NotAFormula as error:
                hint = "write names of inputs, numbers, + - * / and parentheses"
                yield mistake('"{value}" cannot be read', at=["calculation"], hint=hint, value=str(error))
            else:
                if divisor and divisor != self.denominator:
                    message = 'the formula divides by "{divisor}", not by "{denominator}"'
                    at = ("denominator",)
                    yield mistake(message, at=at, divisor=divisor, denominator=self.denominator)


class Input(Model):
    """Something that formulas are made of: a cost, a count of orders."""

    name: Localized
    """What it is."""
    unit: Literal["money", "count", "points"]
    """Money, a count or points."""
    counted: CountedPhrase | None = None
    """So many of it, where it is counted: "{n} first orders"."""


class Identity(Model):
    """Metrics that follow from each other: the product of `left` is `factor` times the product of `right`."""

    left: tuple[Id, ...] = Field(min_length=1, max_length=9)
    """Metric ids."""
    right: tuple[Id, ...] = Field(default=(), max_length=9)
    """Metric ids; none means 1."""
    factor: Number = Decimal(1)
    """A constant, such as 0.001 where a metric is per thousand."""


class UpperBound(Model):
    """A metric that can never be more than another."""

    less: Id
    """The metric that is the smaller one."""
    more: Id
    """The metric that bounds it."""


class Metrics(Model):
    """content/metrics.yaml: metrics by id, and what must hold between them."""

    metrics: dict[Id, Metric] = Field(min_length=1, max_length=200)
    """Metrics by id."""
    inputs: dict[Id, Input] = Field(default={}, max_length=200)
    """What formulas are made of, by id."""
    stakeholders: dict[Id, Localized] = Field(default={}, max_length=20)
    """Who looks at metrics, by id: the name that their one-pager bears."""
    identities: tuple[Identity, ...] = Field(default=(), max_length=100)
    """Equations between metrics."""
    bounds: tuple[UpperBound, ...] = Field(default=(), max_length=100)
    """Inequalities between metrics."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        for index, identity in enumerate(self.identities):
            for side in ("left", "right"):
                for place, metric in enumerate(getattr(identity, side)):
                    if metric not in self.metrics:
                        at = ("identities", index, side, place)
                        yield mistake('no metric "{value}"', at=at, value=metric, **suggestion(metric, self.metrics))
        for index, bound in enumerate(self.bounds):
            for side in ("less", "more"):
                name = getattr(bound, side)
                if name not in self.metrics:
                    hint = suggestion(name, self.metrics)
                    yield mistake('no metric "{value}"', at=["bounds", index, side], value=name, **hint)
        for name, metric in self.metrics.items():
            yield from self._names(name, metric)
            yield from self._calculation(name, metric)

    def _names(self, name: str, metric: Metric) -> Iterator[PydanticCustomError]:
        for index, stakeholder in enumerate(metric.stakeholders):
            if stakeholder not in self.stakeholders:
                at: tuple[str | int, ...] = ("metrics", name, "stakeholders", index)
                hint = suggestion(stakeholder, self.stakeholders)
                yield mistake('no stakeholder "{value}"', at=at, value=stakeholder, **hint)
        for index, other in enumerate(metric.unlike):
            if other not in self.metrics:
                at = ("metrics", name, "unlike", index)
                yield mistake('no metric "{value}"', at=at, value=other, **suggestion(other, self.metrics))

    def _calculation(self, name: str, metric: Metric) -> Iterator[PydanticCustomError]:
        """Every name of a formula is an input, and the units come out as the metric's own."""
        if metric.calculation is None:
            return
        at = ("metrics", name, "calculation")
        read = formulas.formula(metric.calculation)
        unknown = [found for found in read.inputs if found not in self.inputs]
        for found in unknown:
            yield mistake('no input "{value}"', at=at, value=found, **suggestion(found, self.inputs))
        if unknown:
            return
        given = {
            found: Quantity(Decimal(index + 2), (("money", 1),) if self.inputs[found].unit == "money" else ())
            for index, found in enumerate(read.inputs)
        }
        try:
            unit = read.value(given).units
        except formulas.UnitMismatch:
            yield mistake("money is added to something that is not money", at=at)
        except formulas.DivisionByZero:
            yield mistake("the formula divides by zero", at=at)
        else:
            wanted = {"money": (("money", 1),), "per-money": (("money", -1),)}.get(metric.unit, ())
            if unit != wanted:
                message = 'the formula does not give "{unit}"'
                hint = "money divided by a count is money; a percentage is a share of the same thing"
                yield mistake(message, at=at, hint=hint, unit=metric.unit)
