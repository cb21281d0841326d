"""A fee in its parts: how much each is, to the smallest coin, and the day by which it is paid."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pipeline.model.base import decimal_places
from pipeline.model.pay import Fee
from pipeline.model.payment import Instalment


@dataclass(frozen=True)
class Part:
    """A part of a fee; `date` is None where it waits for something that has no day yet."""

    plan: Instalment
    amount: Decimal
    date: datetime.date | None


def parts(fee: Fee, plan: Iterable[Instalment], days: Mapping[str, datetime.date]) -> Iterator[Part]:
    """The parts of a fee, which add up to it; `days` are those of the steps that parts wait for."""
    cent = Decimal(1).scaleb(-decimal_places(fee.currency))
    promised, paid = Decimal(), Decimal()
    for part in plan:
        promised += _exact(part, fee.amount, promised)
        # What is due by then is rounded, not each part of it: the parts add up.
        due = promised.quantize(cent, ROUND_HALF_UP)
        yield Part(part, due - paid, _day(part, days))
        paid = due


def _exact(part: Instalment, fee: Decimal, promised: Decimal) -> Decimal:
    if part.amount is not None:
        return part.amount
    return fee - promised if part.share is None else fee * part.share / 100


def _day(part: Instalment, days: Mapping[str, datetime.date]) -> datetime.date | None:
    if part.on is not None:
        return part.on
    start = days.get(part.at or part.after or "")
    return None if start is None else start + datetime.timedelta(days=part.days or 0)
