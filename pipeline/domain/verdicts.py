"""A value beside its agreed range → whether it was kept, and whether chance alone could have changed that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal

from pipeline.base.formulas import Quantity, formula
from pipeline.domain import chance
from pipeline.model.metric import Metric
from pipeline.model.range import Range

State = Literal["hit", "better", "missed"]

COUNTED = "conversions"
"""What formulas divide by that comes one by one, and so can be judged by Poisson: views and clicks come in crowds."""
_MOST_PLACES = 6
_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Verdict:
    """Whether an agreed range was kept: arithmetic on the value as it is, before any digit is left out.

    `beyond` is how far outside of the range it lies, 0 inside; `places` is how many decimal places it takes to see the
    verdict in the printed value.
    """

    state: State
    value: Decimal
    beyond: Decimal
    places: int


@dataclass(frozen=True)
class Luck:
    """What values the counted orders agree with at 95 %, and whether the verdict is the same for all of them."""

    low: Decimal
    high: Decimal
    clear: bool


@dataclass(frozen=True)
class PlannedLuck:
    """The chances, with a plan that is exactly right, of a value above and of one below its range."""

    count: int
    above: float
    below: float

    @property
    def percent_above(self) -> int:
        """The chance of a value above, in whole percent."""
        return round(100 * self.above)

    @property
    def percent_below(self) -> int:
        """The chance of a value below, in whole percent."""
        return round(100 * self.below)

    @property
    def outside(self) -> float:
        """The chance of a value outside of the range."""
        return self.above + self.below


def state(value: Decimal, target: Range, metric: Metric) -> State:
    """Whether a range was kept, its ends included."""
    if value < target.low:
        return "better" if metric.better == "down" else "missed"
    if target.high is not None and value > target.high:
        return "better" if metric.better == "up" else "missed"
    return "hit"


def verdict(value: Decimal, target: Range, metric: Metric, places: int = 2) -> Verdict:
    """The verdict on a value; it is printed with at least so many decimal places."""
    found = state(value, target, metric)
    while state(round(value, places), target, metric) != found and places < _MOST_PLACES:
        places += 1
    below, above = target.low - value, value - target.high if target.high is not None else Decimal(0)
    return Verdict(found, value, max(below, above, Decimal(0)), places)


def luck(cost: Decimal, count: int, target: Range, metric: Metric) -> Luck | None:
    """What a cost per count could have been by chance alone; nothing where none were counted.

    Money is as it was paid. It is the least that chance does: orders come in clusters, by post.
    """
    if not (is_by_count(metric) and count):
        return None
    limits = chance.of_count(count)
    low, high = cost / Decimal(limits.high), cost / Decimal(limits.low)
    states = {state(value, target, metric) for value in (low, cost / count, high)}
    return Luck(low, high, len(states) == 1)


def planned_luck(given: Mapping[str, Quantity], target: Range, metric: Metric) -> PlannedLuck | None:
    """What chance does to a plan that is exactly right; nothing where the metric is no cost per count."""
    if not is_by_count(metric) or not target.low:
        return None
    [money] = [name for name in formula(metric.calculation or "").inputs if name != COUNTED]
    cost, count = given[money].amount, given[COUNTED].amount
    most = (cost / target.low).to_integral_value(ROUND_FLOOR)
    above = 0.0
    if target.high:
        least = (cost / target.high).to_integral_value(ROUND_CEILING)
        above = chance.at_most(int(least) - 1, float(count))
    return PlannedLuck(int(count), above, chance.at_least(int(most) + 1, float(count)))


def is_by_count(metric: Metric) -> bool:
    """Whether a metric is an amount of money by something that comes one by one."""
    if metric.calculation is None or metric.unit != "money":
        return False
    read = formula(metric.calculation)
    return read.divisor == COUNTED and len(read.inputs) == 2 and not read.constants


def in_parts(parts: list[Decimal], whole: Decimal, step: Decimal = _TENTH) -> list[Decimal]:
    """Rounded parts that add up to the rounded whole: those that lose most by rounding are rounded the other way."""
    rounded = [part.quantize(step) for part in parts]
    missing = whole.quantize(step) - sum(rounded)
    sign = 1 if missing > 0 else -1
    by_loss = sorted(range(len(parts)), key=lambda index: (sign * (rounded[index] - parts[index]), index))
    for index in by_loss[: int(abs(missing) / step)]:
        rounded[index] += sign * step
    return rounded
