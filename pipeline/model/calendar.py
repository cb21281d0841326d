"""A calendar: the days on which an office works, as one source states them, for the years that it covers."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.model.base import Day, Id, Line, Model, Territory, mistake, once
from pipeline.model.localized import Localized, at_most

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days of a week in the order in which Python counts them."""


class Span(Model):
    """A first and a last day; both belong to it."""

    first: Day = Field(alias="from")
    """The first day."""
    last: Day = Field(alias="to")
    """The last day."""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, datetime.date) and self.first <= day <= self.last

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        if self.last < self.first:
            yield mistake("{until} is before {date}", at=["to"], until=self.last, date=self.first)


class Absence(Span):
    """Days on which somebody is away, or on which a market is quiet, and why."""

    why: Annotated[Localized, at_most(80)] | None = None
    """The reason, in a few words."""
    weekdays: tuple[Weekday, ...] = Field(default=(), max_length=7)
    """Only these days of each week; none means every day."""

    def __contains__(self, day: object) -> bool:
        meant = isinstance(day, datetime.date) and (not self.weekdays or WEEKDAYS[day.weekday()] in self.weekdays)
        return meant and super().__contains__(day)

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from super().broken_rules()
        yield from once(self.weekdays, "weekdays")


class DayOff(Model):
    """One day on which nobody works."""

    date: Day
    """The day."""
    name: Annotated[Localized, at_most(80)]
    """What is celebrated, or why nobody works."""
    moved_from: Day | None = None
    """The day that this one is off for, where it was moved."""


class Calendar(Model):
    """content/calendars/<id>.yaml: the working days of one country, company or agency."""

    territory: Territory | None = None
    """The country whose calendar it is, by ISO 3166 code."""
    covers: Span
    """The days that the source speaks of; no count leaves them."""
    weekend: tuple[Weekday, ...] = Field(default=("sat", "sun"), max_length=6)
    """The days of the week on which nobody works."""
    off: tuple[DayOff, ...] = Field(default=(), max_length=1000)
    """Further days on which nobody works."""
    working_weekends: tuple[Day, ...] = Field(default=(), max_length=200)
    """Days of a weekend that are worked, because another day is off for them."""
    short_days: tuple[Day, ...] = Field(default=(), max_length=200)
    """Working days that end early, such as the eve of a holiday."""
    source: Localized
    """The law, decree or notice that it is taken from."""
    confidence: Literal["high", "medium"]
    """How sure we are."""
    verified_on: Day
    """The day somebody last compared it with its source."""
    review_by: Day
    """The day by which it is compared again."""
    owner: Id
    """Who answers for it, by id."""
    note: Line | None = None
    """What whoever keeps this file should know."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from self._listed(tuple(day.date for day in self.off), "off", "date")
        yield from self._listed(self.working_weekends, "working_weekends")
        yield from self._listed(self.short_days, "short_days")
        yield from once(self.weekend, "weekend")
        for index, day in enumerate(self.off):
            if day.date in self.working_weekends:
                yield mistake("{day} is both a day off and a working day", at=["off", index, "date"], day=day.date)
        for index, date in enumerate(self.working_weekends):
            if WEEKDAYS[date.weekday()] not in self.weekend:
                message, hint = "{day} is not on a weekend", "it is a working day anyway: remove it"
                yield mistake(message, at=["working_weekends", index], day=date, hint=hint)
        for index, date in enumerate(self.short_days):
            if not self.works(date):
                yield mistake("{day} is a short day, but not a working day", at=["short_days", index], day=date)
        if self.review_by < self.verified_on:
            yield mistake("{until} is before {date}", at=["review_by"], until=self.review_by, date=self.verified_on)

    def works(self, day: datetime.date) -> bool:
        """Whether a day that the calendar covers is a working day."""
        if day in self.working_weekends:
            return True
        return WEEKDAYS[day.weekday()] not in self.weekend and all(off.date != day for off in self.off)

    def _listed(self, days: tuple[datetime.date, ...], field: str, *below: str) -> Iterator[PydanticCustomError]:
        """A mistake for each day of a list that appears in it twice, or that the calendar does not cover."""
        first, last = self.covers.first, self.covers.last
        for index, day in enumerate(days):
            at: tuple[str | int, ...] = (field, index, *below)
            if day in days[:index]:
                yield mistake('"{value}" appears twice', at=at, value=day)
            if day not in self.covers:
                yield mistake("{day} is outside {first} to {last}", at=at, day=day, first=first, last=last)
