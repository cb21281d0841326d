from __future__ import annotations

import datetime
import textwrap
from decimal import Decimal

import pytest
from samples import CAMPAIGN, content, record

from pipeline.domain.pay import Promise, monthly, promises, retainer_dates
from pipeline.domain.working_days import WorkingDays
from pipeline.model.calendar import Calendar, DayOff, Span
from pipeline.model.partnership import Partnership
from pipeline.model.pay import Retainer

TAXES = "taxes: {en: included, ru: включая налоги}"
FEE = f"fee: {{amount: 100.50, currency: USD, {TAXES}}}\n"
RETAINER = (
    f"{{amount: 1500, currency: USD, {TAXES}, starts: 2027-03-01, months: 6, pay_day: 5, work: {{en: a, ru: б}}}}"
)
REST = """\
commission: {rate: 10, base: {en: a, ru: б}, window_days: 30, cap: 5000, currency: EUR, paid: {en: a, ru: б}}
bonuses:
  - {metric: cpa, threshold: 9, counted_by: 2027-05-12, amount: 500, currency: USD, paid_by: 2027-05-31}
  - {metric: cpa, threshold: 8, counted_by: 2027-05-12, amount: 250, currency: USD, paid_by: 2027-05-31}
barter: {product: {en: a lamp, ru: лампа}, value: 120, currency: EUR}
expenses: {covers: {en: a studio, ru: студия}, limit: 300, currency: USD}
"""
RIGHT = """\
rights:
  - use: paid
    channels: {en: a, ru: б}
    territory: {en: a, ru: б}
    starts: 2027-03-10
    ends: 2027-06-09
    amount: 70
    currency: EUR
    paid_by: 2027-03-31
"""
PARTNERSHIP = textwrap.dedent(content(CAMPAIGN).partition("  ivan:\n")[2])


def partnership(pay: str) -> Partnership:
    [fee] = [line for line in PARTNERSHIP.split("\n") if line.startswith("fee:")]
    return record(Partnership, PARTNERSHIP, (f"{fee}\n", pay))


def test_all_kinds_of_pay_are_one_sum_for_each_currency() -> None:
    agreed = [partnership(f"{FEE}retainer: {RETAINER}\n{REST}{RIGHT}"), partnership(FEE)]
    assert promises(agreed) == (
        Promise("USD", sure=Decimal("9201.00"), at_most=Decimal(1050)),
        Promise("EUR", sure=Decimal(70), at_most=Decimal(5000), in_kind=Decimal(120)),
    )


def test_a_commission_without_a_cap_promises_no_sum() -> None:
    text = "commission: {rate: 10, base: {en: a, ru: б}, window_days: 30, paid: {en: a, ru: б}}\n"
    assert promises([partnership(text)]) == ()


@pytest.mark.parametrize(
    ("starts", "months", "pay_day", "expected"),
    [
        ("2027-03-01", 6, 5, ("2027-08-31", "2027-04-05", "2027-09-03")),
        ("2027-11-15", 3, 28, ("2028-02-14", "2027-12-28", "2028-02-28")),
        ("2027-01-31", 1, 1, ("2027-02-28", "2027-02-01", "2027-02-01")),
        ("2027-12-01", 1, 10, ("2027-12-31", "2028-01-10", "2028-01-10")),
    ],
)
def test_a_retainer_ends_before_its_day_of_the_month_and_is_paid_in_the_next(
    starts: str, months: int, pay_day: int, expected: tuple[str, ...]
) -> None:
    text = RETAINER.replace("2027-03-01", starts).replace("months: 6", f"months: {months}")
    found = retainer_dates(record(Retainer, text.replace("pay_day: 5", f"pay_day: {pay_day}")))
    assert (found.ends, found.first_paid, found.last_paid) == tuple(map(datetime.date.fromisoformat, expected))


def test_a_month_of_a_retainer_is_paid_on_no_day_off() -> None:
    text = RETAINER.replace("2027-03-01", "2027-11-01").replace("months: 6", "months: 3")
    days = [datetime.date(2027, 12, 3), datetime.date(2028, 1, 5), datetime.date(2028, 2, 4)]
    assert list(monthly(record(Retainer, text))) == days
    holiday = Calendar.model_construct(
        covers=Span.model_construct(first=datetime.date(2028, 1, 1), last=datetime.date(2028, 12, 31)),
        weekend=("sat", "sun"),
        off=(DayOff.model_construct(date=datetime.date(2028, 1, 5)),),
        working_weekends=(),
    )
    # Its calendar covers the last two of them.
    work = WorkingDays("a", holiday)
    assert list(monthly(record(Retainer, text), work)) == [days[0], datetime.date(2028, 1, 4), days[2]]
