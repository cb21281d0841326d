"""Who presents which metric: a team and what it has presented come in, a fair turn for one month goes out.

Nobody presents what they own, count or work near. What everybody can see is weighed first: loads that differ by one at
most, then nobody with the same metric twice running, then each metric open to a person before any of them again.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

Turn = Mapping[str, str]
"""The person who presents each metric of one month."""
Past = Sequence[tuple[int, Turn]]
"""What was really presented, by the number of the month, oldest first."""

MONTHS = 12
"""Turns are fair over so many months; what lies further back counts for nothing."""
_LOAD, _AGAIN, _TIMES, _RECENT = 10**9, 10**7, 10**4, 100
_NEVER = 10**14
"""More than all other costs together, and small enough that sums of floats stay exact."""
_RESTED = 3
"""So many months later nobody minds a metric that they have given before."""


@dataclass(frozen=True)
class Team:
    """Who presents, and by metric who may not. The order in which they are written has no say."""

    presenters: frozenset[str]
    closed: Mapping[str, frozenset[str]]

    @cached_property
    def people(self) -> tuple[str, ...]:
        """The presenters by id."""
        return tuple(sorted(self.presenters))

    @cached_property
    def metrics(self) -> tuple[str, ...]:
        """The metrics that have a presenter, by id."""
        return tuple(sorted(name for name in self.closed if self.presenters - self.closed[name]))

    def open_to(self, person: str) -> tuple[str, ...]:
        """The metrics that somebody may present."""
        return tuple(metric for metric in self.metrics if person not in self.closed[metric])


def turn(team: Team, past: Past, month: int) -> dict[str, str]:
    """Who presents what in a month, by metric; a metric that nobody may present is not there."""
    return _assigned(_Costs(team, past, month), team.people, team.metrics, Counter())


def replaced(team: Team, past: Past, month: int, planned: Turn, absent: Collection[str]) -> dict[str, str]:
    """A turn without those who are absent: the others keep what they have prepared, and take over what is fair."""
    kept = {metric: person for metric, person in planned.items() if person not in absent}
    orphaned = [metric for metric in sorted(planned) if metric not in kept]
    here = [person for person in team.people if person not in absent]
    fillable = [metric for metric in orphaned if any(person not in team.closed[metric] for person in here)]
    if not fillable:
        return kept
    return kept | _assigned(_Costs(team, past, month), here, fillable, Counter(kept.values()))


class _Costs:
    """What it costs to let somebody present a metric in a month."""

    def __init__(self, team: Team, past: Past, month: int) -> None:
        recent = [(when, given) for when, given in past if 0 < month - when <= MONTHS]
        self._team, self._month = team, month
        self._times = Counter((person, metric) for _, given in recent for metric, person in given.items())
        self._last = {(person, metric): when for when, given in recent for metric, person in given.items()}
        self._load = Counter(person for _, given in recent for person in given.values())
        self._open = {person: team.open_to(person) for person in team.people}
        self._turns = max(len(team.people), len(team.metrics), 1)

    def of(self, person: str, metric: str, already: int) -> int:
        """The cost for somebody who presents so many this month already."""
        if self.closed(person, metric):
            return _NEVER
        since = self._month - self._last.get((person, metric), self._month - _RESTED)
        own_least = min(self._times[person, other] for other in self._open[person])
        again = _TIMES * (self._times[person, metric] - own_least) + _RECENT * max(0, _RESTED - since)
        load = self._load[person] + already - min(self._load[other] for other in self._team.people)
        # Whoever may present few metrics has to give them again sooner than others.
        share = len(self._open[person])
        return _LOAD * max(load, 0) + _AGAIN * (since == 1) + again * share + self._tie(person, metric)

    def closed(self, person: str, metric: str) -> bool:
        """Whether somebody may not present a metric."""
        return person in self._team.closed[metric]

    def _tie(self, person: str, metric: str) -> int:
        """No dice: whoever is equal takes turns by id and month."""
        return (self._team.people.index(person) + self._team.metrics.index(metric) + self._month) % self._turns


def _assigned(costs: _Costs, people: Sequence[str], metrics: Sequence[str], taken: Counter[str]) -> dict[str, str]:
    """The assignment of the least cost, by the Hungarian algorithm; people take several where there are too few."""
    if not people or not metrics:
        return {}
    import lap
    import numpy

    each = math.ceil((len(metrics) + sum(taken.values())) / len(people))
    slots = [(person, count) for person in people for count in range(taken[person], max(each, taken[person] + 1))]
    size = max(len(slots), len(metrics))
    matrix = numpy.zeros((size, size))
    matrix[len(slots) :, :] = _NEVER
    for row, (person, count) in enumerate(slots):
        for column, metric in enumerate(metrics):
            matrix[row, column] = costs.of(person, metric, count)
    _, _, rows = lap.lapjv(matrix)
    chosen = {metric: slots[int(row)][0] for metric, row in zip(metrics, rows, strict=False) if row < len(slots)}
    return {metric: person for metric, person in chosen.items() if not costs.closed(person, metric)}


@dataclass(frozen=True)
class Unfair:
    """Why a team cannot take turns fairly: whom it concerns, the metric that few can present, and how often."""

    reason: str
    person: str
    metric: str
    count: int = 0


def unfair(team: Team) -> Iterator[Unfair]:
    """What a year of turns shows that no order of them can mend."""
    year = planned(team, (), 0, MONTHS)
    narrow = [person for person in team.people if 2 * len(team.open_to(person)) < len(team.closed)]
    for person in narrow:
        given = Counter(metric for _, each in year[: MONTHS // 2] for metric, name in each.items() if name == person)
        metric, times = min(given.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
        yield Unfair("insider", person, metric, times)
    for metric in team.metrics:
        alone = sorted(team.presenters - team.closed[metric])
        if len(alone) == 1:
            yield Unfair("alone", alone[0], metric)
    if not narrow:
        yield from _broken(team, year)


def planned(team: Team, past: Past, first: int, months: int) -> list[tuple[int, dict[str, str]]]:
    """The turns of some months from the first on, if everybody presents as planned."""
    found: list[tuple[int, dict[str, str]]] = []
    for month in range(first, first + months):
        found.append((month, turn(team, [*past, *found], month)))
    return found


def _broken(team: Team, year: Past) -> Iterator[Unfair]:
    """The first thing of each sort that a year of turns does wrong."""
    if not team.metrics:
        return
    few = min(team.metrics, key=lambda metric: (len(team.presenters - team.closed[metric]), metric))
    loads = Counter(person for _, given in year for person in given.values())
    least = min(loads[person] for person in team.people)
    most = max(team.people, key=lambda person: (loads[person], person))
    if loads[most] - least > 1:
        yield Unfair("load", most, few, loads[most] - least)
    elif early := _third(team, year):
        yield Unfair("third", early, few)


def _third(team: Team, year: Past) -> str:
    """Who gives some metric a third time before another once."""
    times: Counter[tuple[str, str]] = Counter()
    for _, given in year:
        times.update((person, metric) for metric, person in given.items())
        for person in team.people:
            own = [times[person, metric] for metric in team.open_to(person)]
            if own and max(own) > 2 and min(own) == 0:
                return person
    return ""
