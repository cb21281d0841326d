"""A schedule worked backward from the day that cannot move: latest dates, slack, and the chain that has none."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from pipeline.domain.working_days import WorkingDays

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Task:
    """Work of one actor that takes so many of the actor's working days, or calendar days, after what it waits for."""

    id: str
    actor: WorkingDays
    days: int
    after: tuple[str, ...] = ()
    in_calendar_days: bool = False

    def start(self, finish: datetime.date) -> datetime.date:
        """The last day on which the work may be begun, so that it is done on `finish`. Raises OutsideCalendar."""
        if self.in_calendar_days:
            return finish - self.days * _DAY
        return self.actor.before(finish, self.days)


@dataclass(frozen=True)
class Latest:
    """The last days of one task: what it waits for is there on `start`, and it is done on `finish`."""

    task: Task
    start: datetime.date
    finish: datetime.date

    def slack(self, planned: datetime.date) -> int:
        """Working days of the actor between a planned finish and the last one; negative where it is too late.

        Raises OutsideCalendar.
        """
        return self.task.actor.between(planned, self.finish)


class Cycle(Exception):
    """Tasks that wait for each other; `tasks` names them in that order, the first once more at the end."""

    def __init__(self, tasks: Sequence[str]) -> None:
        super().__init__(" → ".join(tasks))
        self.tasks = tuple(tasks)


def backward(tasks: Sequence[Task], fixed: Mapping[str, datetime.date]) -> dict[str, Latest]:
    """The last days of each task from which a fixed task follows, in the order in which they are done.

    `fixed` is the day on which a task has to be done, whatever follows from the others. A task must be done by the
    earliest day on which one that waits for it must be begun, and that day or the last working day of its actor
    before it. Raises Cycle, OutsideCalendar; KeyError where a task waits for one that is not there.
    """
    known = {task.id: task for task in tasks}
    order = ordered({task.id: task.after for task in tasks})
    waiting = _waiting({task.id: task.after for task in tasks})
    found: dict[str, Latest] = {}
    for name in reversed(order):
        limits = [found[later].start for later in waiting[name] if later in found]
        if name in fixed:
            limits.append(fixed[name])
        if not limits:
            continue
        task = known[name]
        finish = min(limits)
        # A post goes out on the day that was fixed, whoever is off; work is done on a working day.
        if finish != fixed.get(name) and not task.in_calendar_days:
            finish = task.actor.on_or_before(finish)
        found[name] = Latest(task, task.start(finish), finish)
    return {name: found[name] for name in order if name in found}


def ordered(after: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Tasks in the order in which they are done, by what each waits for.

    Raises Cycle; KeyError where a task waits for one that is not there.
    """
    try:
        # Those that nothing waits for come first: each task after all that wait for it.
        return tuple(reversed(list(TopologicalSorter(_waiting(after)).static_order())))
    except CycleError as error:
        raise Cycle(list(reversed(error.args[1]))) from None


def _waiting(after: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """By task, those that wait for it."""
    waiting: dict[str, list[str]] = {task: [] for task in after}
    for task, waits in after.items():
        for before in waits:
            waiting[before].append(task)
    return waiting


def critical(latest: Mapping[str, Latest], planned: Mapping[str, datetime.date]) -> tuple[str, ...]:
    """The tasks without slack, as they are planned, in the order in which they are done. Raises OutsideCalendar."""
    return tuple(name for name, last in latest.items() if name in planned and last.slack(planned[name]) <= 0)
