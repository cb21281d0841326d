"""The dates of a schedule: those of a market, of one of its waves, of one partnership with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.model.base import Clock, Day, Model, mistake
from pipeline.model.localized import Localized, at_most
from pipeline.model.milestone import MILESTONES, MilestoneKind
from pipeline.model.plan import FixedDay, PlanStep, repeated


class Milestone(Model):
    """A dated step, in the market's time zone. `what` replaces the usual words for its kind."""

    milestone: MilestoneKind
    """Which step it is."""
    date: Day
    """The day, in the market's time zone."""
    time: Clock | None = None
    """The time, on a 24-hour clock; without it the day is all that is agreed."""
    what: Localized | None = None
    """Words of its own, where the usual ones do not fit."""


class Schedule(Model):
    """Dated steps, and the day that cannot move."""

    schedule: tuple[Milestone, ...] = Field(default=(), max_length=14)
    """The dated steps, in order; a second draft is one more step of its kind."""
    cancelled: tuple[Milestone, ...] = Field(default=(), max_length=20)
    """Steps that an earlier version promised and that are called off: calendar files cancel them."""
    fixed: FixedDay | None = None
    """The day that cannot move, where it is another than that of the first post."""
    steps: tuple[PlanStep, ...] = Field(default=(), max_length=30)
    """Steps of the plan beside those that follow from the market's terms."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from self._schedule_in_order()
        yield from self._paid_once()
        yield from repeated(self.steps, "steps")

    def _paid_once(self) -> Iterator[PydanticCustomError]:
        seen = set()
        for index, step in enumerate(self.schedule):
            if step.milestone in seen and MILESTONES[step.milestone].paid:
                # Its whole amount would be printed, and promised, at each of them.
                yield mistake(
                    "{milestone} appears twice", at=["schedule", index, "milestone"], milestone=step.milestone
                )
            seen.add(step.milestone)

    def _schedule_in_order(self) -> Iterator[PydanticCustomError]:
        for index, (before, after) in enumerate(zip(self.schedule, self.schedule[1:], strict=False), 1):
            if after.date == before.date and after.time and before.time and after.time < before.time:
                message = "{after} is before {before}, the time of the step above"
                yield mistake(
                    message, at=["schedule", index, "time"], after=f"{after.time:%H:%M}", before=f"{before.time:%H:%M}"
                )
            if after.date < before.date:
                yield mistake(
                    "{after} is before {before}, the date of the step above",
                    at=["schedule", index, "date"],
                    after=after.date,
                    before=before.date,
                )


class OwnDates(Schedule):
    """Dates of one partnership. Steps of a kind that it names take the place of the market's of that kind."""

    reason: Annotated[Localized, at_most(160)]
    """Why its dates are others, in one line."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from super().broken_rules()
        if not (self.schedule or self.steps) and self.fixed is None:
            yield mistake("no date of its own", hint="write schedule: with the steps that differ, or remove dates:")


class Wave(Model):
    """A part of a campaign with dates of its own in each market; a partnership belongs to one."""

    name: Annotated[Localized, at_most(40)]
    """What everybody calls it, such as "First wave"."""
