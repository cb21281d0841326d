"""The request with which a campaign begins: what was asked for, what it is really for, and whether we go on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.model.base import Currency, Day, Flag, Id, Model, PositiveAmount, minor_units, mistake, once
from pipeline.model.localized import Localized, at_most


class PromisedDay(Model):
    """A day that somebody has promised already."""

    date: Day
    """The day."""
    what: Annotated[Localized, at_most(120)]
    """What happens on it, in a few words."""


class Budget(Model):
    """What may be spent at most."""

    amount: PositiveAmount
    """The amount."""
    currency: Currency
    """Its currency."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from minor_units(self.amount, self.currency, "amount")


class Intake(Model):
    """The request: what was asked for, what it is really for, and whether we go on."""

    asked_by: Id
    """Who asked, by id."""
    on: Day
    """The day of the request."""
    wants: Localized
    """What was asked for, in the words of who asked."""
    commits: Localized | None = None
    """What we commit to, beside what was asked for."""
    really_for: Localized
    """What the business needs it for."""
    already_promised: Localized | None = None
    """What somebody has promised to others already."""
    fixed_dates: tuple[PromisedDay, ...] = Field(default=(), max_length=10)
    """Days that cannot move any more."""
    budget: Budget | None = None
    """What may be spent at most, where it is known."""
    must_not: Localized
    """What must not happen."""
    decided_by: tuple[Id, ...] = Field(min_length=1, max_length=20)
    """Who decides in the end, by id."""
    proceed: Flag = True
    """Whether we go on; false ends it here, with the reason."""
    reason: Localized | None = None
    """Why we go on, or why not."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from once(self.decided_by, "decided_by")
        if not self.proceed and self.reason is None:
            yield mistake("does not say why it ends here", at=["proceed"], hint="write reason:")
