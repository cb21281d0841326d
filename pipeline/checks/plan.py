"""The dates of a campaign beside its plan: what is too late to keep a post, and what has no day to spare."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pipeline.base.problems import N_, Problem, suggestion
from pipeline.checks.records import Check
from pipeline.domain import plan as plans
from pipeline.domain import timetable
from pipeline.domain.backward import Cycle
from pipeline.domain.plan import FIXED, ISSUED, NoActor, NoCalendar, PartnershipPlan, PlannedStep, UnknownStep
from pipeline.domain.timetable import Timetable
from pipeline.domain.working_days import OutsideCalendar
from pipeline.model.campaign import Campaign
from pipeline.model.milestone import PUBLISH
from pipeline.model.plan import CREATOR
from pipeline.reading.project import Project
from pipeline.reading.yaml_values import Place

_Unplannable = UnknownStep | NoActor | Cycle | OutsideCalendar
_LATE = N_("{date} is later than {latest}, the last day that keeps the post of {who} on {post}")
_TIGHT = N_("{date} is the last day that keeps the post of {who} on {post}: there is no slack")
_BEFORE = N_("{date} is later than {latest}, the last day that keeps {post}, the day that cannot move")
_MISSED = N_("{date} is later than {latest}, the day that cannot move")


def problems(check: Check, campaign: Campaign) -> Iterator[Problem]:
    """Everything for which a campaign cannot be planned, and each date that is too late."""
    named = list(_names(check, campaign))
    yield from named
    for layer in timetable.layers(campaign):
        if layer.dates.fixed is not None and layer.dates.fixed.movable_by is not None:
            yield from check.people({(*layer.place, "fixed", "movable_by"): layer.dates.fixed.movable_by})
    if named:
        return
    made: list[PartnershipPlan] = []
    plannable = list(_plannable(check.project, campaign))
    yield from _without_partnerships(check, campaign, plannable)
    for name in plannable:
        partnership = campaign.partnerships[name]
        try:
            made.append(plans.plan(check.project, campaign, name))
        except NoCalendar:
            continue
        except (UnknownStep, NoActor, Cycle, OutsideCalendar) as error:
            yield _refused(check, campaign, timetable.of_partnership(campaign, partnership, name), name, error)
    yield from _loose(check, made)
    beyond = dict(_beyond(check, campaign, made))
    yield from beyond.values()
    if beyond:
        return
    for place, plan, step in _dated(campaign, [plan for plan in made if not _out_too_early(plan)]):
        if step.slack is not None and step.slack < 0:
            message = _MISSED if step.id == PUBLISH else _LATE
            yield _told(check, place, message, plan, step, hint=N_("working days too late: {count}"))


def warnings(project: Project, name: str) -> Iterator[Problem]:
    """Each date of a campaign that has no slack."""
    campaign, check = project.campaigns[name], _Bare(project, name)
    made = []
    for partnership in _plannable(project, campaign):
        try:
            made.append(plans.plan(project, campaign, partnership))
        except NoCalendar:
            continue
    for place, plan, step in _dated(campaign, made):
        if step.slack == 0 and step.id != PUBLISH:
            yield _told(check, place, _TIGHT, plan, step)


def _without_partnerships(check: Check, campaign: Campaign, plannable: Collection[str]) -> Iterator[Problem]:
    """What is wrong with the dates of markets and waves in which nobody can be planned: no creator, or no calendar."""
    project, people = check.project, check.project.organisation.people
    agreed = [campaign.partnerships[name] for name in plannable]
    planned = {
        (each.market, each.wave or "") for each in agreed if project.markets[each.market].calendar in project.calendars
    }
    for dates in timetable.of_markets(campaign):
        known = project.markets.get(dates.market)
        if known is None or (dates.market, dates.wave) in planned or not (dates.work or dates.fixed):
            continue
        if {campaign.owner, known.contact, *(stage.reviewer for stage in known.terms.stages)} <= people.keys():
            yield from _unplanned(check, campaign, dates)


def _unplanned(check: Check, campaign: Campaign, dates: Timetable) -> Iterator[Problem]:
    """What is wrong with the dates of one market or wave without partnerships, up to its day that cannot move."""
    try:
        plans.order(check.project, campaign, dates)
        if dates.fixed is not None:
            yield from _too_late(check, plans.before_partnerships(check.project, campaign, dates), dates.fixed.date)
    except NoCalendar:
        return
    except OutsideCalendar as error:
        yield _outside(check, (*dates.fixed_at, "date"), error, error.day)
    except (UnknownStep, NoActor, Cycle) as error:
        yield _refused(check, campaign, dates, "", error)


def _too_late(check: Check, plan: PartnershipPlan, fixed: datetime.date) -> Iterator[Problem]:
    """A problem for each typed day after which the day that cannot move is missed."""
    for step in plan.steps:
        place = (*plan.timetable.steps[step.index].place, "date") if step.index is not None else ("issued",)
        if (step.index is not None or step.id == ISSUED) and step.slack is not None and step.slack < 0:
            values: dict[str, Any] = {"date": step.date, "latest": step.latest.finish, "count": -step.slack}
            hint = N_("working days too late: {count}")
            yield check.problem(place, _BEFORE, hint=hint, post=fixed, **values)


def _beyond(check: Check, campaign: Campaign, made: list[PartnershipPlan]) -> Iterator[tuple[Place, Problem]]:
    """The problem that a typed day lies outside of the calendar that it is counted on, by its place."""
    for plan in made:
        for step in plan.steps:
            error = _uncountable(step)
            if error is not None:
                place = _place(campaign, plan, step) or ("partnerships", plan.partnership)
                yield place, _outside(check, place, error, step.date or error.day)


def _uncountable(step: PlannedStep) -> OutsideCalendar | None:
    """Why nobody can count the days between a typed day and the last one."""
    if step.date is not None:
        try:
            step.latest.slack(step.date)
        except OutsideCalendar as error:
            return error
    return None


def _out_too_early(plan: PartnershipPlan) -> bool:
    """Whether a post goes out before a typed step: the post has its own problem, and no step is too late for it."""
    post = plan.post.date
    typed = [step.date for step in plan.steps if step.index is not None and step.date is not None]
    return post is not None and any(day > post for day in typed)


class _Bare(Check):
    """A campaign's own file, in a project that is right."""

    def __init__(self, project: Project, name: str) -> None:
        self.project, self.source = project, project.sources[f"content/campaigns/{name}.yaml"]


def _told(
    check: Check, place: Place, message: str, plan: PartnershipPlan, step: PlannedStep, *, hint: str = ""
) -> Problem:
    values: dict[str, Any] = {"date": step.date, "latest": step.latest.finish, "count": -(step.slack or 0)}
    return check.problem(place, message, hint=hint, **values, who=plan.partnership, post=plan.post.date)


def _names(check: Check, campaign: Campaign) -> Iterator[Problem]:
    """A problem for each actor of a step whom nobody knows."""
    people = {*check.project.organisation.people, CREATOR}
    for own in [own for layer in timetable.layers(campaign) for own in layer.work]:
        if own.step.actor is not None:
            yield from check.known("person", own.step.actor, people, (*own.place, "actor"))


def _loose(check: Check, made: list[PartnershipPlan]) -> Iterator[Problem]:
    """A problem for each step from which no post follows."""
    loose = {own.place: plan.step(own.step.id) is None for plan in made for own in plan.timetable.work}
    for place in [place for place, waited_for_by_nothing in loose.items() if waited_for_by_nothing]:
        hint = N_("name it under after: of a step such as draft or publish")
        yield check.problem(place, "nothing waits for this step", hint=hint)


def _plannable(project: Project, campaign: Campaign) -> Iterator[str]:
    """The partnerships all of whose names exist; the others have problems of their own."""
    people = project.organisation.people
    for name, partnership in campaign.partnerships.items():
        market = project.markets.get(partnership.market)
        if market is None or partnership.market not in campaign.markets or partnership.creator not in project.creators:
            continue
        own = partnership.overrides.stages if partnership.overrides else None
        reviewers = {stage.reviewer for stage in own or market.terms.stages}
        if {campaign.owner, market.contact, *reviewers} <= people.keys():
            yield name


def _dated(campaign: Campaign, made: list[PartnershipPlan]) -> Iterator[tuple[Place, PartnershipPlan, PlannedStep]]:
    """Each typed day with its place, in the plan in which it has the least slack."""
    tightest: dict[Place, tuple[int, PartnershipPlan, PlannedStep]] = {}
    for plan in made:
        for step in plan.steps:
            place = _place(campaign, plan, step)
            if place is not None and step.slack is not None:
                known = tightest.get(place)
                if known is None or step.slack < known[0]:
                    tightest[place] = (step.slack, plan, step)
    for place, (_, plan, step) in tightest.items():
        yield place, plan, step


def _place(campaign: Campaign, plan: PartnershipPlan, step: PlannedStep) -> Place | None:
    """Where the day of a step is typed."""
    if step.index is not None:
        return (*plan.timetable.steps[step.index].place, "date")
    if step.id == ISSUED:
        return ("issued",)
    if step.id == PUBLISH and plan.step(FIXED) is not None:
        posts = campaign.partnerships[plan.partnership].deliverables
        dates = [(post.date, item, index) for item, each in enumerate(posts) for index, post in enumerate(each.publish)]
        _, item, index = min(dates)
        return ("partnerships", plan.partnership, "deliverables", item, "publish", index, "date")
    return None


def _refused(check: Check, campaign: Campaign, dates: Timetable, name: str, error: _Unplannable) -> Problem:
    """The problem that a partnership cannot be planned, or a market that has none yet."""
    steps = {own.step.id: own for own in dates.work}

    def at(step: str) -> Place:
        return steps[step].place if step in steps else ("markets", dates.market)

    if isinstance(error, UnknownStep):
        place = (*at(error.step), "after", steps[error.step].step.after.index(error.after))
        return check.problem(place, 'no step "{step}"', step=error.after, **suggestion(error.after, error.known))
    if isinstance(error, NoActor):
        message, hint = _LACKS[error.field]
        return check.problem(at(error.step), message, hint=hint)
    if isinstance(error, Cycle):
        first = next((step for step in error.tasks if step in steps), "")
        return check.problem(at(first), "steps wait for each other: {steps}", steps=" → ".join(error.tasks))
    return _uncounted(check, campaign, name, error)


_LACKS: Mapping[str, tuple[str, str]] = {
    "actor": (N_("nobody takes this step"), N_("write actor: creator, or a person's id")),
    "days": (N_("nobody knows how long this step takes"), N_("write days: with working: or calendar:")),
}


def _uncounted(check: Check, campaign: Campaign, name: str, error: OutsideCalendar) -> Problem:
    """The problem that a plan leaves the years of a calendar, or that somebody's absences leave it no day."""
    place: Place = ("partnerships", name)
    for actor in (CREATOR, *check.project.organisation.people):
        try:
            plans.plan(check.project, campaign, name, present=actor)
        except OutsideCalendar:
            continue
        who = campaign.partnerships[name].creator if actor == CREATOR else actor
        message = N_("the absences of {who} leave no working day before the post")
        return check.problem(place, message, hint=N_("shorten them, or move the post"), who=who)
    return _outside(check, place, error, error.day)


def _outside(check: Check, place: Place, error: OutsideCalendar, day: datetime.date) -> Problem:
    """The problem that a day is none of a calendar's."""
    if error.day > error.last:
        message = N_("calendar {calendar} ends on {last}; {day} cannot be counted")
    else:
        message = N_("calendar {calendar} begins on {last}; {day} cannot be counted")
    hint = N_("add the year to content/calendars/{calendar}.yaml")
    return check.problem(place, message, hint=hint, last=error.last, calendar=error.calendar, day=day)
