"""What a month's meeting needs: who presents what, with which number, and what is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pipeline.base.problems import N_, Refusal
from pipeline.domain import ritual as months
from pipeline.domain.monthly import Series, counted, last_day
from pipeline.domain.progress import Unmet
from pipeline.domain.ritual import Part, Roster
from pipeline.domain.working_days import OutsideCalendar, WorkingDays
from pipeline.reading.project import Project

_WRITE = N_("write it under monthly: in content/markets/{market}.yaml")


class NoRitual(Refusal):
    """The project has no ritual, or none of its months is known."""


@dataclass(frozen=True)
class MonthStatus:
    """One month's meeting: its roster, the counts of each metric, what is missing, and the pattern of its documents."""

    roster: Roster
    counts: dict[str, tuple[Series, ...]]
    missing: tuple[Unmet, ...]

    documents: str
    """What to build for it; empty where the month has no documents yet."""


def month_status(project: Project, month: str = "", absent: Collection[str] = ()) -> MonthStatus:
    """What the meeting of a month needs, by default of the one to prepare. Raises NoRitual."""
    ritual = project.ritual
    if ritual is None:
        raise NoRitual("there is no content/ritual.yaml yet (create it with briefs new ritual)")
    wanted = month or months.upcoming(ritual)
    if not wanted:
        raise NoRitual("content/ritual.yaml has no month yet (add one, or --month 2027-03)")
    roster = months.roster(ritual, project.metrics.metrics, wanted, absent)
    counts = {part.metric.key: counted(project, part.metric, roster.on) for part in roster.parts}
    missing = _after(roster) if roster.held else _before(project, roster, counts)
    documents = f"{wanted}.ritual" if wanted in months.months(ritual) else ""
    return MonthStatus(roster, counts, tuple(missing), documents)


def _before(project: Project, roster: Roster, counts: dict[str, tuple[Series, ...]]) -> Iterator[Unmet]:
    """What is missing before the meeting."""
    ritual = project.ritual
    if roster.first and ritual is not None and ritual.story is None:
        yield Unmet(N_("the first month has no example"), N_("write story: the team follows what it hears first"))
    for part in roster.parts:
        if not part.person:
            message, hint = N_("nobody can present {metric} that day"), N_("ask somebody else, or leave it out once")
            yield Unmet(message, hint, values={"metric": part.metric.key})
        yield from _uncounted(part, roster, counts[part.metric.key])
    for person in (*roster.presenters, *([ritual.host] if ritual else [])):
        yield from _off(project, person, roster)


def _uncounted(part: Part, roster: Roster, series: tuple[Series, ...]) -> Iterator[Unmet]:
    if not series:
        yield Unmet(N_("no market counts {metric}"), _WRITE, values={"metric": part.metric.key, "market": "…"})
    wanted = months.before(roster.month)
    for each in series:
        values = {"metric": part.metric.metric, "market": each.market, "wanted": wanted}
        if each.newest is None:
            yield Unmet(N_("{metric} was never counted in {market}"), _WRITE, part.metric.owner, values)
        elif (each.newest.measured or last_day(each.newest.period)) < last_day(wanted):
            message = N_("{metric} in {market} was last counted for {period}, not for {wanted}")
            yield Unmet(message, _WRITE, part.metric.owner, {**values, "period": each.newest.period})


def _off(project: Project, person: str, roster: Roster) -> Iterator[Unmet]:
    """A day on which somebody does not work, by their own calendar."""
    record = project.organisation.people.get(person)
    if record is None or record.calendar is None or record.calendar not in project.calendars:
        return
    try:
        works = WorkingDays(record.calendar, project.calendars[record.calendar], record.away).works(roster.on)
    except OutsideCalendar:
        return
    if not works:
        hint = N_("write another day under on:, or who is absent")
        yield Unmet(N_("{person} does not work on {day}"), hint, person, {"person": person, "day": roster.on})


def _after(roster: Roster) -> Iterator[Unmet]:
    """What is missing once it was held."""
    for part in roster.parts:
        if roster.record is not None and part.metric.key not in roster.record.presented:
            message, hint = N_("nobody wrote who presented {metric}"), N_("write it under presented:")
            yield Unmet(message, hint, values={"metric": part.metric.key})
        elif roster.record is not None and part.metric.key not in roster.record.learned:
            message, hint = N_("nobody wrote what {person} learned of {metric}"), N_("write it under learned:")
            yield Unmet(message, hint, part.person, {"person": part.person, "metric": part.metric.key})
