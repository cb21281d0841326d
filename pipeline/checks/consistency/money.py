"""What creators are paid in, beside what their market pays in."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.base.problems import N_, Problem
from pipeline.checks.consistency.subject import Subject


def currencies(subject: Subject) -> Iterator[Problem]:
    """A warning for pay in another currency than the market's: it may be agreed, and is mostly the wrong market."""
    for agreed in subject.agreed:
        usual = agreed.market.currency
        for field in ("fee", "retainer"):
            pay = getattr(agreed.partnership, field)
            if pay is not None and pay.currency != usual:
                message = N_("paid in {currency}, while the market {market} pays in {other}")
                hint = N_("write {other}, unless another currency was agreed")
                place = (*agreed.place, field, "currency")
                values = {"currency": pay.currency, "market": agreed.partnership.market, "other": usual}
                yield subject.problem(place, message, hint=hint, **values)
