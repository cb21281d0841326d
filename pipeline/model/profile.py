"""How to approach one creator: what they said or we saw, when, and who wrote it down."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic_core import PydanticCustomError

from pipeline.base.problems import N_
from pipeline.model.base import Day, Id, Model, mistake
from pipeline.model.localized import Localized, at_most

Words = Annotated[Localized, at_most(240)]

_GOOD_FOR = datetime.timedelta(days=366)
"""A year, and the day more that a leap year has."""


class Storage(Model):
    """Where words about a person were first recorded: some countries prescribe the place."""

    place: Annotated[Localized, at_most(80)]
    """The system and its country."""
    checked_by: Id
    """Who looked, by id."""
    checked_on: Day
    """The day."""


class Profile(Model):
    """How to approach one creator, written so that they may read it: how to work together, nothing of their life."""

    channel: Words
    """Where they answer, and when."""
    briefs: Words
    """How they like to be briefed."""
    decision_time: Words | None = None
    """How long they think about an offer."""
    feedback_style: Words | None = None
    """How they like to be told what has to change."""
    calls: Words | None = None
    """Whether they like calls, and how they are arranged."""
    wins: Words | None = None
    """How to celebrate with them what went well."""
    source: Literal["said", "observed"]
    """said where they told us, observed where we saw it ourselves."""
    asked_on: Day
    """The day of it."""
    by: Id
    """Who wrote it down, by id."""
    review_by: Day
    """The day by which somebody asks again, at most a year later."""
    stored_in: Storage
    """Where it was first recorded, and who checked that it may be."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        last = self.asked_on + _GOOD_FOR
        if not self.asked_on < self.review_by <= last:
            message, hint = N_("{day} is not within a year after {asked}"), N_("write a day up to {last}")
            yield mistake(message, at=["review_by"], hint=hint, day=self.review_by, asked=self.asked_on, last=last)
