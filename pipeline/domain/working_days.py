"""Counts of working days: arithmetic on one actor's calendar, and on weeks where no calendar covers a day."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.model.calendar import WEEKDAYS, Absence, Calendar

_DAY = datetime.timedelta(days=1)

_WORKED = 5
"""From Monday on, the days of a week that count where no calendar does."""


class OutsideCalendar(Exception):
    """A count left the days that a calendar covers; `day` is the first one that it does not."""

    def __init__(self, calendar: str, last: datetime.date, day: datetime.date) -> None:
        super().__init__(f"calendar {calendar} ends on {last}; {day} cannot be counted")
        self.calendar, self.last, self.day = calendar, last, day


@dataclass(frozen=True)
class WorkingDays:
    """The working days of one actor: a calendar by its id, less the days on which the actor is away."""

    name: str
    calendar: Calendar
    away: tuple[Absence, ...] = ()

    @cached_property
    def _off(self) -> Collection[datetime.date]:
        return frozenset(day.date for day in self.calendar.off)

    @cached_property
    def _worked(self) -> Collection[datetime.date]:
        return frozenset(self.calendar.working_weekends)

    def works(self, day: datetime.date) -> bool:
        """Whether the actor works on a day. Raises OutsideCalendar."""
        covers = self.calendar.covers
        if day not in covers:
            raise OutsideCalendar(self.name, covers.last if day > covers.last else covers.first, day)
        if any(day in absence for absence in self.away):
            return False
        if day in self._worked:
            return True
        return WEEKDAYS[day.weekday()] not in self.calendar.weekend and day not in self._off

    def after(self, day: datetime.date, count: int) -> datetime.date:
        """The working day `count` after a day, which itself is not counted; `count` 0 is the day itself.

        Raises OutsideCalendar.
        """
        return self._counted(day, count, _DAY)

    def before(self, day: datetime.date, count: int) -> datetime.date:
        """The working day `count` before a day, which itself is not counted; `count` 0 is the day itself.

        Raises OutsideCalendar.
        """
        return self._counted(day, count, -_DAY)

    def on_or_before(self, day: datetime.date) -> datetime.date:
        """The day itself where it is worked, else the last working day before it. Raises OutsideCalendar."""
        return day if self.works(day) else self.before(day, 1)

    def between(self, first: datetime.date, last: datetime.date) -> int:
        """How many working days lie after `first`, up to and with `last`; negative where `last` is the earlier.

        Raises OutsideCalendar.
        """
        if last < first:
            return -self.between(last, first)
        days = (last - first).days
        return sum(self.works(first + step * _DAY) for step in range(1, days + 1))

    def _counted(self, day: datetime.date, count: int, step: datetime.timedelta) -> datetime.date:
        while count > 0:
            day += step
            count -= self.works(day)
        return day


def common(actors: Iterable[WorkingDays], day: datetime.date) -> bool:
    """Whether everybody works on a day, as a meeting needs. Raises OutsideCalendar."""
    return all(actor.works(day) for actor in actors)


def known(calendars: Mapping[str, Calendar], name: str | None, away: tuple[Absence, ...] = ()) -> WorkingDays | None:
    """The working days of who has a calendar of that name; None where there is none."""
    return WorkingDays(name, calendars[name], away) if name is not None and name in calendars else None


def counted(works: WorkingDays | None, day: datetime.date, count: int, step: datetime.timedelta) -> datetime.date:
    """The working day so many before or after another; from Monday to Friday where no calendar says it."""
    if works is not None:
        try:
            return works.before(day, count) if step < datetime.timedelta() else works.after(day, count)
        except OutsideCalendar:
            pass
    while count > 0:
        day += step
        count -= day.weekday() < _WORKED
    return day
