"""One dated step of what was agreed with a creator."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.localized import Localized


@dataclass(frozen=True)
class ScheduleStep:
    """One dated step. `moment` is an instant, or None where the day is all that was agreed.

    `milestone` is a milestone of the schedule or `publish`; `amount` what is paid with it. Of several steps of
    one kind, `round` says which it is; it is 0 where there is one. `instalment` is whether it is a part of the fee
    with a day of its own, which no step of the schedule has.
    """

    milestone: str
    date: datetime.date
    moment: datetime.datetime | None
    by_creator: bool
    amount: Decimal | None = None
    what: Localized | None = None
    round: int = 0
    instalment: bool = False
