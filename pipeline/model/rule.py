"""A rule of a market: what it is about, when it is in force, and on whose word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.model.base import Day, FieldName, Flag, Id, Model, mistake, once
from pipeline.model.localized import Localized


class RuleScope(Model):
    """What a rule is about; an empty field does not narrow it."""

    platforms: tuple[Id, ...] = Field(default=(), max_length=100)
    """Platform ids; none means all."""
    formats: tuple[Id, ...] = Field(default=(), max_length=100)
    """Format ids; none means all."""
    followers_above: Annotated[int, Field(ge=0, strict=True)] | None = None
    """Accounts with more followers than this; one with exactly so many is not above."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from once(self.platforms, "platforms")
        yield from once(self.formats, "formats")


class MarketRule(Model):
    """One rule of the market, as dated data: who found it, where, when, how sure.

    `severity`: block refuses the deliverable, warn and info are printed on the rule card.
    """

    kind: Literal["mark", "platform", "registry", "levy", "retention", "language", "tax", "penalty", "ai"]
    """What the rule is about."""
    applies_to: RuleScope = RuleScope()
    """What narrows it."""
    effective_from: Day
    """The first day it is in force."""
    effective_to: Day | None = None
    """The last day, if it ends."""
    text: Localized
    """What it asks, for a creator, in one or two sentences."""
    severity: Literal["block", "warn", "info"]
    """block refuses the deliverable; warn and info are printed."""
    asks_for: FieldName | None = None
    """The account's identifier that must be there where the rule concerns a post, by its name in the market's file."""
    on_card: Flag = False
    """Whether the creator's rule card shows it."""
    source: Localized
    """The law, guide or report it is taken from."""
    source_kind: Literal["law", "regulator", "lawyer", "press", "platform"]
    """What kind of source that is."""
    confidence: Literal["high", "medium"]
    """How sure we are."""
    verified_on: Day
    """The day somebody last checked it."""
    review_by: Day
    """The day by which it is checked again."""
    owner: Id
    """Who answers for it, by id."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        ends = [
            ("effective_to", self.effective_to, self.effective_from),
            ("review_by", self.review_by, self.verified_on),
        ]
        for field, end, start in ends:
            if end is not None and end < start:
                yield mistake("{until} is before {date}", at=[field], until=end, date=start)
