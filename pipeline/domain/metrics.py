"""What must hold between metrics: Decimal arithmetic over values and ranges, no files and no words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import prod
from statistics import median

from pipeline.base import formulas
from pipeline.base.formulas import Quantity
from pipeline.model.campaign import Campaign, MarketSection
from pipeline.model.metric import Identity, Metric, Metrics
from pipeline.model.range import CountingMethod, Measurement, MetricHistory, Range, Rate

_UNBOUNDED = Decimal("1e30")
_ROUNDING = Decimal("0.02")
_LAST_OF_A_YEAR = ("Q4", "12")
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


# --- values -----------------------------------------------------------------


class NoRate(ValueError):
    """Money of two currencies meets, and no rate says what one is worth in the other."""

    def __init__(self, of: str, to: str) -> None:
        super().__init__(f"{of}, {to}")
        self.of, self.to = of, to


def worth(metric: Metric, inputs: Mapping[str, Quantity]) -> Quantity:
    """The value of a metric from its formula's inputs, in its own unit: a percentage as so many percent.

    Raises KeyError for an input that is missing, Unlike where two currencies are added, and Undivided.
    """
    found = formulas.formula(metric.calculation or "").value(inputs)
    return Quantity(found.amount * 100, found.units) if metric.unit == "percent" else found


def converted(amount: Decimal, of: str, to: str, rates: Iterable[Rate]) -> tuple[Decimal, Rate | None]:
    """An amount in another currency, with the rate it was taken at: none for the same one. Raises NoRate."""
    if of == to:
        return amount, None
    for rate in rates:
        if (rate.of, rate.to) == (of, to):
            return amount * rate.value, rate
        if (rate.of, rate.to) == (to, of) and rate.value:
            return amount / rate.value, rate
    raise NoRate(of, to)


@dataclass(frozen=True)
class Baseline:
    """What a market reached before on one metric, in the currency of its target.

    `rate` is what it was converted at, where it was counted in another currency.
    """

    history: MetricHistory
    values: tuple[Decimal, ...]
    rate: Rate | None = None

    @property
    def low(self) -> Decimal:
        """The lowest result."""
        return min(self.values)

    @property
    def high(self) -> Decimal:
        """The highest result."""
        return max(self.values)

    @property
    def median(self) -> Decimal:
        """The result in the middle."""
        return median(self.values)

    @property
    def years(self) -> tuple[int, int]:
        """The years of the first and the last result."""
        return int(self.history.results[0].period[:4]), int(self.history.results[-1].period[:4])

    @property
    def ended(self) -> int | None:
        """The year that the last result closes; None where that is of an earlier part of a year."""
        year, _, part = self.history.results[-1].period.partition("-")
        return int(year) if part in _LAST_OF_A_YEAR else None

    @property
    def posts(self) -> int:
        """How many posts stand behind all results."""
        return sum(result.posts for result in self.history.results)

    def holds(self, target: Range) -> bool:
        """Whether a range stays within what was reached before; one without an upper end has to begin there."""
        return self.low <= target.low and (target.low if target.high is None else target.high) <= self.high


def baseline(history: MetricHistory, currency: str | None, rates: Sequence[Rate]) -> Baseline:
    """A market's history on one metric in one currency. Raises NoRate."""
    of, to = history.currency or "", currency or history.currency or ""
    found = [converted(result.value, of, to, rates) for result in history.results]
    return Baseline(history, tuple(value for value, _ in found), found[0][1])


# --- the guard --------------------------------------------------------------


@dataclass(frozen=True)
class Basis:
    """Everything that must agree before two values of a metric are set side by side."""

    metric: str
    denominator: str
    window_days: int
    cost: tuple[tuple[str, str], ...]
    taxes: str
    traffic: str
    currency: str = ""


@dataclass(frozen=True)
class Clash:
    """One thing in which two values differ; `stated` where the page may say so and then show both."""

    aspect: str
    first: str
    second: str
    stated: bool


def basis(
    name: str, metric: Metric, measurement: Measurement, *counted: CountingMethod | None, currency: str | None = None
) -> Basis:
    """What a value of a metric rests on: as the campaign counts, but for what each of `counted` says, in turn."""
    said: dict[str, object] = {
        "denominator": metric.denominator,
        "window_days": measurement.window_days,
        "cost": measurement.cost,
        "taxes": measurement.taxes,
        "traffic": measurement.traffic,
    }
    for counting in counted:
        said |= {key: value for key in said if (value := getattr(counting, key, None)) is not None}
    cost = tuple(sorted(said.pop("cost").root.items()))  # type: ignore[attr-defined]
    return Basis(name, cost=cost, currency=currency or "", **said)  # type: ignore[arg-type]


_MONEY_ONLY = frozenset({"cost", "taxes"})


def clashes(
    metrics: Metrics, first: Basis, second: Basis, rates: Sequence[Rate] = (), *, stated: bool = False
) -> Iterator[Clash]:
    """Why two values may not stand side by side.

    Another metric is never excused, whatever it is called. Two currencies need a dated rate. All else
    has to agree or to be stated on the page; what money includes matters to metrics of money alone.
    """
    if first.metric != second.metric:
        yield Clash("metric", first.metric, second.metric, stated=False)
        return
    for aspect in ("denominator", "window_days", "cost", "taxes", "traffic"):
        ours, theirs = getattr(first, aspect), getattr(second, aspect)
        if aspect in _MONEY_ONLY and metrics.metrics[first.metric].unit not in ("money", "per-money"):
            continue
        if ours != theirs and not stated:
            yield Clash(aspect, _said(ours), _said(theirs), stated=True)
    if first.currency != second.currency:
        try:
            converted(Decimal(1), first.currency, second.currency, rates)
        except NoRate:
            yield Clash("currency", first.currency, second.currency, stated=False)


def _said(value: object) -> str:
    return str(value[0][1]) if isinstance(value, tuple) and value else str(value)


def lookalikes(metrics: Metrics, chosen: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs among the metrics of a campaign that share a name and are different things."""
    for index, name in enumerate(chosen):
        for other in chosen[:index]:
            if other in metrics.metrics[name].unlike or name in metrics.metrics[other].unlike:
                yield other, name


def planned_inputs(campaign: Campaign, section: MarketSection, currency: str) -> dict[str, Quantity]:
    """The planned inputs of a market, money in one currency. Raises NoRate."""
    found = {}
    for name, planned in section.plan.items():
        if planned.currency is None:
            found[name] = Quantity(planned.value)
        else:
            amount, _ = converted(planned.value, planned.currency, currency, campaign.measurement.rates)
            found[name] = Quantity(amount, ((currency, 1),))
    return found
