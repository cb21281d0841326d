"""Steps on days on which whoever receives them does not work."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from pipeline.base.problems import N_, Problem
from pipeline.checks.consistency.subject import Agreed, Subject
from pipeline.domain import timetable
from pipeline.domain.timetable import DatedStep
from pipeline.domain.working_days import OutsideCalendar, WorkingDays
from pipeline.model.creator import Creator
from pipeline.model.market import Market
from pipeline.model.milestone import MILESTONES
from pipeline.model.organisation import Person

_WRITE = N_("write {before} or {after}")
_DAY = datetime.timedelta(days=1)
_FAR = 31
"""Days within which somebody works again."""


def quiet(subject: Subject) -> Iterator[Problem]:
    """A problem for each step on a quiet day of its market: the market says that it sets no deadlines then."""
    for layer in timetable.layers(subject.campaign):
        market = subject.project.markets.get(layer.market)
        for dated in layer.steps if market else ():
            if market and _is_quiet(market, dated.step.date):
                around = _around(dated.step.date, {}, market)
                message = N_("{day} is a quiet day of this market, without deadlines")
                yield subject.problem((*dated.place, "date"), message, hint=_WRITE, day=dated.step.date, **around)


def of_receivers(subject: Subject) -> Iterator[Problem]:
    """A warning for each step on a day off of whoever receives it: it would wait, or they may have agreed to it."""
    agreed = list(subject.agreed)
    for layer in timetable.layers(subject.campaign):
        market = subject.project.markets.get(layer.market)
        if market is None:
            continue
        contact = _contact(subject, market)
        for dated in layer.steps:
            by_creator = MILESTONES[dated.step.milestone].by_creator
            receivers = contact if by_creator else _creators(subject, agreed, dated)
            yield from _received(subject, dated, receivers, market)


def _received(
    subject: Subject, dated: DatedStep, receivers: Mapping[str, WorkingDays], market: Market
) -> Iterator[Problem]:
    """A warning where those who receive a step do not work on its day, or where nobody knows."""
    day, place = dated.step.date, (*dated.place, "date")
    off, beyond = _off(receivers, day)
    if beyond:
        message = N_("calendar {calendar} does not say who works on {day}")
        hint = N_("add the year to content/calendars/{calendar}.yaml")
        yield subject.problem(place, message, hint=hint, day=day, calendar=beyond)
    elif off and not _is_quiet(market, day):
        message = N_("{day} is a day off for {who}")
        around = _around(day, receivers, market)
        yield subject.problem(place, message, hint=_WRITE, day=day, who=", ".join(off), **around)


def _creators(subject: Subject, agreed: Iterable[Agreed], dated: DatedStep) -> Mapping[str, WorkingDays]:
    """The working days of each creator for whom a step holds."""
    found: dict[str, WorkingDays] = {}
    for each in agreed:
        if dated in each.timetable.steps:
            days = _working_days(subject, each.creator, each.market)
            found |= {each.partnership.creator: days} if days else {}
    return found


def _contact(subject: Subject, market: Market) -> Mapping[str, WorkingDays]:
    """The working days of the person whom creators write to."""
    person = subject.project.organisation.people.get(market.contact)
    days = _working_days(subject, person, market) if person else None
    return {market.contact: days} if days else {}


def _working_days(subject: Subject, who: Creator | Person, market: Market) -> WorkingDays | None:
    name = who.calendar or market.calendar
    calendar = subject.project.calendars.get(name) if name else None
    return WorkingDays(name or "", calendar, who.away) if calendar else None


def _off(receivers: Mapping[str, WorkingDays], day: datetime.date) -> tuple[list[str], str]:
    """Who does not work on a day; and the calendar that does not say it."""
    try:
        return [name for name, days in receivers.items() if not days.works(day)], ""
    except OutsideCalendar as error:
        return [], error.calendar


def _around(day: datetime.date, receivers: Mapping[str, WorkingDays], market: Market) -> dict[str, datetime.date]:
    """The nearest days before and after on which everybody works."""
    return {
        "before": _nearest(day, -_DAY, receivers, market),
        "after": _nearest(day, _DAY, receivers, market),
    }


def _nearest(
    day: datetime.date, step: datetime.timedelta, receivers: Mapping[str, WorkingDays], market: Market
) -> datetime.date:
    for count in range(1, _FAR):
        other = day + count * step
        if not _is_quiet(market, other) and _off(receivers, other) == ([], ""):
            return other
    return day + step


def _is_quiet(market: Market, day: datetime.date) -> bool:
    return any(day in absence for absence in market.quiet)
