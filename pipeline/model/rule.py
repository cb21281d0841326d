"""A rule of a market: what it is about, when it is in force, and on whose word."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.model.base import Amount, Currency, Day, FieldName, Flag, Id, Model, mistake, once
from pipeline.model.localized import Localized, at_most

Year = Annotated[int, Field(ge=1900, le=2199, strict=True)]


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


class AnnualLine(Model):
    """An amount that a year's payments to one creator may not reach unnoticed."""

    above: Amount
    """The amount; a total of exactly so much reaches it."""
    currency: Currency
    """Its currency, by ISO 4217 code."""
    first: Year
    """The first year that it is of."""
    last: Year | None = None
    """The last year whose amount is known; without it, the amount stays the same."""

    def line(self, year: int) -> Decimal | None:
        """The amount of a year; None where nobody knows it or there was none."""
        return self.above if self.first <= year and (self.last is None or year <= self.last) else None

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        if self.last is not None and self.last < self.first:
            yield mistake("{until} is before {date}", at=["last"], until=self.last, date=self.first)


class DueDay(Model):
    """The day by which something is owed for a post, counted from the end of its month or quarter."""

    after: Literal["month", "quarter"]
    """What has to end first: the month or the quarter in which the post goes out."""
    months: Annotated[int, Field(ge=1, le=12, strict=True)]
    """In which month after that it is due; 1 is the next."""
    day: Annotated[int, Field(ge=1, le=31, strict=True)]
    """The day of that month; 31 is its last, however short it is."""

    def of(self, post: datetime.date) -> datetime.date:
        """The day for a post that goes out on a day."""
        last = post.month if self.after == "month" else -(-post.month // 3) * 3
        years, month = divmod(last + self.months - 1, 12)
        year, month = post.year + years, month + 1
        return datetime.date(year, month, min(self.day, calendar.monthrange(year, month)[1]))


class MarketRule(Model):
    """One rule of the market, as dated data: who found it, where, when, how sure.

    `severity`: allow says that posts may stand there, block refuses the deliverable, warn and info are printed on
    the rule card.
    """

    kind: Literal["mark", "platform", "registry", "levy", "retention", "language", "tax", "penalty", "ai"]
    """What the rule is about."""
    applies_to: RuleScope = RuleScope()
    """What narrows it."""
    effective_from: Day
    """The first day it is in force."""
    effective_to: Day | None = None
    """The last day, if it ends."""
    topic: Annotated[Localized, at_most(30)] | None = None
    """What it is about, in a word or two: a card leads with it."""
    text: Localized
    """What it asks, for a creator, in one or two sentences."""
    severity: Literal["allow", "block", "warn", "info"]
    """allow says that posts may stand there; block refuses the deliverable; warn and info are printed."""
    asks_for: FieldName | None = None
    """The account's identifier that must be there where the rule concerns a post, by its name in the market's file."""
    papers: tuple[Id, ...] = Field(default=(), max_length=10)
    """The papers that must be on file where the rule concerns a post, by the names that partnerships note them by."""
    annual: AnnualLine | None = None
    """The amount of a year's payments to one creator at which the rule begins to matter."""
    due: DueDay | None = None
    """The day by which what it asks is owed for each post."""
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
        yield from once(self.papers, "papers")
        if self.severity == "allow" and not self.applies_to.platforms:
            # A rule that allows everything would be silence by another name.
            yield mistake("allows no platform", at=["severity"], hint="name them under applies_to: platforms:")
        for field, end, start in ends:
            if end is not None and end < start:
                yield mistake("{until} is before {date}", at=[field], until=end, date=start)
