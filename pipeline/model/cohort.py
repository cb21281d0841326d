"""The monthly calls of a market's lead with its creators: who was invited and came, what they said, what follows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.base.problems import N_
from pipeline.model.base import Clock, Day, Id, Model, Month, mistake, once
from pipeline.model.localized import Localized, at_most
from pipeline.model.review import FieldPlace
from pipeline.model.ritual import Meeting


class CallTopic(Model):
    """Something that the call talks about."""

    about: Annotated[Localized, at_most(120)]
    """What it is, without anybody's name."""
    asked_by: Id | None = None
    """The creator who asked for it, by id; creators are not told."""


class CallLesson(Model):
    """Something that creators said has to change, and what we do about it."""

    said: Annotated[Localized, at_most(160)]
    """What creators said, without anybody's name, fee or result."""
    act: Annotated[Localized, at_most(160)]
    """What we do about it."""
    change: FieldPlace | None = None
    """The field of the content that changes because of it."""
    who: Id
    """Who does it, by id: a person of the organization."""
    by: Day
    """The day by which it is done."""
    done: Day | None = None
    """The day on which it was done; nothing while it is open."""


class CohortCall(Model):
    """One month's call: planned with its day alone, later with who came and what they said."""

    month: Month
    """The month, as 2027-03."""
    on: Day
    """The day of the call."""
    time: Clock | None = None
    """When it begins, in the zone of `when`; nothing means as always."""
    invited: tuple[Id, ...] = Field(default=(), max_length=500)
    """The creators who are invited, by id; none means all who work in the market."""
    came: tuple[Id, ...] = Field(default=(), max_length=500)
    """The creators who came, by id; nothing before the call."""
    topics: tuple[CallTopic, ...] = Field(default=(), max_length=5)
    """What is talked about beside the three questions; at most five."""
    learned: tuple[CallLesson, ...] = Field(default=(), max_length=5)
    """What creators said has to change; at most five, as each is a promise."""

    @property
    def held(self) -> bool:
        """Whether anybody wrote down who came."""
        return bool(self.came)

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from once(self.invited, "invited")
        yield from once(self.came, "came")
        if f"{self.on:%Y-%m}" != self.month:
            yield mistake("{day} is not in {month}", at=["on"], day=self.on, month=self.month)
        for index, creator in enumerate(self.came if self.invited else ()):
            if creator not in self.invited:
                message, hint = N_("{creator} came, but is not invited"), N_("add them to invited:")
                yield mistake(message, at=["came", index], hint=hint, creator=creator)
        for index, lesson in enumerate(self.learned):
            if not self.held:
                message, hint = N_("something was learned, but nobody came"), N_("write who came: came: [id, id]")
                yield mistake(message, at=["learned", index], hint=hint)
            for field in ("by", "done"):
                day = getattr(lesson, field)
                if day is not None and day < self.on:
                    message = N_("{day} is before the call of {on}")
                    yield mistake(message, at=["learned", index, field], day=day, on=self.on)


class Cohort(Model):
    """content/cohorts/<market>.yaml: the monthly calls of a market's lead with its creators."""

    minutes: Literal[45] = 45
    """How long a call takes: 45 minutes."""
    when: Meeting
    """When they meet."""
    calls: tuple[CohortCall, ...] = Field(default=(), max_length=600)
    """The calls, oldest first; entries are only added, and `done` to what was open."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        for index, (before, after) in enumerate(zip(self.calls, self.calls[1:], strict=False), 1):
            if after.month <= before.month:
                at = ("calls", index, "month")
                yield mistake("{after} is not after {before}", at=at, after=after.month, before=before.month)
