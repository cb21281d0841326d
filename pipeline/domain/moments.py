"""The steps of a schedule → the creator's own days, each with what is done in return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.domain.schedule_step import ScheduleStep


@dataclass(frozen=True)
class Moment:
    """A step of the creator, with all that leads to it or follows from it."""

    step: ScheduleStep
    ours: tuple[ScheduleStep, ...]


def moments(steps: Sequence[ScheduleStep]) -> tuple[Moment, ...]:
    """The creator's steps; all else belongs to the one before it, or to the first."""
    found: list[Moment] = []
    waiting: tuple[ScheduleStep, ...] = ()
    for step in steps:
        if step.by_creator:
            found.append(Moment(step, waiting))
            waiting = ()
        elif found:
            found[-1] = replace(found[-1], ours=(*found[-1].ours, step))
        else:
            waiting = (*waiting, step)
    return tuple(found)
