"""Metrics: what is counted, over what, in which unit."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from pipeline.model.base import Amount, Currency, Id, Model, Number, mistake
from pipeline.model.localized import Localized

Tier = Literal["primary", "context", "diagnostic"]
Unit = Literal["money", "percent", "count", "ratio", "points"]


class Metric(Model):
    """One metric. `inputs` are the ids of the raw numbers that `formula` divides."""

    name: Localized
    short: Localized
    formula: Localized
    unit: Unit
    better: Literal["up", "down"]
    measures: Literal["outcome", "output"]
    group: Literal["acquisition", "activation", "efficiency"]
    denominator: Id
    trap: Localized | None = None


class Metrics(Model):
    """content/metrics.yaml."""

    metrics: dict[Id, Metric]


class Range(Model):
    """From `low` to `high`, both included; without `high`, at least `low`."""

    low: Amount
    high: Amount | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Range:
        if self.high is not None and self.low > self.high:
            raise mistake("low ({low}) is above high ({high})", at=["low"], low=self.low, high=self.high)
        return self


class Target(Range):
    """What one market agreed to reach on one metric.

    `why` says why this market's range differs from the others', `reason` why it departs
    from the market's own history.
    """

    currency: Currency | None = None
    why: Localized
    reason: Localized | None = None


class Result(Model):
    """What one past campaign reached; `posts` is how many posts stand behind the value."""

    period: str
    value: Number
    posts: int


class History(Model):
    """What a market reached before on one metric: the base of its targets."""

    currency: Currency | None = None
    source: Localized
    results: tuple[Result, ...]
