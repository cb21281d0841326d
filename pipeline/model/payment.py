"""The plan by which a fee is paid: its parts, and when each is due."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from pipeline.model.base import Count, Day, Model, PositiveAmount, mistake
from pipeline.model.milestone import PaidAt

PaidAfter = Literal["signing", "approval", "publish", "report"]
"""What a part of the fee can wait for: the contract, our approval, the last post, the creator's report."""


class Instalment(Model):
    """A part of the fee and when it is paid; without `share` and `amount` it is the rest."""

    share: PositiveAmount | None = None
    """Percent of the fee."""
    amount: PositiveAmount | None = None
    """Or an amount in the fee's currency; the last part is then the rest, with neither."""
    at: PaidAt | None = None
    """The dated step of the schedule at which it is paid: advance or payment."""
    after: PaidAfter | None = None
    """Or what it waits for: signing, approval, publish (the last post) or report."""
    days: Count | None = None
    """Calendar days after that within which it is paid."""
    on: Day | None = None
    """Or the day on which it is paid."""

    @property
    def rest(self) -> bool:
        """Whether it is what the other parts leave."""
        return self.share is None and self.amount is None

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        if self.share is not None and self.amount is not None:
            yield mistake("has a share and an amount", at=["amount"], hint="keep one of them")
        times = [name for name in ("at", "after", "on") if getattr(self, name) is not None]
        if not times and self.days is None:
            hint = "write at: payment, after: report with days: 30, or on: and a day"
            yield mistake("does not say when it is paid", hint=hint)
        if len(times) > 1:
            message = "{first} and {second} name different times of payment"
            yield mistake(message, at=[times[1]], hint="keep one of them", first=times[1], second=times[0])
        if self.days is not None and self.after is None:
            yield mistake("days after what?", at=["days"], hint="write after: signing, approval, publish or report")


def _whole(parts: tuple[Instalment, ...]) -> tuple[Instalment, ...]:
    """The parts, which together are the fee. Raises a mistake where they are not."""
    if any(part.rest for part in parts[:-1]):
        raise mistake("only the last part can be the rest", hint="give each of the others a share or an amount")
    total = sum((part.share or Decimal() for part in parts), Decimal())
    if parts[-1].rest:
        if total >= 100:
            message = "the shares add up to {total} % and leave nothing for the last part"
            raise mistake(message, total=total)
    elif any(part.amount is not None for part in parts):
        hint = "leave share: and amount: out of the last part"
        raise mistake("beside parts with an amount the last part is the rest", hint=hint)
    elif total != 100:
        raise mistake("the shares add up to {total} %, not 100 %", total=total)
    return parts


Instalments = Annotated[tuple[Instalment, ...], Field(min_length=1, max_length=12), AfterValidator(_whole)]
