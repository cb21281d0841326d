"""The end of the work on one version of a campaign: closed once all is kept, or stopped with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.model.base import Amount, Currency, Day, Id, Model, Version, minor_units, mistake
from pipeline.model.localized import Localized, Note


class Owed(Model):
    """What one creator is paid where the work stops, as the terms for cancellation say."""

    amount: Amount
    """The sum; 0 where nothing is owed."""
    currency: Currency
    """Its currency."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from minor_units(self.amount, self.currency, "amount")


class Ending(Model):
    """The end of the work on one version."""

    status: Literal["closed", "stopped"]
    """closed once everything promised is kept, or stopped before."""
    version: Version
    """The version of the campaign, in quotes."""
    by: Id
    """Who ends it, by id: the primary metric's owner closes, the campaign's owner stops."""
    on: Day
    """The day of the end."""
    evidence: Note
    """Where it is: a mail, a signed page."""
    keep_until: Day | None = None
    """Where it is closed: the day until which all of it is kept."""
    reason: Localized | None = None
    """Where it is stopped: why."""
    pays: dict[Id, Owed] = Field(default={}, max_length=500)
    """Where it is stopped: what each creator is paid by the terms for cancellation, by partnership."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        if self.status == "closed" and self.keep_until is None:
            hint = "write keep_until: a year after the last post comes down, or later"
            yield mistake("does not say until when it is kept", at=["status"], hint=hint)
        if self.status == "closed" and (self.reason is not None or self.pays):
            hint = "what is stopped has a reason and what each creator is paid"
            yield mistake("a campaign that is closed has paid everybody", at=["status"], hint=hint)
        if self.status == "stopped" and self.reason is None:
            yield mistake("does not say why", at=["status"], hint="write reason:")
