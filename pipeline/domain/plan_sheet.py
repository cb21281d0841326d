"""The plans of a campaign as one reader needs them, and their dates in a calendar."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.domain.backward import Latest, Task
from pipeline.domain.dated_steps import event_id, sequence
from pipeline.domain.plan import PlannedStep, numbered
from pipeline.domain.plan_part import PlanPart, PlanRow, part
from pipeline.domain.working_days import WorkingDays
from pipeline.model.campaign import Campaign
from pipeline.model.creator import Creator
from pipeline.model.market import Market
from pipeline.model.milestone import PUBLISH
from pipeline.model.organisation import Person
from pipeline.model.partnership import CancelledPost
from pipeline.model.plan import CREATOR
from pipeline.model.schedule import Wave
from pipeline.reading.project import Project


@dataclass(frozen=True)
class PlanEvent:
    """A step as a date in a calendar. Its `uid` is the same in every version, its `sequence` grows with them.

    `planned` tells that it was worked backward. A step that several share is their `market`'s, in its `wave`.
    """

    uid: str
    sequence: int
    creator: Creator
    contact: Person
    row: PlanRow
    planned: bool = False
    cancelled: bool = False
    market: Market | None = None
    wave: Wave | None = None


@dataclass(frozen=True)
class PlanSheet:
    """Parts in the order of the campaign; `drawn` are those that have a timeline."""

    parts: tuple[PlanPart, ...]
    drawn: frozenset[str]
    events: tuple[PlanEvent, ...]


def plan_sheet(project: Project, campaign: Campaign, market: str = "", partnership: str = "") -> PlanSheet:
    """The plans of one partnership, of a market's, or of the tightest of each market and wave.

    Raises what `plan` raises.
    """
    names = [partnership] if partnership else list(campaign.partnerships)
    zones = () if partnership else tuple(dict.fromkeys(project.markets[name].time_zone for name in campaign.markets))
    parts = [part(project, campaign, name, zones) for name in names]
    if market:
        parts = [found for found in parts if found.plan.market == market]
    tightest: dict[str, PlanPart] = {}
    for found in parts:
        known = tightest.get(found.plan.timetable.name)
        if known is None or _tightness(found) < _tightness(known):
            tightest[found.plan.timetable.name] = found
    shown = parts if market or partnership else list(tightest.values())
    leading = frozenset(found.id for found in tightest.values())
    events = [event for found in parts for event in _events(campaign, found, "" if partnership else leading)]
    gone = [] if partnership else _gone(project, campaign, market)
    return PlanSheet(tuple(shown), leading, (*events, *gone))


def _events(campaign: Campaign, part: PlanPart, leading: frozenset[str] | str) -> Iterator[PlanEvent]:
    """The dates of a part: in a file for several, the schedule of a market comes from one part of it alone."""
    several = isinstance(leading, frozenset)
    shared = not several or part.id in leading
    steps = list(_called_off(part))
    # A step of the terms that no day is typed for gives way to the one that was called off.
    gone = {row.step.id for row in steps}
    own = part.own.cancelled if part.own else ()
    alone = [row for row, step in zip(steps, part.plan.timetable.cancelled, strict=True) if step in own]
    posts = [row.step.id for row in part.rows if row.kind == PUBLISH]
    dropped = list(_dropped(part.cancelled, posts, part.creator, part.rows[0].step.latest.task))
    for row in [*part.rows, *steps, *dropped]:
        cancelled = any(row is each for each in (*steps, *dropped))
        if row.step.id in gone and not cancelled:
            continue
        of_market = several and row.kind != PUBLISH and not row.own and row not in alone
        if not of_market or shared:
            uid = event_id(campaign, part.plan.timetable.name if of_market else part.id, row.step.id)
            planned = row.step.id in part.planned and not cancelled
            theirs = (part.market, part.wave) if of_market else (None, None)
            yield PlanEvent(uid, sequence(campaign), part.creator, part.contact, row, planned, cancelled, *theirs)


def _gone(project: Project, campaign: Campaign, market: str) -> Iterator[PlanEvent]:
    """The posts of partnerships that are called off."""
    for name, called_off in campaign.cancelled.items():
        if market in ("", called_off.market):
            creator = project.creators[called_off.creator]
            contact = project.organisation.people[project.markets[called_off.market].contact]
            # Of a post that is called off nothing is counted, on no calendar.
            nothing = Task(PUBLISH, WorkingDays(*next(iter(project.calendars.items()))), 0)
            for row in _dropped(called_off.posts, (), creator, nothing):
                uid = event_id(campaign, name, row.step.id)
                yield PlanEvent(uid, sequence(campaign), creator, contact, row, cancelled=True)


def _called_off(part: PlanPart) -> Iterator[PlanRow]:
    """The steps that are called off, each under the id that it had while its day was typed."""
    taken = [row.step.id for row in part.rows if row.step.date is not None]
    for step in part.plan.timetable.cancelled:
        taken.append(numbered(step.milestone, taken))
        latest = Latest(part.rows[0].step.latest.task, step.date, step.date)
        planned = PlannedStep(taken[-1], part.plan.contact, latest, step.date)
        yield PlanRow(planned, part.contact, step.time, zoneinfo.ZoneInfo(part.market.time_zone), step.date, False)


def _dropped(posts: Sequence[CancelledPost], still: Sequence[str], creator: Creator, task: Task) -> Iterator[PlanRow]:
    """The posts that are called off: in their order they have the ids behind those of the posts that go out still."""
    taken = list(still)
    for post in sorted(posts, key=lambda each: (each.date, each.time or datetime.time.min)):
        taken.append(numbered(PUBLISH, taken))
        step = PlannedStep(taken[-1], CREATOR, Latest(task, post.date, post.date), post.date)
        yield PlanRow(step, creator, post.time, creator.zone, post.date, False)


def _tightness(part: PlanPart) -> tuple[bool, list[datetime.date]]:
    """What makes one plan tighter than another: the last days of its steps; one with dates of its own comes last."""
    return part.own is not None, [row.step.latest.finish for row in part.rows]
