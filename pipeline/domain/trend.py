"""Past results beside an agreed range → what they come to: the one finding that a reader should take from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, takewhile
from typing import Literal

from pipeline.model.range import Range

Finding = Literal["above", "below", "down", "up", "inside", "some"]

_RUN = 3
"""How many results make a trend."""


@dataclass(frozen=True)
class Trend:
    """What some past results come to.

    `above` and `below`: the last `count` of them lie outside the range. `down` and `up`: the last `count` of them each
    went that way, from `first` to `last`. `inside` and `some`: so many of `total` lie inside.
    """

    finding: Finding
    count: int
    total: int
    first: Decimal
    last: Decimal


def trend(values: Sequence[Decimal], agreed: Range) -> Trend | None:
    """The finding of some results, oldest first; None where there are none."""
    if not values:
        return None
    above = _last(values, lambda value: agreed.high is not None and value > agreed.high)
    below = _last(values, lambda value: value < agreed.low)
    if above or below:
        count = above or below
        return _trend("above" if above else "below", count, values)
    steps = [after - before for before, after in pairwise(values)]
    down, up = (_last(steps, sign) for sign in (lambda step: step < 0, lambda step: step > 0))
    if max(down, up) + 1 >= _RUN:
        return _trend("down" if down else "up", max(down, up) + 1, values)
    inside = sum(map(agreed.holds, values))
    return _trend("inside" if inside == len(values) else "some", inside, values)


def _trend(finding: Finding, count: int, values: Sequence[Decimal]) -> Trend:
    return Trend(finding, count, len(values), values[-count or 0], values[-1])


def _last(values: Sequence[Decimal], test: Callable[[Decimal], bool]) -> int:
    """How many values at the end pass a test, one behind the other."""
    return sum(1 for _ in takewhile(test, reversed(values)))
