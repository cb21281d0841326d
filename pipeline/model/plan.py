"""What a schedule is worked backward from: the day that cannot move, and steps beside those of the market's terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.model.base import Clock, Day, Id, Model, ZoneName, mistake, once
from pipeline.model.localized import Localized, at_most

CREATOR = "creator"
"""The actor of a step that each partnership's creator takes."""
Days = Annotated[int, Field(ge=0, le=1000, strict=True)]


class FixedDay(Model):
    """The day that cannot move: the first posts are out by then."""

    date: Day
    """The day, in `zone`."""
    time: Clock | None = None
    """The time."""
    zone: ZoneName | None = None
    """The clock of date and time; without it, the market's."""
    what: Annotated[Localized, at_most(80)]
    """What happens on that day, in a few words."""
    why: Annotated[Localized, at_most(120)]
    """Why it cannot move, in a few words."""
    movable_by: Id | None = None
    """Who could move it all the same, by id; without it, nobody."""


class Duration(Model):
    """How long a step takes, in the actor's working days or in days of the calendar."""

    working: Days | None = None
    """Working days of whoever takes the step."""
    calendar: Days | None = None
    """Days of the calendar, whoever works."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        if (self.working is None) == (self.calendar is None):
            yield mistake("days are either working days or calendar days", hint="write one of working: and calendar:")


class PlanStep(Model):
    """A step of the plan: one beside those that follow from the market's terms, or more about one of these."""

    id: Id
    """What other steps call it; draft, feedback, final, approval and publish are those of the terms."""
    actor: Id | None = None
    """Who takes it: creator, or a person's id."""
    days: Duration | None = None
    """How long it takes once it can begin."""
    after: tuple[Id, ...] = Field(default=(), max_length=20)
    """The steps that have to be done before, by id."""
    what: Annotated[Localized, at_most(80)] | None = None
    """What is done, in a few words."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from once(self.after, "after")
        if self.id in self.after:
            yield mistake('"{step}" waits for itself', at=["after", self.after.index(self.id)], step=self.id)


class Preparation(Model):
    """How long a creator needs from the brief to a draft."""

    days: Annotated[int, Field(ge=1, le=250, strict=True)]
    """Working days of the creator."""
    why: Annotated[Localized, at_most(120)]
    """What takes so long, in a few words."""


def repeated(steps: Sequence[PlanStep], *at: str) -> Iterator[PydanticCustomError]:
    """A mistake for each step whose id a list holds a second time."""
    names = [step.id for step in steps]
    for index, name in enumerate(names):
        if name in names[:index]:
            yield mistake('"{value}" appears twice', at=[*at, index, "id"], value=name)
