"""A planned amount and an agreed range → what the planned results cost at the ends of the range."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from pipeline.base.formulas import Quantity
from pipeline.model.metric import Input, Metric
from pipeline.model.range import PlannedInput, Range

_DIGITS = 6


@dataclass(frozen=True)
class Cost:
    """What the planned results cost at the ends of a range and as planned, in whole units of money.

    `last` is what they would cost at the last result of the past, `bought` how many whole ones the planned money
    would bring at that result, and `fewer` how many less than planned that is.
    """

    low: Decimal
    planned: Decimal
    high: Decimal | None
    last: Decimal | None = None
    bought: Decimal | None = None
    fewer: Decimal | None = None

    @property
    def drift(self) -> Decimal | None:
        """How much more than planned the last result of the past would cost; less, where it is negative."""
        return None if self.last is None else self.last - self.planned

    @property
    def over(self) -> Decimal | None:
        """How much more than the upper end the last result of the past would cost; None where it would not."""
        breach = None if self.last is None or self.high is None else self.last - self.high
        return breach if breach and breach > 0 else None

    @property
    def risk(self) -> Decimal | None:
        """How much more than planned the upper end costs."""
        return None if self.high is None else self.high - self.planned


@dataclass(frozen=True)
class OwnCost:
    """The same in a market's own currency; `committed` is what is promised to creators, None where no rate says it."""

    currency: str
    cost: Cost
    committed: Decimal | None = None


def share(committed: Decimal | None, cost: Cost | None) -> Decimal | None:
    """What is committed of a plan, in whole percent."""
    if committed is None or cost is None or not cost.planned:
        return None
    return (100 * committed / cost.planned).quantize(Decimal(1))


def in_own_currency(cost: Cost | None, planned: Iterable[PlannedInput], currency: str) -> OwnCost | None:
    """A cost at the rate at which the planned amount was converted; None where nothing was planned in another one."""
    for item in planned:
        if cost and cost.planned and item.currency and item.currency != currency:
            rate, whole = item.value / cost.planned, Decimal(1)
            low, high, last = (
                (end * rate).quantize(whole) if end is not None else None for end in (cost.low, cost.high, cost.last)
            )
            return OwnCost(item.currency, Cost(low or Decimal(), item.value, high, last))
    return None


def cost_of_plan(
    metric: Metric,
    target: Range,
    inputs: Sequence[tuple[Input, Quantity]],
    value: Decimal,
    last: Decimal | None = None,
) -> Cost | None:
    """What the planned results cost: the amount of the formula grows with the value of the metric."""
    amounts = [quantity.amount for kind, quantity in inputs if kind.unit == "money"]
    if metric.unit != "money" or len(amounts) != 1 or not value:
        return None
    results, whole = amounts[0] / value, Decimal(1)
    high = None if target.high is None else (results * target.high).quantize(whole)
    at_last = None if last is None else (results * last).quantize(whole)
    bought = fewer = None
    counts = [quantity.amount for kind, quantity in inputs if kind.unit != "money"]
    if last and len(counts) == 1:
        # To some digits first: what is exact must not lose a whole one to a share that never ends.
        bought = round(counts[0] * value / last, _DIGITS).quantize(whole, ROUND_FLOOR)
        fewer = counts[0] - bought
    return Cost((results * target.low).quantize(whole), amounts[0].quantize(whole), high, at_last, bought, fewer)


def total(costs: Iterable[Cost | None]) -> Cost | None:
    """What all plans cost together; None where one of them has no cost."""
    given = list(costs)
    found = [cost for cost in given if cost]
    if len(found) < len(given) or not found:
        return None
    high, last, bought, fewer = (
        summed([getattr(cost, name) for cost in found]) for name in ("high", "last", "bought", "fewer")
    )
    low, planned = (sum(each, Decimal()) for each in ((cost.low for cost in found), (cost.planned for cost in found)))
    return Cost(low, planned, high, last, bought, fewer)


def summed(amounts: Sequence[Decimal | None]) -> Decimal | None:
    """The sum of some amounts; None where one of them is not known."""
    given = [amount for amount in amounts if amount is not None]
    return sum(given, Decimal()) if len(given) == len(amounts) else None
