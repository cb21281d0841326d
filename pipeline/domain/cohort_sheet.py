"""A month's call of a market → what its pages say: clocks, minutes, what creators said and what we did, what is due."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.domain import cohort as calls
from pipeline.domain.cohort import PromisedLesson, Slot
from pipeline.domain.market_reviews import reviews
from pipeline.domain.results import Outcome, outcomes, together
from pipeline.domain.ritual import after
from pipeline.model.cohort import CallLesson, Cohort
from pipeline.model.localized import Localized
from pipeline.model.market import Market
from pipeline.model.metric import Metric
from pipeline.model.organisation import Person
from pipeline.reading.project import Project

FEWEST = 5
"""From so many creators on a figure of all of them tells nothing of any."""
_AHEAD = datetime.timedelta(days=60)
_SLOTS = 4

CallPartName = Literal["welcome", "told", "works", "fails", "change", "topics", "recap"]
_MINUTES: tuple[tuple[CallPartName, int], ...] = (
    ("welcome", 3),
    ("told", 10),
    ("works", 8),
    ("fails", 8),
    ("change", 8),
    ("topics", 5),
    ("recap", 3),
)


@dataclass(frozen=True)
class CallPart:
    """Some minutes of the call, from the first to the last."""

    what: CallPartName
    starts: int
    minutes: int


@dataclass(frozen=True)
class CallClock:
    """One zone's clock, with when the call begins and ends there."""

    time_zone: str
    begins: datetime.datetime
    ends: datetime.datetime


@dataclass(frozen=True)
class PromiseRow:
    """Something learned, as it stands on the day of the call, and who does what about it."""

    promise: PromisedLesson
    person: Person

    @property
    def too_long(self) -> bool:
        """Whether it stayed open over too many calls."""
        return not self.promise.done and self.promise.calls >= calls.TOO_LONG


@dataclass(frozen=True)
class LessonRow:
    """Something learned on the call itself, and who does what about it."""

    lesson: CallLesson
    person: Person


@dataclass(frozen=True)
class TopicRow:
    """A topic, with who asked for it: only the lead reads that."""

    about: Localized
    asker: Localized | None


@dataclass(frozen=True)
class RateRow:
    """What all creators came to together in one metric."""

    metric: Metric
    value: Decimal


@dataclass(frozen=True)
class Aggregate:
    """What so many creators came to together, in whole campaigns: nobody's own result follows from it."""

    creators: int
    posts: int
    campaigns: tuple[Localized, ...]
    rates: tuple[RateRow, ...]


@dataclass(frozen=True)
class DueRow:
    """Something of the market that somebody looks at again by a day: a rule by its id, or the calendar."""

    name: str
    by: datetime.date
    person: Person
    overdue: bool


@dataclass(frozen=True)
class OffRow:
    """Days ahead on which nobody works, or on which the market is quiet, and why."""

    first: datetime.date
    last: datetime.date
    why: Localized | None


@dataclass(frozen=True)
class CohortSheet:
    """One month's call of a market as its pages print it."""

    month: str
    begins: datetime.datetime
    zone: str
    minutes: int
    lead: Person
    clocks: tuple[CallClock, ...]
    parts: tuple[CallPart, ...]
    told: tuple[PromiseRow, ...]
    topics: tuple[TopicRow, ...]
    aggregate: Aggregate | None
    fewest: int
    invited: tuple[Localized, ...]
    came: int
    missed: tuple[Localized, ...]
    learned: tuple[LessonRow, ...]
    held: bool
    due: tuple[DueRow, ...]
    off: tuple[OffRow, ...]
    slots: tuple[Slot, ...]
    next_begins: datetime.datetime

    @property
    def open(self) -> tuple[PromiseRow, ...]:
        """What is not done yet."""
        return tuple(row for row in self.told if not row.promise.done)


def cohort_sheet(project: Project, name: str, month: str) -> CohortSheet:
    """What the pages of a market's call say."""
    cohort, market, people = project.cohorts[name], project.markets[name], project.organisation.people
    starts, record = calls.begins(cohort, month), calls.record(cohort, month)
    on, following = starts.date(), after(month)
    team = calls.participants(project, name, month)
    invited = calls.invited(project, name, month)
    came = record.came if record else ()
    topics = record.topics if record else ()
    return CohortSheet(
        month=month,
        begins=starts,
        zone=cohort.when.zone,
        minutes=cohort.minutes,
        lead=people[market.lead],
        clocks=tuple(_clocks(starts, sorted({who.time_zone for who in team}), cohort.minutes)),
        parts=tuple(_parts()),
        told=tuple(PromiseRow(each, people[each.lesson.who]) for each in calls.told(cohort, month, on)),
        topics=tuple(TopicRow(each.about, _creator(project, each.asked_by)) for each in topics),
        aggregate=aggregate(project, name, on),
        fewest=FEWEST,
        invited=tuple(project.creators[each].name for each in invited if each in project.creators),
        came=len(came),
        missed=tuple(_missed(project, cohort, name, month)),
        learned=tuple(LessonRow(each, people[each.who]) for each in (record.learned if record else ())),
        held=bool(came),
        due=tuple(_due(project, name, on)),
        off=tuple(_off(project, market, on)),
        slots=calls.slots(cohort, calls.participants(project, name, following), following, _SLOTS),
        next_begins=calls.begins(cohort, following),
    )


def aggregate(project: Project, market: str, on: datetime.date) -> Aggregate | None:
    """What creators of a market came to together in the newest campaigns; nothing where they are too few.

    Campaigns are put together whole, oldest first, until enough creators took part; the next begin anew. So no two such
    figures differ by a creator, and none follows from two of them.
    """
    final = sorted((each.measured, name) for name, each in project.results.items() if each.as_of == "final")
    newest: list[str] = []
    batch: list[str] = []
    for day, name in final:
        campaign = project.campaigns.get(name)
        if campaign is None or market not in campaign.markets or day > on:
            continue
        batch.append(name)
        if len(_creators(project, market, batch)) >= FEWEST:
            newest, batch = batch, []
    return _together(project, market, newest) if newest else None


def _creators(project: Project, market: str, names: list[str]) -> set[str]:
    """The creators who took part in some campaigns in a market."""
    agreed = (each for name in names for each in project.campaigns[name].partnerships.values())
    return {each.creator for each in agreed if each.market == market}


def _together(project: Project, market: str, names: list[str]) -> Aggregate:
    parts: list[Outcome] = []
    for name in names:
        reached = outcomes(project, name, project.results[name])
        partnerships = project.campaigns[name].partnerships.items()
        parts += [reached[each] for each, partnership in partnerships if partnership.market == market]
    campaigns = [project.campaigns[name] for name in names]
    metrics = [project.metrics.metrics[measure.metric] for each in campaigns for measure in each.metrics]
    traffic = campaigns[-1].measurement.traffic
    whole = together(parts) if parts else None
    rates = []
    for metric in dict.fromkeys(metric.calculation for metric in metrics if metric.unit == "percent"):
        known = next(each for each in metrics if each.calculation == metric)
        value = whole.value(known, traffic) if whole else None
        if value is not None:
            rates.append(RateRow(known, value.amount))
    posts = len(whole.posts) if whole else 0
    creators = _creators(project, market, names)
    return Aggregate(len(creators), posts, tuple(each.name for each in campaigns), tuple(rates))


def _clocks(starts: datetime.datetime, zones: list[str], minutes: int) -> Iterator[CallClock]:
    for zone in zones:
        there = starts.astimezone(zoneinfo.ZoneInfo(zone))
        yield CallClock(zone, there, there + datetime.timedelta(minutes=minutes))


def _parts() -> Iterator[CallPart]:
    at = 0
    for what, minutes in _MINUTES:
        yield CallPart(what, at, minutes)
        at += minutes


def _creator(project: Project, name: str | None) -> Localized | None:
    return project.creators[name].name if name and name in project.creators else None


def _missed(project: Project, cohort: Cohort, market: str, month: str) -> Iterator[Localized]:
    """Who was invited to the last call before a month and did not come."""
    held = [call for call in cohort.calls if call.held and call.month < month]
    for call in held[-1:]:
        for name in calls.invited(project, market, call.month):
            if name not in call.came and name in project.creators:
                yield project.creators[name].name


def _due(project: Project, name: str, on: datetime.date) -> Iterator[DueRow]:
    """The rules of a market and its calendar, where somebody looks at them again soon or should have."""
    people = project.organisation.people
    for review in reviews(project, name):
        if review.by <= on + _AHEAD:
            yield DueRow(review.name, review.by, people[review.owner], review.by < on)


def _off(project: Project, market: Market, on: datetime.date) -> Iterator[OffRow]:
    """The days off and the quiet days of a market that lie ahead, by day."""
    until = on + _AHEAD
    found = [
        OffRow(each.first, each.last, each.why) for each in market.quiet if on <= each.last and each.first <= until
    ]
    if market.calendar is not None and market.calendar in project.calendars:
        days = project.calendars[market.calendar].off
        found += [OffRow(each.date, each.date, each.name) for each in days if on <= each.date <= until]
    return iter(sorted(found, key=lambda row: (row.first, row.last)))
