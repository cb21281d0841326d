"""Counts and shares → what chance alone can do to them. Each formula is exact or has its source; none needs a table."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import NormalDist, fmean, stdev

_TAIL = 0.025
"""What an interval of 95 % leaves out at each end."""
_Z = NormalDist().inv_cdf(1 - _TAIL)
_EXACT = 1_000_000
"""Counts up to this one are summed term by term; beyond, the formula of Wilson and Hilferty has nine right digits."""
_NEGLIGIBLE = 1e-17
_MOVING, _LEAST_FOR_LIMITS = Decimal("2.66"), 6
_STEPS = 80
"""Halvings that leave nothing of a float to halve."""


@dataclass(frozen=True)
class Interval:
    """From low to high, both included."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether a value lies inside."""
        return self.low <= value <= self.high


def of_count(count: int) -> Interval:
    """The expected numbers that a count agrees with: the exact 95 % interval of Poisson (Garwood, 1936)."""
    if count > _EXACT:
        return Interval(_wilson_hilferty(count, -_Z), _wilson_hilferty(count + 1, _Z))
    spread = 6 * math.sqrt(count) + 12
    low = _where(lambda mean: at_least(count, mean), _TAIL, max(0.0, count - spread), count) if count else 0.0
    high = _where(lambda mean: -at_most(count, mean), -_TAIL, count, count + spread)
    return Interval(low, high)


def at_most(count: int, mean: float) -> float:
    """The chance of at most so many where `mean` are expected."""
    return _tail(count, mean, -1) if count < mean else 1 - _tail(count + 1, mean, 1)


def at_least(count: int, mean: float) -> float:
    """The chance of at least so many where `mean` are expected."""
    return _tail(count, mean, 1) if count > mean else 1 - _tail(count - 1, mean, -1)


def of_share(hits: int, asked: int) -> Interval:
    """The shares that a share of a sample agrees with at 95 % (Wilson, 1927)."""
    share, square = hits / asked, _Z * _Z
    middle = (share + square / (2 * asked)) / (1 + square / asked)
    half = _Z / (1 + square / asked) * math.sqrt(share * (1 - share) / asked + square / (4 * asked * asked))
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def of_difference(first: tuple[int, int], second: tuple[int, int]) -> Interval:
    """The differences of two shares, each (hits, asked), that samples agree with at 95 % (Newcombe, 1998, no. 10)."""
    one, other = first[0] / first[1], second[0] / second[1]
    ours, theirs = of_share(*first), of_share(*second)
    low = math.hypot(one - ours.low, theirs.high - other)
    high = math.hypot(ours.high - one, other - theirs.low)
    return Interval(one - other - low, one - other + high)


def middle_inside(units: int) -> float:
    """The chance that the least and the greatest of so many units have the middle one of all between them."""
    return 1 - 2.0 ** (1 - units) if units else 0.0


def of_mean(values: Sequence[Decimal]) -> Interval:
    """The typical values that some agree with at 95 %, by Student's t on their logarithms; all have to be above 0."""
    logs = [math.log(value) for value in values]
    half = _student(len(logs) - 1) * stdev(logs) / math.sqrt(len(logs))
    return Interval(math.exp(fmean(logs) - half), math.exp(fmean(logs) + half))


def process_limits(values: Sequence[Decimal]) -> tuple[Decimal, Decimal] | None:
    """From what to what values lie while nothing changes: mean ± 2.66 mean moving ranges, from six on (Wheeler).

    Neither is below 0 where no value is.
    """
    if len(values) < _LEAST_FOR_LIMITS:
        return None
    mean = sum(values, Decimal()) / len(values)
    moves = [abs(after - before) for before, after in itertools.pairwise(values)]
    reach = _MOVING * sum(moves, Decimal()) / len(moves)
    low = mean - reach
    return (max(low, Decimal()) if min(values) >= 0 else low), mean + reach


def shrunk(kept: Decimal, of: int, usual: Decimal, weight: int) -> Decimal:
    """A share of few, drawn to the usual one as if `weight` more had been seen that were as usual."""
    return (kept + weight * usual) / (of + weight)


def _tail(count: int, mean: float, step: int) -> float:
    """The chance of a count and of all beyond it, away from what is expected: each term is less than the one before."""
    if count < 0 or mean <= 0:
        return 0.0
    term, total = math.exp(count * math.log(mean) - mean - math.lgamma(count + 1)), 0.0
    while term > total * _NEGLIGIBLE:
        total += term
        term *= mean / (count + 1) if step > 0 else count / mean
        count += step
    return total


def _wilson_hilferty(count: int, z: float) -> float:
    return float(count * (1 - 1 / (9 * count) + z / (3 * math.sqrt(count))) ** 3)


def _student(freedom: int) -> float:
    """The value that Student's t exceeds at either end with what an interval leaves out."""
    return _where(lambda value: _student_within(value, freedom), 1 - 2 * _TAIL, 0.0, 100.0)


def _student_within(value: float, freedom: int) -> float:
    """The chance that Student's t lies within a value of 0 (Abramowitz and Stegun, 26.7.3 and 26.7.4)."""
    angle = math.atan(value / math.sqrt(freedom))
    cosine, odd = math.cos(angle), freedom % 2
    term = total = (cosine if odd else 1.0) if freedom > 1 else 0.0
    for index in range(2 + odd, freedom - 1, 2):
        term *= (index - 1) / index * cosine * cosine
        total += term
    within = math.sin(angle) * total
    return 2 / math.pi * (angle + within) if odd else within


def _where(rising: Callable[[float], float], wanted: float, low: float, high: float) -> float:
    """Where a function that rises from low to high has a value."""
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if rising(middle) < wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2
