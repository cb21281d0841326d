from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from samples import record

from pipeline.domain.payment import parts
from pipeline.model.pay import Fee
from pipeline.model.payment import Instalment

DAYS = {"advance": datetime.date(2027, 2, 15), "publish": datetime.date(2027, 3, 16)}


def fee(amount: str, currency: str) -> Fee:
    return record(Fee, f"{{amount: {amount}, currency: {currency}, taxes: {{en: none, ru: нет}}}}")


def plan(*typed: str) -> list[Instalment]:
    return [record(Instalment, f"{{{part}}}") for part in typed]


@pytest.mark.parametrize(
    ("amount", "currency", "typed", "expected"),
    [
        ("6400", "USD", ["share: 30, at: advance", "share: 30, after: publish", "after: report"], ["1920", "1920", "2560"]),
        ("100", "EUR", ["share: 33.3, at: advance", "share: 33.3, at: advance", "at: payment"], ["33.3", "33.3", "33.4"]),
        ("3250.75", "BYN", ["share: 50, at: advance", "at: payment"], ["1625.38", "1625.37"]),
        ("100001", "JPY", ["share: 50, at: advance", "share: 50, at: payment"], ["50001", "50000"]),
        ("1000", "USD", ["amount: 250.5, at: advance", "share: 50, at: advance", "at: payment"], ["250.5", "500", "249.5"]),
        ("100", "USD", ["amount: 150, at: advance", "at: payment"], ["150", "-50"]),
    ],
)  # fmt: skip
def test_parts_are_paid_to_the_smallest_coin_and_add_up(
    amount: str, currency: str, typed: list[str], expected: list[str]
) -> None:
    found = [part.amount for part in parts(fee(amount, currency), plan(*typed), DAYS)]
    assert found == [Decimal(part) for part in expected]
    assert sum(found) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("at: advance", "2027-02-15"),
        ("after: publish", "2027-03-16"),
        ("after: publish, days: 30", "2027-04-15"),
        ("on: 2027-05-01", "2027-05-01"),
        ("after: signing, days: 5", None),
    ],
)
def test_a_part_has_the_day_of_what_it_waits_for(typed: str, day: str | None) -> None:
    [part] = parts(fee("100", "USD"), plan(typed), DAYS)
    assert part.date == (day and datetime.date.fromisoformat(day))
