"""The plan of a partnership: its steps worked backward from the day that cannot move, beside the dates typed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.domain.backward import Latest, Task, backward
from pipeline.domain.timetable import Timetable, of_partnership
from pipeline.domain.working_days import WorkingDays
from pipeline.model.campaign import Campaign, MarketSection
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
    return _Planning(project, campaign, name, present).plan()


class _Planning:
    """The steps of one partnership, as its market's terms, its campaign and its creator have them."""

    def __init__(self, project: Project, campaign: Campaign, name: str, present: str) -> None:
        self.project, self.campaign, self.name, self.present = project, campaign, name, present
        self.partnership: Partnership = campaign.partnerships[name]
        self.market: Market = project.markets[self.partnership.market]
        self.section: MarketSection = campaign.markets[self.partnership.market]
        own = self.partnership.overrides
        self.terms: Terms = own.over(self.market.terms) if own else self.market.terms
        self.dates: Timetable = of_partnership(campaign, self.partnership, name)
        self.drafts = sum(step.milestone == "draft" for step in self.dates.milestones)

    def plan(self) -> PartnershipPlan:
        typed = self.typed()
        actors, tasks = self.tasks(typed)
        for task in tasks.values():
            for before in task.after:
                if before not in tasks:
                    raise UnknownStep(task.id, before, list(tasks))
        fixed = {PUBLISH: typed[PUBLISH][0]}
        if self.dates.fixed is not None:
            fixed[FIXED] = self.dates.fixed.date
        words = {step.id: step.what for step in self.section.steps}
        found = backward(list(tasks.values()), fixed)
        steps = []
        for step, latest in found.items():
            date, index = typed.get(step, (None, None))
            steps.append(PlannedStep(step, actors[step], latest, date, index, words.get(step)))
        market, contact = self.partnership.market, self.market.contact
        return PartnershipPlan(self.name, market, contact, self.terms, self.dates, tuple(steps))

    def typed(self) -> dict[str, tuple[datetime.date, int | None]]:
        """The day typed for each step, and where in the timetable it stands; a second draft is draft-2."""
        days: dict[str, tuple[datetime.date, int | None]] = {ISSUED: (self.campaign.issued, None)}
        days[PUBLISH] = (min(post.date for item in self.partnership.deliverables for post in item.publish), None)
        for index, milestone in enumerate(self.dates.milestones):
            days[numbered(milestone.milestone, days)] = (milestone.date, index)
        if self.dates.fixed is not None:
            days[FIXED] = (self.dates.fixed.date, None)
        return days

    def tasks(self, typed: Mapping[str, object]) -> tuple[dict[str, str], dict[str, Task]]:
        """Who takes each step, and the steps with what they wait for."""
        actors: dict[str, str] = {}
        tasks: dict[str, Task] = {}
        for step, actor, days in [*self.derived(self.drafts), *self.typed_besides(typed)]:
            actors[step], tasks[step] = actor, Task(step, self.works(actor), days)
        chain = [step for step, _, _ in self.derived(self.drafts)]
        for before, step in pairwise(chain):
            tasks[step] = replace(tasks[step], after=(before,))
        for step in tasks.keys() - {*chain}:
            waits = "draft" if step == "product" else PUBLISH
            tasks[waits] = replace(tasks[waits], after=(*tasks[waits].after, step))
        for own in self.section.steps:
            actors[own.id], tasks[own.id] = self.with_own(own, actors.get(own.id), tasks.get(own.id))
        if self.dates.fixed is not None:
            actors[FIXED] = actors[PUBLISH]
            tasks[FIXED] = Task(FIXED, tasks[PUBLISH].actor, 0, (PUBLISH,), in_calendar_days=True)
        return actors, tasks

    def derived(self, drafts: int) -> Iterator[tuple[str, str, int]]:
        """The steps that follow from the terms, who takes each, and in how many working days."""
        stages = self.terms.stages
        reviews, last = (stages[:-1], stages[-1]) if len(stages) > 1 else (stages, None)
        creator = self.project.creators[self.partnership.creator]
        yield ISSUED, self.campaign.owner, 0
        days = creator.prep.days if creator.prep else 1
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

    def with_own(self, own: PlanStep, actor: str | None, task: Task | None) -> tuple[str, Task]:
        """A step as the campaign's own words have it, beside what the terms say of it."""
        actor = own.actor or actor
        if actor is None:
            raise NoActor(own.id, "actor")
        if task is None and own.days is None:
            raise NoActor(own.id, "days")
        task = replace(task, actor=self.works(actor)) if task else Task(own.id, self.works(actor), 0)
        if own.days is not None:
            calendar = own.days.working is None
            task = replace(task, days=own.days.working or own.days.calendar or 0, in_calendar_days=calendar)
        return actor, replace(task, after=tuple(dict.fromkeys((*task.after, *own.after))))

    def works(self, actor: str) -> WorkingDays:
        """The working days of an actor, less the days on which the market is quiet. Raises NoCalendar."""
        people = self.project.organisation.people
        who = self.project.creators[self.partnership.creator] if actor == CREATOR else people[actor]
        calendar = who.calendar or self.market.calendar
        if calendar is None or calendar not in self.project.calendars:
            raise NoCalendar
        away = () if actor == self.present else who.away
        return WorkingDays(calendar, self.project.calendars[calendar], (*away, *self.market.quiet))


def numbered(kind: str, taken: Mapping[str, object] | Sequence[str]) -> str:
    """The id of one more step of a kind: draft, then draft-2."""
    count = sum(step == kind or step.rpartition("-")[0] == kind for step in taken)
    return f"{kind}-{count + 1}" if count else kind
