"""Metrics: what is counted, over what, in which unit; targets and the history behind them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.errors import suggestion
from pipeline.model.base import Amount, Currency, Day, Id, Model, Number, Period, mistake
from pipeline.model.localized import Localized, at_most

Tier = Literal["primary", "context", "diagnostic"]
Unit = Literal["money", "percent", "count", "ratio", "points"]
Posts = Annotated[int, Field(ge=1, strict=True)]


class Metric(Model):
    """One metric."""

    name: Localized
    """The name in full."""
    short: Annotated[Localized, at_most(24)]
    """The name for a table, at most 24 characters."""
    formula: Localized
    """The formula in words: "engagements ÷ views"."""
    unit: Unit
    """What its values are: money, percent, a count, a ratio or points."""
    better: Literal["up", "down"]
    """Which way is better."""
    measures: Literal["outcome", "output"]
    """Whether it says what was achieved or what was delivered."""
    group: Literal["acquisition", "activation", "efficiency"]
    """Where it stands in the monthly review."""
    denominator: Id
    """What the formula divides by; two metrics with other denominators are never compared."""
    trap: Localized | None = None
    """What it is often confused with."""


class Identity(Model):
    """Metrics that follow from each other: the product of `left` is `factor` times the product of `right`."""

    left: tuple[Id, ...] = Field(min_length=1, max_length=9)
    """Metric ids."""
    right: tuple[Id, ...] = Field(default=(), max_length=9)
    """Metric ids; none means 1."""
    factor: Number = Decimal(1)
    """A constant, such as 0.001 where a metric is per thousand."""


class AtMost(Model):
    """A metric that can never be more than another."""

    less: Id
    """The metric that is the smaller one."""
    more: Id
    """The metric that bounds it."""


class Metrics(Model):
    """content/metrics.yaml: metrics by id, and what must hold between them."""

    metrics: dict[Id, Metric] = Field(min_length=1, max_length=200)
    """Metrics by id."""
    identities: tuple[Identity, ...] = Field(default=(), max_length=100)
    """Equations between metrics."""
    bounds: tuple[AtMost, ...] = Field(default=(), max_length=100)
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


class Range(Model):
    """From `low` to `high`, both included; without `high`, at least `low`."""

    low: Amount
    """The lower end."""
    high: Amount | None = None
    """The upper end."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        if self.high is not None and self.low > self.high:
            yield mistake("low ({low}) is above high ({high})", at=["low"], low=self.low, high=self.high)


class Target(Range):
    """What one market agreed to reach on one metric."""

    currency: Currency | None = None
    """The currency of a metric in money."""
    basis: Localized | None = None
    """What the range was set from, where it is more than this market's history."""
    why: Localized
    """Why this market's range differs from the others'."""
    reason: Localized | None = None
    """Why the range departs from this market's own history, where it does."""


class Result(Model):
    """What past campaigns of one period reached."""

    period: Period
    """The quarter or month: 2026-Q4 or 2026-11."""
    value: Number
    """The value, in the metric's unit."""
    posts: Posts
    """How many posts stand behind it."""


class History(Model):
    """What a market reached before on one metric: the base of its targets."""

    currency: Currency | None = None
    """The currency of a metric in money."""
    source: Localized
    """Where the values come from."""
    results: tuple[Result, ...] = Field(min_length=1, max_length=100)
    """Values by period, oldest first."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        for index, (before, after) in enumerate(zip(self.results, self.results[1:], strict=False), 1):
            if after.period <= before.period:
                at: tuple[str | int, ...] = ("results", index, "period")
                yield mistake("{after} is not after {before}", at=at, after=after.period, before=before.period)


class Rate(Model):
    """An exchange rate: one unit of `of` costs `value` units of `to`."""

    of: Currency
    """The currency that is bought."""
    to: Currency
    """The currency it is paid in."""
    value: Amount
    """The rate."""
    date: Day
    """The day the rate is of."""
    source: Localized
    """Who set it."""


class Measurement(Model):
    """How the numbers of a campaign are counted, the same in every market."""

    agreed: Day
    """The day the ranges were agreed."""
    window_days: int = Field(ge=1, le=365, strict=True)
    """Days after a click within which an order counts."""
    cost: Localized
    """What the costs include."""
    taxes: Literal["included", "excluded"]
    """Whether money includes taxes."""
    traffic: Literal["organic", "paid", "all"]
    """Which views and clicks are counted."""
    rates: tuple[Rate, ...] = Field(default=(), max_length=20)
    """Exchange rates, where money of two currencies meets."""
