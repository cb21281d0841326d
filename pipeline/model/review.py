"""What a team says of a campaign that was counted: for each market what it came from, and what changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.base.problems import N_
from pipeline.model.base import Count, Day, Id, Line, Model, mistake
from pipeline.model.localized import Localized

_FILE = r"^content/[a-z0-9/_-]+\.yaml$"
_FIELD = r"^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$"


class FieldPlace(Model):
    """Where something stands: a file, and a field of it."""

    file: Annotated[Line, Field(pattern=_FILE, examples=["content/markets/ru.yaml"])]
    """The file below content/."""
    field: Annotated[Line, Field(pattern=_FIELD, examples=["terms.revision_rounds"])]
    """The field, with those that it stands in, by points."""


class FieldChange(FieldPlace):
    """What changes, where: a file, a field of it, and what will stand there."""

    to: Localized
    """What will stand there."""


class Cause(Model):
    """What a result came from, what shows it, and what changes because of it."""

    kind: Literal["assumption", "decision", "execution", "outside", "counting"]
    """What it was: what we assumed, decided or did, what happened outside, or how it was counted."""
    what: Localized
    """What happened. Roles, no names."""
    evidence: Localized
    """What shows it."""
    should_have_checked: Localized
    """What could have been looked at before."""
    change: FieldChange | None = None
    """What changes, by file and field."""
    who: Id
    """Who makes the change, by id."""
    by: Day
    """By when."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        if self.change is None:
            hint = N_("name what will be otherwise: change: with file:, field: and to:")
            yield mistake(N_('a cause without a change: "we will do better" is not a change'), hint=hint)


class MarketReview(Model):
    """What one market's result came from."""

    causes: tuple[Cause, ...] = Field(default=(), max_length=3)
    """At most three causes; a market that missed its range has at least one."""
    better_than_agreed: Localized
    """What went better than was agreed."""
    lucky: Localized | None = None
    """What went well by luck, and may not again."""
    told_creators_on: Day | None = None
    """The day on which creators were told."""
    signed_by: Id | None = None
    """Who stands for it, by id."""


class Lift(Model):
    """Two groups asked the same question: people who saw the posts, and people who did not."""

    aware_viewers: Annotated[int, Field(ge=0, le=10**9, strict=True)]
    """How many of those who saw them know the brand."""
    viewers_asked: Annotated[int, Field(ge=1, le=10**9, strict=True)]
    """How many of those who saw them were asked."""
    aware_control: Annotated[int, Field(ge=0, le=10**9, strict=True)]
    """How many of the others know it."""
    control_asked: Annotated[int, Field(ge=1, le=10**9, strict=True)]
    """How many of the others were asked."""
    proof: Line | None = None
    """Where that can be seen."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        for part, whole in (("aware_viewers", "viewers_asked"), ("aware_control", "control_asked")):
            less, more = getattr(self, part), getattr(self, whole)
            if less > more:
                message = "{part} ({less}) is more than {whole} ({more}), which it is part of"
                yield mistake(message, at=[part], part=part, less=less, whole=whole, more=more)


class Sentiment(Model):
    """Comments that two people read, each on their own, and how many they called positive."""

    positive: Annotated[int, Field(ge=0, le=10**9, strict=True)]
    """How many both call positive."""
    sample: Annotated[int, Field(ge=1, le=10**9, strict=True, examples=[100])]
    """How many were drawn and read."""
    read_by: tuple[Id, ...] = Field(min_length=2, max_length=5)
    """Who read them, by id; at least two people."""
    proof: Line | None = None
    """Where that can be seen."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        if self.positive > self.sample:
            message = "{part} ({less}) is more than {whole} ({more}), which it is part of"
            less, more = self.positive, self.sample
            yield mistake(message, at=["positive"], part="positive", less=less, whole="sample", more=more)
        if len(set(self.read_by)) < len(self.read_by):
            yield mistake(N_("two people read them, each on their own"), at=["read_by"])


Points = Annotated[int, Field(ge=0, le=100, strict=True, examples=[80])]


class Audience(Model):
    """What is known of the followers of one partnership's creator, each of 100."""

    authenticity: Points
    """How many of 100 followers are real."""
    match: Points
    """How many of 100 are of the audience that the campaign is for."""
    engagement: Points | None = None
    """What share of our own accounts of that size engages less, of 100."""
    of_accounts: Count | None = None
    """How many own accounts of that size it was compared with: at least ten."""
    proof: Line | None = None
    """Where that can be seen."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        if self.engagement is not None and (self.of_accounts or 0) < _LEAST_ACCOUNTS:
            hint = N_("leave engagement: out until there are {least}")
            message = N_("a place among fewer than {least} accounts says nothing")
            yield mistake(message, at=["engagement"], hint=hint, least=_LEAST_ACCOUNTS)


_LEAST_ACCOUNTS = 10
