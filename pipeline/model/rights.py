"""Rights that are bought: what may be done with the posts, where, and from which day to which."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.model.base import Count, Currency, Day, Model, PositiveAmount, minor_units, mistake
from pipeline.model.localized import Localized

Use = Literal["repost", "paid", "raw-files"]
"""Posts on our own channels, advertising made of them, the footage itself."""


class Renewal(Model):
    """What more time costs, in the currency of the right."""

    amount: PositiveAmount
    """The price."""
    days: Count
    """For how many further days."""


class Right(Model):
    """One right that is bought for a time."""

    use: Use
    """repost (on our own channels), paid (advertising) or raw-files."""
    channels: Localized
    """Where: "Instagram and TikTok, our own accounts"."""
    territory: Localized
    """In which countries."""
    starts: Day
    """The first day."""
    ends: Day
    """The last day."""
    amount: PositiveAmount | None = None
    """Its price; without one it is included in what the creator is paid."""
    currency: Currency | None = None
    """The currency of its price and its renewal."""
    paid_by: Day | None = None
    """The day by which the price is paid."""
    renewal: Renewal | None = None
    """What more time costs."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        if self.ends < self.starts:
            yield mistake("{ends} is before {starts}", at=["ends"], ends=self.ends, starts=self.starts)
        if self.currency is None and (self.amount or self.renewal):
            yield mistake("money needs a currency", hint="write currency: and its code")
        if self.amount is not None and self.paid_by is None:
            yield mistake("does not say when it is paid", at=["amount"], hint="write paid_by: and a day")
        yield from minor_units(self.amount, self.currency, "amount")
        if self.renewal:
            yield from minor_units(self.renewal.amount, self.currency, "renewal", "amount")


Rights = Annotated[tuple[Right, ...], Field(max_length=6)]
