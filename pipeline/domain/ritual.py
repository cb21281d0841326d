"""The ritual → its months: on which day, who presents what, what is missing."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain import rotation
from pipeline.domain.rotation import Team
from pipeline.model.calendar import WEEKDAYS
from pipeline.model.metric import Group, Metric
from pipeline.model.ritual import Meeting, Ritual, RitualMetric, RitualMonth

GROUPS: tuple[Group, ...] = ("acquisition", "activation", "efficiency")
"""The groups of metrics in the order in which they are told."""
_YEAR = 12


@dataclass(frozen=True)
class Part:
    """One metric of a month: who presents it; nobody where nobody may. `instead_of` is who was to and is absent."""

    metric: RitualMetric
    person: str
    really: bool = False
    instead_of: str = ""


@dataclass(frozen=True)
class Roster:
    """Who presents what in one month, in the order in which it is told."""

    month: str
    on: datetime.date
    parts: tuple[Part, ...]
    absent: tuple[str, ...]
    record: RitualMonth | None
    first: bool

    @property
    def held(self) -> bool:
        """Whether somebody wrote down who really presented."""
        return self.record is not None and bool(self.record.presented)

    @property
    def presenters(self) -> tuple[str, ...]:
        """Who presents, each once."""
        return tuple(dict.fromkeys(part.person for part in self.parts if part.person))


def may_present(person: str, metric: RitualMetric) -> bool:
    """Whether somebody is far enough from a metric to learn something by telling it."""
    return person not in metric.insiders


def dispensable(ritual: Ritual, metrics: Mapping[str, Metric]) -> str:
    """The metric to leave out where there are too many: the last one of the group that has most."""
    known = [metric for metric in ritual.metrics if metric.metric in metrics]
    if not known:
        return ritual.keys[-1]
    sizes = Counter(metrics[metric.metric].group for metric in known)
    largest = max(GROUPS, key=lambda group: sizes[group])
    return [metric.key for metric in known if metrics[metric.metric].group == largest][-1]


def team(ritual: Ritual) -> Team:
    """Those who take turns, with the metrics that the host does not keep."""
    turning = [metric for metric in ritual.metrics if metric.key not in ritual.kept_by_host]
    return Team(frozenset(ritual.presenters), {metric.key: metric.insiders for metric in turning})


def months(ritual: Ritual) -> tuple[str, ...]:
    """The months that have documents: those on record, and the one to prepare, which follows the last that was held."""
    return documented([(month.month, bool(month.presented)) for month in ritual.months])


def upcoming(ritual: Ritual) -> str:
    """The month to prepare: the first on record that was not held, or the one after the last; empty where none is."""
    return to_prepare([(month.month, bool(month.presented)) for month in ritual.months])


def documented(known: Sequence[tuple[str, bool]]) -> tuple[str, ...]:
    """The months that have documents, of months that are on record, each with whether its meeting was held."""
    named = [month for month, _ in known]
    return (*named, after(named[-1])) if known and known[-1][1] else tuple(named)


def to_prepare(known: Sequence[tuple[str, bool]]) -> str:
    """The month to prepare, of months that are on record, each with whether its meeting was held."""
    waiting = (month for month, held in known if not held)
    return next(waiting, after(known[-1][0]) if known else "")


def after(month: str) -> str:
    """The month after another."""
    return _named(_number(month) + 1)


def before(month: str) -> str:
    """The month before another."""
    return _named(_number(month) - 1)


def day(ritual: Ritual, month: str) -> datetime.date:
    """The day of a month's meeting: the one on record, else the one on which the team meets."""
    return next((each.on for each in ritual.months if each.month == month), day_of(ritual.when, month))


def day_of(meeting: Meeting, month: str) -> datetime.date:
    """The day of the meeting in a month."""
    first = datetime.date.fromisoformat(f"{month}-01")
    ahead = (WEEKDAYS.index(meeting.weekday) - first.weekday()) % 7
    return first + datetime.timedelta(days=ahead + 7 * (meeting.nth - 1))


def roster(ritual: Ritual, metrics: Mapping[str, Metric], month: str, absent: Collection[str] = ()) -> Roster:
    """Who presents what in a month: who really did where that is on record, else whose turn it is."""
    record = next((each for each in ritual.months if each.month == month), None)
    missing = tuple(dict.fromkeys([*(record.absent if record else ()), *absent]))
    planned = _planned(ritual, month)
    given = dict(record.presented) if record else {}
    turns = {key: person for key, person in planned.items() if key not in given}
    fair = rotation.replaced(team(ritual), _past(ritual, month), _number(month), turns, missing)
    kept = {key: ritual.host for key in ritual.kept_by_host if ritual.host not in missing}
    parts = [
        Part(metric, given[metric.key], really=True)
        if metric.key in given
        else Part(metric, (person := (fair | kept).get(metric.key, "")), instead_of=_instead(turns, metric.key, person))
        for metric in in_order(ritual, metrics)
    ]
    first = not ritual.months or month <= ritual.months[0].month
    return Roster(month, day(ritual, month), tuple(parts), missing, record, first)


def in_order(ritual: Ritual, metrics: Mapping[str, Metric]) -> list[RitualMetric]:
    """The metrics as they are told: acquisition, activation, efficiency."""
    return sorted(ritual.metrics, key=lambda metric: GROUPS.index(metrics[metric.metric].group))


def missing_groups(ritual: Ritual, metrics: Mapping[str, Metric]) -> Iterator[str]:
    """The groups that no metric belongs to."""
    there = {metrics[metric.metric].group for metric in ritual.metrics if metric.metric in metrics}
    return (group for group in GROUPS if group not in there)


def _instead(turns: Mapping[str, str], key: str, person: str) -> str:
    planned = turns.get(key, "")
    return planned if planned != person else ""


def _planned(ritual: Ritual, month: str) -> dict[str, str]:
    """Whose turn a month is, if those between it and the last that was held go as planned."""
    past, wanted = _past(ritual, month), _number(month)
    first = max([number for number, _ in past], default=wanted - 1) + 1
    first = max(first, wanted - _YEAR)
    found = rotation.planned(team(ritual), past, first, wanted - first + 1)
    return found[-1][1]


def _past(ritual: Ritual, month: str) -> list[tuple[int, Mapping[str, str]]]:
    """What was really presented before a month, by the number of the month, without what the host keeps."""
    turning = team(ritual).closed
    held = [each for each in ritual.months if each.presented and each.month < month]
    return [(_number(each.month), {k: p for k, p in each.presented.items() if k in turning}) for each in held]


def _number(month: str) -> int:
    return int(month[:4]) * _YEAR + int(month[5:]) - 1


def _named(number: int) -> str:
    return f"{number // _YEAR:04d}-{number % _YEAR + 1:02d}"
