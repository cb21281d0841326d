"""The day by which an answer helps, and that of ours which no schedule has: both counted in working days."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from pipeline.domain.timetable import Timetable
from pipeline.domain.working_days import counted, known
from pipeline.model.campaign import Campaign
from pipeline.model.milestone import MILESTONES
from pipeline.model.organisation import Person
from pipeline.reading.project import Project

_DAY = datetime.timedelta(days=1)
_CLOSES = datetime.time(18)
"""When the day of somebody ends who has no hours of their own."""


def answer_by(
    project: Project, campaign: Campaign, person: Person, dates: Iterable[Timetable]
) -> datetime.datetime | None:
    """The end of a person's last working day before a creator starts in some market, or anything is paid or sent."""
    starts = [_start(project, campaign, each) for each in dates if each.milestones]
    if not starts:
        return None
    day = counted(known(project.calendars, person.calendar, person.away), min(starts), 1, -_DAY)
    return datetime.datetime.combine(day, person.hours.closes if person.hours else _CLOSES)


def answered_on(project: Project, market: str, reviewer: str, received: datetime.date, days: int) -> datetime.date:
    """The day on which we have answered what came in on another, by the terms of a market."""
    person, of_market = project.organisation.people[reviewer], project.markets[market]
    works = known(project.calendars, person.calendar or of_market.calendar, (*person.away, *of_market.quiet))
    return counted(works, received, days, _DAY)


def _start(project: Project, campaign: Campaign, dates: Timetable) -> datetime.date:
    """The first day on which work on posts begins: before a draft, whoever makes it has the brief."""
    first = min(dates.milestones, key=lambda step: step.date)
    made = min((step.date for step in dates.milestones if MILESTONES[step.milestone].by_creator), default=first.date)
    of_market = [each.creator for each in campaign.partnerships.values() if each.market == dates.market]
    creators = [project.creators[name] for name in of_market if name in project.creators]
    market = project.markets[dates.market]
    starts = [
        counted(
            known(project.calendars, each.calendar or market.calendar, (*each.away, *market.quiet)),
            made,
            each.prep.days if each.prep else 1,
            -_DAY,
        )
        for each in creators
    ]
    if not MILESTONES[first.milestone].by_creator:
        starts.append(first.date)
    return min(starts, default=first.date)
