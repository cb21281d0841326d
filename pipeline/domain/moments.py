"""The steps of a schedule → the creator's own days, each with what is done in return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.domain.schedule_step import ScheduleStep


@dataclass(frozen=True)
class Moment:
    """A step that the creator takes, and those of the other side that lead to it or follow from it."""

    step: ScheduleStep
    ours: tuple[ScheduleStep, ...]


def moments(steps: Sequence[ScheduleStep]) -> tuple[Moment, ...]:
    """The creator's steps in order; what comes before the first belongs to it, all else to the one before."""
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
