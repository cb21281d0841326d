"""The plan of a partnership: its steps worked backward from the day that cannot move, beside the dates typed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.domain.backward import Latest, Task, backward, ordered
from pipeline.domain.timetable import Timetable, of_markets, of_partnership
from pipeline.domain.working_days import WorkingDays
from pipeline.model.campaign import Campaign
from pipeline.model.localized import Localized
from pipeline.model.market import Market, Terms
from pipeline.model.milestone import MILESTONES, PUBLISH
from pipeline.model.partnership import Partnership
from pipeline.model.plan import CREATOR, PlanStep
from pipeline.reading.project import Project

ISSUED = "issued"
FIXED = "fixed"
"""Steps that no schedule holds: the brief is issued with the campaign; the day that cannot move is fixed."""
_ENDS = (PUBLISH, FIXED)


@dataclass(frozen=True)
class PlannedStep:
    """One step of a plan: its last days, and the day that was typed for it.

    `actor` is a person's id, or `creator`; `index` the place of the typed date among those of the timetable,
    None where the date stands elsewhere or nowhere.
    """

    id: str
    actor: str
    latest: Latest
    date: datetime.date | None = None
    index: int | None = None
    what: Localized | None = None

    @property
    def slack(self) -> int | None:
        """Working days of the actor between the typed day and the last one; None where no day was typed."""
        return None if self.date is None else self.latest.slack(self.date)


@dataclass(frozen=True)
class PartnershipPlan:
    """All steps of one partnership from which the day that cannot move follows, in the order of the work."""

    partnership: str
    market: str
    contact: str
    terms: Terms
    timetable: Timetable
    steps: tuple[PlannedStep, ...]

    @property
    def critical(self) -> tuple[str, ...]:
        """The steps with the least slack of all whose day was typed: those that move the post if they move."""
        slack = {step.id: step.slack for step in self.steps if step.slack is not None and step.id not in _ENDS}
        return tuple(step for step, days in slack.items() if days == min(slack.values()))

    @property
    def post(self) -> PlannedStep:
        """The first post, which is in every plan."""
        return next(step for step in self.steps if step.id == PUBLISH)

    def step(self, name: str) -> PlannedStep | None:
        """A step by its id."""
        return next((step for step in self.steps if step.id == name), None)

    def working_days(self, first: str, last: str) -> int | None:
        """The working days of the last step's actor from one typed day to another, the first not counted."""
        start, end = self.step(first), self.step(last)
        if start is None or end is None or start.date is None or end.date is None:
            return None
        return end.latest.task.actor.between(start.date, end.date)


class NoCalendar(Exception):
    """Nothing can be counted: an actor has no calendar, or its file cannot be read."""


class UnknownStep(Exception):
    """A step waits for one that is not there."""

    def __init__(self, step: str, after: str, known: Sequence[str]) -> None:
        super().__init__(f"{step} waits for {after}")
        self.step, self.after, self.known = step, after, tuple(known)


class NoActor(Exception):
    """A step that nobody takes, or that takes no time: neither its own words nor the market's terms say so."""

    def __init__(self, step: str, field: str) -> None:
        super().__init__(f"{step} has no {field}")
        self.step, self.field = step, field


def plan(project: Project, campaign: Campaign, name: str, *, present: str = "") -> PartnershipPlan:
    """The plan of a partnership; `present` is an actor whose absences are left out.

    Raises NoCalendar, UnknownStep, NoActor, Cycle, OutsideCalendar.
    """
    partnership = campaign.partnerships[name]
    dates = of_partnership(campaign, partnership, name)
    return _Planning(project, campaign, dates, partnership, present).plan(name)


def plans(project: Project, campaign: Campaign) -> Iterator[PartnershipPlan]:
    """The plan of each partnership; then of each market and wave that has none yet, to its day that cannot move.

    Raises NoCalendar, UnknownStep, NoActor, Cycle, OutsideCalendar.
    """
    for name in campaign.partnerships:
        yield plan(project, campaign, name)
    taken = {(each.market, each.wave or "") for each in campaign.partnerships.values()}
    for dates in of_markets(campaign):
        if dates.fixed is not None and (dates.market, dates.wave) not in taken:
            yield before_partnerships(project, campaign, dates)


def before_partnerships(project: Project, campaign: Campaign, dates: Timetable) -> PartnershipPlan:
    """The plan of a market or a wave to the day that cannot move, while nobody has a partnership there yet.

    Creators work by the market's calendar. Raises NoCalendar, NoActor, UnknownStep, Cycle, OutsideCalendar.
    """
    return _Planning(project, campaign, dates, None, "").plan("")


def order(project: Project, campaign: Campaign, dates: Timetable) -> tuple[str, ...]:
    """The steps of a market or a wave in the order of the work, whoever its creators will be.

    Raises UnknownStep, NoActor, Cycle.
    """
    found = _Planning(project, campaign, dates, None, "").steps()
    return ordered({step.id: step.after for step in found.values()})


@dataclass(frozen=True)
class _Step:
    """A step by who takes it, not yet on anybody's calendar."""

    id: str
    actor: str
    days: int
    after: tuple[str, ...] = ()
    in_calendar_days: bool = False


class _Planning:
    """The steps of one partnership, as its market's terms, its campaign and its creator have them.

    Without a partnership they are those that each would have.
    """

    def __init__(
        self, project: Project, campaign: Campaign, dates: Timetable, partnership: Partnership | None, present: str
    ) -> None:
        self.project, self.campaign, self.dates, self.present = project, campaign, dates, present
        self.partnership = partnership
        self.creator = project.creators[partnership.creator] if partnership else None
        self.market: Market = project.markets[dates.market]
        own = partnership.overrides if partnership else None
        self.terms: Terms = own.over(self.market.terms) if own else self.market.terms
        self.drafts = sum(step.milestone == "draft" for step in self.dates.milestones)

    def plan(self, name: str) -> PartnershipPlan:
        typed, steps = self.typed(), self.steps()
        tasks = [
            Task(step.id, self.works(step.actor), step.days, step.after, step.in_calendar_days)
            for step in steps.values()
        ]
        fixed = {step: typed[step][0] for step in _ENDS if step in typed}
        words = {own.step.id: own.step.what for own in self.dates.work}
        planned = []
        for step, latest in backward(tasks, fixed).items():
            date, index = typed.get(step, (None, None))
            planned.append(PlannedStep(step, steps[step].actor, latest, date, index, words.get(step)))
        return PartnershipPlan(name, self.dates.market, self.market.contact, self.terms, self.dates, tuple(planned))

    def typed(self) -> dict[str, tuple[datetime.date, int | None]]:
        """The day typed for each step, and where in the timetable it stands; a second draft is draft-2."""
        days: dict[str, tuple[datetime.date, int | None]] = {ISSUED: (self.campaign.issued, None)}
        if self.partnership is not None:
            posts = [post.date for item in self.partnership.deliverables for post in item.publish]
            days[PUBLISH] = (min(posts), None)
        for index, milestone in enumerate(self.dates.milestones):
            days[numbered(milestone.milestone, days)] = (milestone.date, index)
        if self.dates.fixed is not None:
            days[FIXED] = (self.dates.fixed.date, None)
        return days

    def steps(self) -> dict[str, _Step]:
        """The steps by their ids, with what they wait for. Raises UnknownStep, NoActor."""
        steps = {
            step: _Step(step, actor, days)
            for step, actor, days in [*self.derived(self.drafts), *self.typed_besides(self.typed())]
        }
        chain = [step for step, _, _ in self.derived(self.drafts)]
        for before, step in pairwise(chain):
            steps[step] = replace(steps[step], after=(before,))
        for step in [step for step in steps if step not in chain]:
            waits = "draft" if step == "product" else PUBLISH
            steps[waits] = replace(steps[waits], after=(*steps[waits].after, step))
        for each in self.dates.work:
            steps[each.step.id] = self.with_own(each.step, steps.get(each.step.id))
        if self.dates.fixed is not None:
            steps[FIXED] = _Step(FIXED, steps[PUBLISH].actor, 0, (PUBLISH,), in_calendar_days=True)
        for waiting in steps.values():
            for before in waiting.after:
                if before not in steps:
                    raise UnknownStep(waiting.id, before, list(steps))
        return steps

    def derived(self, drafts: int) -> Iterator[tuple[str, str, int]]:
        """The steps that follow from the terms, who takes each, and in how many working days."""
        stages = self.terms.stages
        reviews, last = (stages[:-1], stages[-1]) if len(stages) > 1 else (stages, None)
        yield ISSUED, self.campaign.owner, 0
        days = self.creator.prep.days if self.creator and self.creator.prep else 1
        seen: list[str] = []
        for number in range(max(len(reviews), drafts)):
            stage = reviews[min(number, len(reviews) - 1)]
            for kind, actor, taken in (("draft", CREATOR, days), ("feedback", stage.reviewer, stage.our_days)):
                seen.append(numbered(kind, seen))
                yield seen[-1], actor, taken
            days = stage.creator_days or 0
        if last is not None or days:
            yield "final", CREATOR, days
        if last is not None:
            yield "approval", last.reviewer, last.our_days
        yield PUBLISH, CREATOR, 1

    def typed_besides(self, typed: Mapping[str, object]) -> Iterator[tuple[str, str, int]]:
        """The steps that the schedule has before the post, though the terms know nothing of them."""
        derived = {step for step, _, _ in self.derived(self.drafts)}
        for step in typed:
            kind = MILESTONES.get(step.partition("-")[0])
            if kind is not None and kind.due == "before the post" and step not in derived:
                yield step, CREATOR if kind.by_creator else self.market.contact, 0

    def with_own(self, own: PlanStep, step: _Step | None) -> _Step:
        """A step as the campaign's own words have it, beside what the terms say of it. Raises NoActor."""
        actor = own.actor or (step.actor if step else None)
        if actor is None:
            raise NoActor(own.id, "actor")
        if step is None and own.days is None:
            raise NoActor(own.id, "days")
        step = replace(step, actor=actor) if step else _Step(own.id, actor, 0)
        if own.days is not None:
            calendar = own.days.working is None
            step = replace(step, days=own.days.working or own.days.calendar or 0, in_calendar_days=calendar)
        return replace(step, after=tuple(dict.fromkeys((*step.after, *own.after))))

    def works(self, actor: str) -> WorkingDays:
        """The working days of an actor, less the days on which the market is quiet. Raises NoCalendar."""
        people = self.project.organisation.people
        # Where nobody makes posts yet, whoever will works by the market's calendar.
        who = self.creator if actor == CREATOR else people[actor]
        calendar = (who.calendar if who else None) or self.market.calendar
        if calendar is None or calendar not in self.project.calendars:
            raise NoCalendar
        away = who.away if who and actor != self.present else ()
        return WorkingDays(calendar, self.project.calendars[calendar], (*away, *self.market.quiet))


def numbered(kind: str, taken: Mapping[str, object] | Sequence[str]) -> str:
    """The id of one more step of a kind: draft, then draft-2."""
    count = sum(step == kind or step.rpartition("-")[0] == kind for step in taken)
    return f"{kind}-{count + 1}" if count else kind
