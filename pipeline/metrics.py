"""What must hold between metrics: Decimal arithmetic over values and ranges, no files and no words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import prod

from pipeline.model.metric import Identity, Metrics, Range

_UNBOUNDED = Decimal("1e30")
_ROUNDING = Decimal("0.02")
"""How far two sides of an identity may lie apart: published values are rounded to two or three digits."""


@dataclass(frozen=True)
class Contradiction:
    """Values that cannot all be true; `metrics` names them, the first one's place is the place to look."""

    metrics: tuple[str, ...]
    left: str
    right: str
    bound: bool = False


def contradictions(metrics: Metrics, values: Mapping[str, Range]) -> Iterator[Contradiction]:
    """Each identity and bound that the values break, where all of its metrics are present.

    A single value is a range whose ends are equal. Percentages count as fractions. An identity
    holds if both sides' intervals, widened by 2 % for rounding, share a value.
    """
    scaled = {name: _interval(metrics, name, value) for name, value in values.items() if name in metrics.metrics}
    for identity in metrics.identities:
        names = identity.left + identity.right
        if all(name in scaled for name in names):
            left, right = _product(identity.left, scaled, Decimal(1)), _product(identity.right, scaled, identity.factor)
            if left[1] * (1 + _ROUNDING) < right[0] or right[1] * (1 + _ROUNDING) < left[0]:
                yield Contradiction(names, " × ".join(identity.left), _side(identity))
    for bound in metrics.bounds:
        if bound.less in scaled and bound.more in scaled and scaled[bound.less][0] > scaled[bound.more][1]:
            yield Contradiction((bound.less, bound.more), bound.less, bound.more, bound=True)


def _interval(metrics: Metrics, name: str, value: Range) -> tuple[Decimal, Decimal]:
    scale = Decimal(100) if metrics.metrics[name].unit == "percent" else Decimal(1)
    high = _UNBOUNDED if value.high is None else value.high
    return value.low / scale, high / scale


def _product(
    names: tuple[str, ...], scaled: Mapping[str, tuple[Decimal, Decimal]], factor: Decimal
) -> tuple[Decimal, Decimal]:
    """The smallest and largest product of values from each interval; none of them is below zero."""
    return (
        factor * prod((scaled[name][0] for name in names), start=Decimal(1)),
        factor * prod((scaled[name][1] for name in names), start=Decimal(1)),
    )


def _side(identity: Identity) -> str:
    factors = [] if identity.factor == 1 and identity.right else [f"{identity.factor:f}"]
    return " × ".join([*factors, *identity.right])
