"""A market's results → what was not agreed and is told all the same: metrics, comments read, awareness asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.base.formulas import DivisionByZero, Quantity
from pipeline.domain import chance
from pipeline.domain.metrics import NoRate, worth
from pipeline.domain.results import Outcome, in_currency
from pipeline.model.creator import Creator
from pipeline.model.metric import Metric
from pipeline.model.organisation import Person
from pipeline.model.results import Results
from pipeline.model.review import Audience, Lift
from pipeline.reading.project import Project

_OF_AUDIENCES = {"authenticity": "authenticity", "match": "audience-match", "engagement": "engagement-score"}
"""What a field of an audience is called in formulas; those of a lift are called by their own names."""
_POINTS = 100


@dataclass(frozen=True)
class Unjudged:
    """A metric of which no range was agreed. `values` are by currency, `members` by creator where it is theirs.

    `limits` are what the answers of two samples agree with at 95 %.
    """

    metric: Metric
    values: tuple[tuple[Decimal, str], ...]
    members: tuple[tuple[Creator, Decimal | None], ...] = ()
    limits: tuple[Decimal, Decimal] | None = None

    @property
    def is_apart(self) -> bool:
        """Whether its limits leave out 0."""
        return self.limits is not None and (self.limits[0] > 0 or self.limits[1] < 0)


@dataclass(frozen=True)
class CommentsRead:
    """Comments that people read: how many are positive, and the percentages that this agrees with at 95 %."""

    positive: int
    sample: int
    low: Decimal
    high: Decimal
    readers: tuple[Person, ...]


@dataclass(frozen=True)
class Reception:
    """All of one market that nobody agreed on beforehand."""

    metrics: tuple[Unjudged, ...]
    comments: CommentsRead | None


def reception(project: Project, name: str, results: Results, market: str, outcome: Outcome | None) -> Reception:
    """What is told of a market beside its ranges; `outcome` is what it came to, in its own currency."""
    members = [each for each, made in project.campaigns[name].partnerships.items() if made.market == market]
    lift = results.lift.get(market)
    found = (
        _by_money(project, name, metric, market, outcome)
        or _by_answers(metric, lift)
        or _by_audience(project, name, metric, results.audiences, members)
        for metric in (project.metrics.metrics[each] for each in results.also)
    )
    return Reception(tuple(each for each in found if each), _comments(project, results, market))


def _by_money(project: Project, name: str, metric: Metric, market: str, outcome: Outcome | None) -> Unjudged | None:
    """A metric of costs and counts, in the market's currency and, where it divides by money, in that of its range."""
    campaign = project.campaigns[name]
    traffic = campaign.measurement.traffic
    value = outcome.value(metric, traffic) if outcome else None
    if value is None or outcome is None:
        return None
    values = [(value.amount, outcome.currency)]
    for target in campaign.markets[market].targets.values() if metric.unit == "per-money" else ():
        if target.currency and target.currency not in [currency for _, currency in values]:
            values += _converted(project, name, metric, outcome, target.currency)
    return Unjudged(metric, tuple(values))


def _converted(
    project: Project, name: str, metric: Metric, outcome: Outcome, currency: str
) -> Iterator[tuple[Decimal, str]]:
    campaign = project.campaigns[name]
    try:
        value = in_currency(outcome, currency, campaign).value(metric, campaign.measurement.traffic)
    except NoRate:
        return
    if value is not None:
        yield value.amount, currency


def _by_answers(metric: Metric, lift: Lift | None) -> Unjudged | None:
    """A difference of two samples, with what chance alone can do to it."""
    given = {field.replace("_", "-"): count for field, count in lift or () if isinstance(count, int)}
    value = _worth(metric, given)
    if value is None or lift is None:
        return None
    span = chance.of_difference((lift.aware_viewers, lift.viewers_asked), (lift.aware_control, lift.control_asked))
    return Unjudged(metric, ((_seen(value), ""),), limits=(_seen(_POINTS * span.low), _seen(_POINTS * span.high)))


def _seen(value: Decimal | float) -> Decimal:
    """A value to one decimal place, or to more where it would look like 0."""
    places, exact = 1, Decimal(value)
    while exact and not round(exact, places):
        places += 1
    return round(exact, places)


def _by_audience(
    project: Project, name: str, metric: Metric, audiences: Mapping[str, Audience], members: Sequence[str]
) -> Unjudged | None:
    """A metric of each creator's audience; None for those of whom something is missing."""
    found = []
    for each in members:
        fields = dict(audiences[each]) if each in audiences else {}
        given = {known: fields[own] for own, known in _OF_AUDIENCES.items() if fields.get(own) is not None}
        creator = project.creators[project.campaigns[name].partnerships[each].creator]
        found.append((creator, _worth(metric, given)))
    return Unjudged(metric, (), tuple(found)) if any(value is not None for _, value in found) else None


def _worth(metric: Metric, given: Mapping[str, int]) -> Decimal | None:
    if metric.calculation is None:
        return None
    try:
        return worth(metric, {name: Quantity(Decimal(count)) for name, count in given.items()}).amount
    except (KeyError, DivisionByZero):
        return None


def _comments(project: Project, results: Results, market: str) -> CommentsRead | None:
    read = results.sentiment.get(market)
    if read is None:
        return None
    span = chance.of_share(read.positive, read.sample)
    readers = tuple(project.organisation.people[each] for each in read.read_by)
    low, high = (Decimal(round(_POINTS * end)) for end in (span.low, span.high))
    return CommentsRead(read.positive, read.sample, low, high, readers)
