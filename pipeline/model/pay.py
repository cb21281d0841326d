"""What a creator gets: a fee, a monthly sum, a commission, bonuses, a product, expenses, alone or together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.model.base import (
    Count,
    Currency,
    Day,
    Id,
    Line,
    Model,
    PositiveAmount,
    decimal_places,
    minor_units,
    mistake,
)
from pipeline.model.localized import Localized

_LAST_DAY_OF_ALL_MONTHS = 28


class Fee(Model):
    """What the creator is paid. `taxes` says whether and which taxes the amount includes."""

    amount: PositiveAmount
    """The whole fee."""
    currency: Currency
    """Its currency."""
    taxes: Localized
    """Which taxes it includes, in a few words."""
    own_charges: PositiveAmount | None = None
    """Percent of the amount that the creator pays from it, as taxes and levies: briefs say what is left."""

    @property
    def in_hand(self) -> Decimal | None:
        """What is left of the amount, where it is said how much of it the creator pays on."""
        if self.own_charges is None:
            return None
        return round(self.amount * (100 - self.own_charges) / 100, decimal_places(self.currency)).normalize() + 0

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from minor_units(self.amount, self.currency, "amount")


class Retainer(Fee):
    """The same sum every month, for work that comes every month."""

    amount: PositiveAmount
    """The sum for one month."""
    starts: Day
    """The first day of the first month."""
    months: Annotated[int, Field(ge=1, le=60, strict=True, examples=[6])]
    """How many months."""
    work: Localized
    """What each month brings, in a few words."""
    pay_day: Annotated[int, Field(ge=1, le=_LAST_DAY_OF_ALL_MONTHS, strict=True, examples=[5])]
    """The day of the next month on which a month is paid, 1 to 28."""


class Commission(Model):
    """A share of what the creator sells."""

    rate: Annotated[PositiveAmount, Field(le=100)]
    """Percent."""
    base: Localized
    """Of what: "orders by link and code, delivery left out"."""
    window_days: Count
    """Days after a click within which an order counts."""
    cap: PositiveAmount | None = None
    """The most that it can come to."""
    currency: Currency | None = None
    """The currency of the cap."""
    paid: Localized
    """When it is paid, in a few words."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from minor_units(self.cap, self.currency, "cap")
        if (self.cap is None) != (self.currency is None):
            yield mistake("only a cap needs a currency here", at=["currency" if self.currency else "cap"])


class Bonus(Model):
    """A sum for a result."""

    metric: Id
    """The metric's id."""
    threshold: PositiveAmount
    """The value to reach, or not to pass where less is better; money in the currency of the metric's range."""
    counted_by: Day
    """The day on which the result is counted."""
    amount: PositiveAmount
    """The sum."""
    currency: Currency
    """Its currency."""
    paid_by: Day
    """The day by which it is paid."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from minor_units(self.amount, self.currency, "amount")
        if self.paid_by < self.counted_by:
            message = "{paid} is before {counted}, when the result is counted"
            yield mistake(message, at=["paid_by"], paid=self.paid_by, counted=self.counted_by)


class Barter(Model):
    """A product that the creator keeps as pay."""

    product: Localized
    """What it is, in a few words."""
    value: PositiveAmount
    """What it is worth."""
    currency: Currency
    """The currency of its value."""
    size: Localized | None = None
    """Size, color or shade, where the creator chooses one."""
    address: Line | None = None
    """Where it is sent."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from minor_units(self.value, self.currency, "value")


class Expenses(Model):
    """What we pay back beside the fee."""

    covers: Localized
    """What for, in a few words."""
    limit: PositiveAmount
    """The most that is paid back."""
    currency: Currency
    """Its currency."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from minor_units(self.limit, self.currency, "limit")


class Pay(Model):
    """Everything that one creator gets for one partnership."""

    fee: Fee | None = None
    """What the creator is paid for all of it."""
    retainer: Retainer | None = None
    """The same sum every month."""
    commission: Commission | None = None
    """A share of what the creator sells."""
    bonuses: tuple[Bonus, ...] = Field(default=(), max_length=5)
    """Sums for results."""
    barter: Barter | None = None
    """A product that the creator keeps as pay."""
    expenses: Expenses | None = None
    """What we pay back."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """What it consists of, the weightiest first."""
        return tuple(name for name in Pay.model_fields if getattr(self, name))

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        if self.kinds in ((), ("expenses",)):
            hint = "write fee:, or else retainer:, commission:, bonuses: or barter:"
            yield mistake("does not say what the creator gets", hint=hint)
