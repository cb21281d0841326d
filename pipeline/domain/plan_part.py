"""The plan of one partnership as it is printed: its steps with whoever takes each, their last days, and its clocks."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.domain.backward import Latest, Task
from pipeline.domain.plan import PartnershipPlan, PlannedStep, numbered, plan
from pipeline.model.calendar import Calendar
from pipeline.model.campaign import Campaign
from pipeline.model.creator import Creator
from pipeline.model.market import Market
from pipeline.model.milestone import MILESTONES, PUBLISH
from pipeline.model.organisation import Person
from pipeline.model.partnership import CancelledPost, Publication
from pipeline.model.plan import CREATOR, FixedDay
from pipeline.model.schedule import OwnDates, Wave
from pipeline.reading.project import Project

_DAY = datetime.timedelta(days=1)
_BEFORE = datetime.timedelta(days=21)
"""How long before the first of the last days a timeline begins."""


@dataclass(frozen=True)
class PlanRow:
    """One step as it is printed. Its `time` is that of `zone`; without one, only the day counts.

    The work takes the days after `begin`. `own` tells that its date is one partnership's alone.
    Of several steps of one kind, `round` says which it is; it is 0 where there is one.
    """

    step: PlannedStep
    person: Person | Creator
    time: datetime.time | None
    zone: zoneinfo.ZoneInfo
    begin: datetime.date
    critical: bool
    own: bool = False
    round: int = 0

    @property
    def moment(self) -> datetime.datetime | None:
        """The last instant; None where only the day counts."""
        return self._at(self.step.latest.finish)

    @property
    def due(self) -> datetime.datetime | None:
        """The instant that was typed or, where none was, the last one; None where only the day counts."""
        return self._at(self.day)

    @property
    def day(self) -> datetime.date:
        """The day that was typed or, where none was, the last one."""
        return self.step.date or self.step.latest.finish

    def _at(self, day: datetime.date) -> datetime.datetime | None:
        return None if self.time is None else datetime.datetime.combine(day, self.time, self.zone)

    @property
    def kind(self) -> str:
        """What the step is, whichever of its kind: the second draft is a draft."""
        name, _, number = self.step.id.rpartition("-")
        return name if number.isdecimal() else self.step.id

    @property
    def by_creator(self) -> bool:
        """Whether the creator takes the step."""
        return self.step.actor == CREATOR


@dataclass(frozen=True)
class PlanPart:
    """The plan of one partnership, with everything that its timeline shows."""

    id: str
    plan: PartnershipPlan
    market: Market
    creator: Creator
    contact: Person
    fixed: FixedDay | None
    wave: Wave | None
    own: OwnDates | None
    rows: tuple[PlanRow, ...]
    cancelled: tuple[CancelledPost, ...]
    calendars: Mapping[str, Calendar]
    changes: tuple[tuple[datetime.date, int, int], ...]

    @property
    def first(self) -> datetime.date:
        """The first day that the timeline shows; what was done long before would leave no room for the rest."""
        first = min(min(row.begin + _DAY, row.step.date or row.begin + _DAY) for row in self.drawn)
        return max(first, min(row.step.latest.finish for row in self.drawn) - _BEFORE)

    @property
    def last(self) -> datetime.date:
        """The last day that the timeline shows: that of the last post or, if it is later, the one that cannot move."""
        return max(row.step.latest.finish for row in self.drawn)

    @property
    def drawn(self) -> tuple[PlanRow, ...]:
        """The rows that the timeline shows: what comes after the posts would make its days too narrow."""
        return tuple(row for row in self.rows if row.step.id in self.planned or row.kind == PUBLISH)

    @property
    def one_clock(self) -> bool:
        """Whether the creator and whom they write to read the same time at every step."""
        moments = [row.moment for row in self.rows if row.moment is not None]
        zones = (self.creator.zone, self.contact.zone)
        return all(len({moment.astimezone(zone).utcoffset() for zone in zones}) == 1 for moment in moments)

    @property
    def planned(self) -> frozenset[str]:
        """The steps that were worked backward; what comes after the first post was not."""
        return frozenset(step.id for step in self.plan.steps)

    @property
    def least(self) -> int | None:
        """The working days to spare of the steps that have the fewest."""
        return min((row.step.slack for row in self.rows if row.critical and row.step.slack is not None), default=None)


def part(project: Project, campaign: Campaign, name: str, zones: tuple[str, ...] = ()) -> PlanPart:
    """One partnership's plan, worked out for printing; `zones` are those of which a change of clocks matters.

    Without two of them, those of the creator and of whom they write to.
    """
    made = plan(project, campaign, name)
    partnership = campaign.partnerships[name]
    market, creator = project.markets[partnership.market], project.creators[partnership.creator]
    contact = project.organisation.people[market.contact]
    rows = tuple(sorted(_rows(project, campaign, made, market, creator), key=lambda row: row.step.latest.finish))
    calendars = {row.step.latest.task.actor.name: row.step.latest.task.actor.calendar for row in rows}
    first, last = min(row.begin for row in rows), max(row.step.latest.finish for row in rows if row.kind == PUBLISH)
    clocks = [zoneinfo.ZoneInfo(zone) for zone in zones[:2]] if len(zones) > 1 else [contact.zone, creator.zone]
    return PlanPart(
        id=name,
        plan=made,
        market=market,
        creator=creator,
        contact=contact,
        fixed=made.timetable.fixed,
        wave=campaign.waves[partnership.wave] if partnership.wave else None,
        own=partnership.dates,
        rows=rows,
        cancelled=partnership.cancelled,
        calendars=calendars,
        changes=tuple(_changes(clocks[0], clocks[1], first, last)),
    )


def _rows(
    project: Project, campaign: Campaign, made: PartnershipPlan, market: Market, creator: Creator
) -> Iterator[PlanRow]:
    posts = _posts(campaign, made)
    rounds = _rounds(step.id for step in made.steps)
    for step in (*made.steps, *_after(campaign, made)):
        person = creator if step.actor == CREATOR else project.organisation.people[step.actor]
        time, zone = None, zoneinfo.ZoneInfo(market.time_zone)
        if step.index is not None:
            time = made.timetable.milestones[step.index].time
        elif step.id in posts:
            time, zone = posts[step.id].time, creator.zone
        finish = step.latest.finish
        begin = finish - _DAY if step.id in posts else step.latest.task.start(step.date or finish)
        own = step.index is not None and made.timetable.steps[step.index].own
        yield PlanRow(step, person, time, zone, begin, step.id in made.critical, own, rounds.get(step.id, 0))


def _rounds(steps: Iterable[str]) -> dict[str, int]:
    """Which round each step of review is, where there are several of its kind: draft and draft-2 are 1 and 2."""
    kinds: dict[str, list[str]] = {}
    for step in steps:
        name, _, number = step.rpartition("-")
        kinds.setdefault(name if number.isdecimal() else step, []).append(step)
    return {
        step: number for same in kinds.values() if len(same) > 1 for number, step in enumerate(sorted(same, key=len), 1)
    }


def _posts(campaign: Campaign, made: PartnershipPlan) -> dict[str, Publication]:
    """The posts of a partnership by the id of their step, in the order of days; one for those that go out together."""
    posts = [post for item in campaign.partnerships[made.partnership].deliverables for post in item.publish]
    together = {(post.date, post.time or datetime.time.min): post for post in reversed(posts)}
    named: dict[str, Publication] = {}
    for moment in sorted(together):
        named[numbered(PUBLISH, named)] = together[moment]
    return named


def _after(campaign: Campaign, made: PartnershipPlan) -> Iterator[PlannedStep]:
    """The steps that nothing is worked backward from: later posts, and what the schedule has besides."""
    creator, planned = made.post.latest.task.actor, {step.index for step in made.steps}
    found: list[tuple[datetime.date, str, int | None]] = [
        (post.date, step, None) for step, post in _posts(campaign, made).items() if step != PUBLISH
    ]
    paid = {part.at for part in made.terms.payment}
    for index, typed in enumerate(made.timetable.milestones):
        if index not in planned and (not MILESTONES[typed.milestone].paid or typed.milestone in paid):
            found.append((typed.date, typed.milestone, index))
    for date, step, at in found:
        kind = MILESTONES[PUBLISH if at is None else step]
        actor = CREATOR if kind.by_creator else made.contact
        yield PlannedStep(step, actor, Latest(Task(step, creator, 0), date, date), date, at)


def _changes(
    one: zoneinfo.ZoneInfo, other: zoneinfo.ZoneInfo, first: datetime.date, last: datetime.date
) -> Iterator[tuple[datetime.date, int, int]]:
    """The days on which two clocks come to be further apart or closer, with the minutes before and after."""
    apart = None
    day = first
    while day <= last + _DAY:
        noon = datetime.datetime.combine(day, datetime.time(12))
        here, there = (noon.replace(tzinfo=zone).utcoffset() or datetime.timedelta() for zone in (one, other))
        minutes = int((here - there).total_seconds() // 60)
        if apart is not None and minutes != apart:
            yield day, apart, minutes
        apart, day = minutes, day + _DAY
