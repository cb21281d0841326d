"""Counts of working days: pure arithmetic on one actor's calendar, which never leaves the years that it covers."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from pipeline.model.calendar import WEEKDAYS, Absence, Calendar

_DAY = datetime.timedelta(days=1)


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
