"""Ranges: what a market agreed to reach, what it reached before, and how either is counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.model.base import Amount, Currency, Day, Id, Model, Month, Number, Period, minor_units, mistake
from pipeline.model.localized import Localized, at_most

Taxes = Literal["included", "excluded"]
Traffic = Literal["organic", "paid", "all"]
Posts = Annotated[int, Field(ge=1, strict=True)]


class Range(Model):
    """From `low` to `high`, both included; without `high`, at least `low`."""

    low: Amount
    """The lower end."""
    high: Amount | None = None
    """The upper end."""

    def holds(self, value: Decimal) -> bool:
        """Whether a value lies inside, the ends included."""
        return self.low <= value and (self.high is None or value <= self.high)

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        if self.high is not None and self.low > self.high:
            yield mistake("low ({low}) is above high ({high})", at=["low"], low=self.low, high=self.high)


class CountingMethod(Model):
    """How values were counted, where that is not as the campaign counts."""

    denominator: Id | None = None
    """What they were divided by, where that is not what the metric divides by."""
    window_days: int | None = Field(default=None, ge=1, le=365, strict=True)
    """Days after a click within which an order counted."""
    cost: Localized | None = None
    """What the costs included."""
    taxes: Taxes | None = None
    """Whether money included taxes."""
    traffic: Traffic | None = None
    """Which views and clicks were counted."""
    difference: Localized | None = None
    """The difference in words, to be printed: without it, the values may not stand beside others."""


class MetricTarget(Range):
    """What one market agreed to reach on one metric."""

    currency: Currency | None = None
    """The currency of a metric in money."""
    basis: Localized | None = None
    """What the range was set from, where it is more than this market's history."""
    why: Localized
    """Why this market's range differs from the others'."""
    here: Localized | None = None
    """The same where it stands below the market's name, which it leaves out."""
    reason: Localized | None = None
    """Why the range departs from this market's own history, where it does."""
    plan_why: Localized | None = None
    """Why the plan is not what was reached last: a clause behind "because"."""
    narrow: Localized | None = None
    """Why the range may be narrower than what chance alone does to the planned orders, where it is."""
    counted: CountingMethod | None = None
    """How this market counts, where that is not as the campaign does."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from super().broken_rules()
        yield from minor_units(self.low, self.currency, "low")
        yield from minor_units(self.high, self.currency, "high")


class Result(Model):
    """What past campaigns of one period reached."""

    period: Period
    """The quarter or month: 2026-Q4 or 2026-11."""
    value: Number
    """The value, in the metric's unit."""
    posts: Posts
    """How many posts stand behind it."""
    campaign: Id | None = None
    """The campaign whose final review it comes from, by id."""


class MetricHistory(Model):
    """What a market reached before on one metric: the base of its targets."""

    currency: Currency | None = None
    """The currency of a metric in money."""
    source: Localized
    """Where the values come from."""
    counted: CountingMethod | None = None
    """How they were counted, where that is not as campaigns count now."""
    results: tuple[Result, ...] = Field(min_length=1, max_length=100)
    """Values by period, oldest first."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        for index, (before, after) in enumerate(zip(self.results, self.results[1:], strict=False), 1):
            if after.period <= before.period:
                at: tuple[str | int, ...] = ("results", index, "period")
                yield mistake("{after} is not after {before}", at=at, after=after.period, before=before.period)


class MonthlyCount(Model):
    """What one month came to."""

    month: Month
    """The month, as 2027-03."""
    value: Number
    """The value, in the metric's unit."""
    posts: Posts
    """How many posts stand behind it."""


class MonthlyCounts(Model):
    """What a market counts of one metric every month, for those who talk about it every month."""

    currency: Currency | None = None
    """The currency of a metric in money; without it, that of its history."""
    source: Localized | None = None
    """Where the values come from; without it, from where its history does."""
    counts: tuple[MonthlyCount, ...] = Field(min_length=1, max_length=600)
    """Values by month, oldest first."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        for index, (before, after) in enumerate(zip(self.counts, self.counts[1:], strict=False), 1):
            if after.month <= before.month:
                at: tuple[str | int, ...] = ("counts", index, "month")
                yield mistake("{after} is not after {before}", at=at, after=after.month, before=before.month)


class Actual(Model):
    """What a campaign reached on one metric in one market."""

    value: Number
    """The value, in the metric's unit."""
    currency: Currency | None = None
    """The currency of a metric in money."""
    posts: Posts
    """How many posts stand behind it."""
    measured: Day
    """The day it was counted."""


class PlannedInput(Model):
    """One input of the primary metric's formula, as planned: the budget, the orders."""

    value: Amount
    """The amount or the number."""
    currency: Currency | None = None
    """The currency of an amount."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from minor_units(self.value, self.currency, "value")


class OtherCosts(Model):
    """What of a market's planned cost goes elsewhere than to creators."""

    currency: Currency
    """The currency of all these amounts."""
    product: Amount | None = None
    """The product itself, and the way to creators."""
    production: Amount | None = None
    """Shoots, editing, studios."""
    agency: Amount | None = None
    """An agency's fee."""
    promotion: Amount | None = None
    """Paid promotion of posts."""
    reserve: Amount | None = None
    """What is kept for the unforeseen."""

    @classmethod
    def kinds(cls) -> tuple[str, ...]:
        """The kinds of costs, in their order."""
        return tuple(name for name in cls.model_fields if name != "currency")

    @property
    def amounts(self) -> Mapping[str, Decimal]:
        """Every amount that is given, by its kind."""
        given = {kind: getattr(self, kind) for kind in self.kinds()}
        return {kind: amount for kind, amount in given.items() if amount is not None}

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        for kind, amount in self.amounts.items():
            yield from minor_units(amount, self.currency, kind)


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
    taxes: Taxes
    """Whether money includes taxes."""
    traffic: Traffic
    """Which views and clicks are counted."""
    rates: tuple[Rate, ...] = Field(default=(), max_length=20)
    """Exchange rates, where money of two currencies meets."""
    not_counted: Annotated[Localized, at_most(160)] | None = None
    """What the past results do not include yet, and why, in a sentence."""
