"""A market's calls → its months: who takes part, on which day, on whose clocks, what was promised and stays open."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.domain.call_sheet import is_outside
from pipeline.domain.ritual import day_of, documented, to_prepare
from pipeline.domain.working_days import OutsideCalendar, WorkingDays
from pipeline.model.calendar import Absence
from pipeline.model.cohort import CallLesson, Cohort, CohortCall
from pipeline.model.localized import Localized
from pipeline.model.market import Market
from pipeline.reading.project import Project

TOO_LONG = 2
"""An item that stays open over so many calls is told of."""
_STEP = datetime.timedelta(minutes=15)
_SATURDAY = 5


@dataclass(frozen=True)
class Participant:
    """Somebody on a call: whose clock they read, and when they work. `days` is None where they have no calendar."""

    id: str
    name: Localized
    time_zone: str
    days: WorkingDays | None
    away: tuple[Absence, ...]

    def day(self, starts: datetime.datetime) -> datetime.date:
        """The day on their clock."""
        return starts.astimezone(zoneinfo.ZoneInfo(self.time_zone)).date()

    def works(self, day: datetime.date) -> bool | None:
        """Whether they work on a day; None where their calendar does not say."""
        if self.days is None:
            return day.weekday() < _SATURDAY and not any(day in absence for absence in self.away)
        try:
            return self.days.works(day)
        except OutsideCalendar:
            return None


@dataclass(frozen=True)
class Slot:
    """A day on which everybody works, and from when to when a call may begin on everybody's clock."""

    first: datetime.datetime
    last: datetime.datetime


@dataclass(frozen=True)
class PromisedLesson:
    """Something learned on an earlier call, as it stands on a day: `calls` is how many calls it was open over."""

    month: str
    lesson: CallLesson
    done: bool
    overdue: bool
    calls: int


def months(cohort: Cohort) -> tuple[str, ...]:
    """The months that have documents: those on record, and the one to prepare."""
    return documented([(call.month, call.held) for call in cohort.calls])


def upcoming(cohort: Cohort) -> str:
    """The month to prepare; empty where none is on record."""
    return to_prepare([(call.month, call.held) for call in cohort.calls])


def record(cohort: Cohort, month: str) -> CohortCall | None:
    """What is on record of a month."""
    return next((call for call in cohort.calls if call.month == month), None)


def begins(cohort: Cohort, month: str) -> datetime.datetime:
    """When the call of a month begins, on the clock of the meeting."""
    call = record(cohort, month)
    day = call.on if call else day_of(cohort.when, month)
    time = call.time if call and call.time else cohort.when.time
    return datetime.datetime.combine(day, time, zoneinfo.ZoneInfo(cohort.when.zone))


def creators_of(project: Project, market: str) -> tuple[str, ...]:
    """The creators who work in a market, by id."""
    found = {
        partnership.creator
        for campaign in project.campaigns.values()
        for partnership in campaign.partnerships.values()
        if partnership.market == market
    }
    return tuple(sorted(found & project.creators.keys()))


def invited(project: Project, market: str, month: str) -> tuple[str, ...]:
    """The creators who are invited in a month: all of the market where nobody is named."""
    cohort = project.cohorts.get(market)
    call = record(cohort, month) if cohort else None
    return call.invited if call and call.invited else creators_of(project, market)


def participants(project: Project, name: str, month: str) -> tuple[Participant, ...]:
    """Who takes part in the call of a month: the lead of the market first, then its creators."""
    market, people = project.markets[name], project.organisation.people
    found = []
    if market.lead in people:
        lead = people[market.lead]
        found.append(_participant(project, market, market.lead, lead.name, lead.time_zone, lead.calendar, lead.away))
    for each in invited(project, name, month):
        if each in project.creators:
            creator = project.creators[each]
            zone = creator.time_zone
            found.append(_participant(project, market, each, creator.name, zone, creator.calendar, creator.away))
    return tuple(found)


def _participant(
    project: Project,
    market: Market,
    name: str,
    said: Localized,
    zone: str,
    own: str | None,
    away: tuple[Absence, ...],
) -> Participant:
    calendar, absences = own or market.calendar or "", (*away, *market.quiet)
    known = project.calendars.get(calendar)
    days = WorkingDays(calendar, known, absences) if known else None
    return Participant(name, said, zone, days, absences)


def outside(who: Participant, starts: datetime.datetime, minutes: int) -> datetime.datetime | None:
    """When a call begins on somebody's clock, if that is too early or it ends too late."""
    there = starts.astimezone(zoneinfo.ZoneInfo(who.time_zone))
    return there if is_outside(there, there + datetime.timedelta(minutes=minutes)) else None


def slots(cohort: Cohort, team: Sequence[Participant], month: str, count: int) -> tuple[Slot, ...]:
    """Some days of a month that suit everybody, those first that are nearest to the planned one."""
    planned = begins(cohort, month)
    first = planned.replace(day=1, hour=0, minute=0)
    days = [first + datetime.timedelta(days=number) for number in range(31)]
    found = [slot for day in days if day.month == planned.month and (slot := _slot(day, team, cohort.minutes))]
    return tuple(sorted(found, key=lambda slot: (abs((slot.first.date() - planned.date()).days), slot.first))[:count])


def _slot(midnight: datetime.datetime, team: Sequence[Participant], minutes: int) -> Slot | None:
    """From when to when a call may begin on a day: the longest such time."""
    length = datetime.timedelta(minutes=minutes)
    zones = [zoneinfo.ZoneInfo(zone) for zone in sorted({who.time_zone for who in team})]

    @cache
    def works(day: datetime.date, zone: str) -> bool:
        return all(who.works(day) for who in team if who.time_zone == zone)

    def suits(starts: datetime.datetime) -> bool:
        there = [starts.astimezone(zone) for zone in zones]
        if any(is_outside(each, each + length) for each in there):
            return False
        return all(works(each.date(), zone.key) for each, zone in zip(there, zones, strict=True))

    longest: list[datetime.datetime] = []
    current: list[datetime.datetime] = []
    for quarter in range(24 * 4):
        starts = midnight + quarter * _STEP
        current = [*current, starts] if suits(starts) else []
        longest = max(longest, current, key=len)
    return Slot(longest[0], longest[-1]) if longest else None


def promised(cohort: Cohort, month: str, on: datetime.date) -> Iterator[PromisedLesson]:
    """All that was learned before a month, as it stands on a day, in the order in which it was said."""
    earlier = [call for call in cohort.calls if call.held and call.month < month]
    for index, call in enumerate(earlier):
        for lesson in call.learned:
            done = lesson.done is not None and lesson.done <= on
            since = sum(lesson.done is None or later.on <= lesson.done for later in earlier[index + 1 :])
            yield PromisedLesson(call.month, lesson, done, not done and lesson.by < on, since)


def told(cohort: Cohort, month: str, on: datetime.date) -> Iterator[PromisedLesson]:
    """What creators are told of on the call of a month: what is open, and what was done since the call before."""
    before = max((call.on for call in cohort.calls if call.held and call.month < month), default=datetime.date.min)
    for each in promised(cohort, month, on):
        if not each.done or (each.lesson.done is not None and each.lesson.done >= before):
            yield each
