"""What partnerships promise, in sums: for one, for a market, for a campaign."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.domain.working_days import WorkingDays, counted
from pipeline.model.partnership import Partnership
from pipeline.model.pay import Retainer

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Promise:
    """What is promised in one currency: for sure, at most on top of it, and as products."""

    currency: str
    sure: Decimal = Decimal()
    at_most: Decimal = Decimal()
    in_kind: Decimal = Decimal()

    def __add__(self, other: Promise) -> Promise:
        """Both together, of one currency."""
        return Promise(
            self.currency, self.sure + other.sure, self.at_most + other.at_most, self.in_kind + other.in_kind
        )


def promises(partnerships: Iterable[Partnership]) -> tuple[Promise, ...]:
    """All that some partnerships promise, one sum for each currency, in the order in which currencies come."""
    sums: dict[str, Promise] = {}
    for promise in (promise for partnership in partnerships for promise in _of(partnership)):
        sums[promise.currency] = sums.get(promise.currency, Promise(promise.currency)) + promise
    return tuple(sums.values())


def _of(pay: Partnership) -> Iterator[Promise]:
    if pay.fee:
        yield Promise(pay.fee.currency, sure=pay.fee.amount)
    if pay.retainer:
        yield Promise(pay.retainer.currency, sure=pay.retainer.amount * pay.retainer.months)
    if pay.commission and pay.commission.cap is not None:
        yield Promise(pay.commission.currency or "", at_most=pay.commission.cap)
    for bonus in pay.bonuses:
        yield Promise(bonus.currency, at_most=bonus.amount)
    if pay.expenses:
        yield Promise(pay.expenses.currency, at_most=pay.expenses.limit)
    for right in pay.rights:
        if right.amount is not None:
            yield Promise(right.currency or "", sure=right.amount)
    if pay.barter:
        yield Promise(pay.barter.currency, in_kind=pay.barter.value)


@dataclass(frozen=True)
class RetainerDates:
    """The last day of a retainer, and the first and the last day on which a month of it is paid."""

    ends: datetime.date
    first_paid: datetime.date
    last_paid: datetime.date


def retainer_dates(retainer: Retainer, work: WorkingDays | None = None) -> RetainerDates:
    """When a retainer ends and is paid: a month that starts on the 15th ends on the 14th."""
    paid = tuple(monthly(retainer, work))
    ends = _months_later(retainer.starts, retainer.months) - datetime.timedelta(days=1)
    return RetainerDates(ends, paid[0], paid[-1])


def monthly(retainer: Retainer, work: WorkingDays | None = None) -> Iterator[datetime.date]:
    """The day on which each month of a retainer is paid: the last working day up to its day of the month.

    Where no calendar covers it, banks rest on Saturdays and Sundays.
    """
    first = retainer.starts.replace(day=retainer.pay_day)
    days = (_months_later(first, month) for month in range(1, retainer.months + 1))
    return (counted(work, day + _DAY, 1, -_DAY) for day in days)


def _months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day of a later month, or the first of the one after where that month is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    try:
        return day.replace(year=day.year + years, month=month + 1)
    except ValueError:
        return _months_later(day.replace(day=1), months + 1)
