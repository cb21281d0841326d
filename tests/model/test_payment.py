from __future__ import annotations

from decimal import Decimal

import pytest
from samples import record, refused

from pipeline.model.base import Model
from pipeline.model.payment import Instalments


class Plan(Model):
    parts: Instalments


def plan(*parts: str) -> str:
    return "parts:\n" + "".join(f"  - {{{part}}}\n" for part in parts)


@pytest.mark.parametrize(
    "parts",
    [
        ["share: 100, at: payment"],
        ["share: 33.3, at: advance", "share: 66.7, at: payment"],
        ["share: 30, after: signing", "share: 30, after: approval, days: 5", "after: publish, days: 30"],
        ["amount: 500, on: 2027-03-01", "share: 20, after: report", "at: payment"],
        ["at: payment"],
    ],
)
def test_parts_that_are_the_whole_fee_are_a_plan(parts: list[str]) -> None:
    assert len(record(Plan, plan(*parts)).parts) == len(parts)


def test_a_part_without_share_and_amount_is_the_rest() -> None:
    first, last = record(Plan, plan("share: 30, at: advance", "at: payment")).parts
    assert (first.rest, first.share, last.rest) == (False, Decimal(30), True)


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (["share: 50, at: payment"], "parts: the shares add up to 50 %, not 100 %"),
        (["share: 60, at: advance", "share: 60, at: payment"], "parts: the shares add up to 120 %, not 100 %"),
        (["share: 100, at: advance", "at: payment"], "parts: the shares add up to 100 % and leave nothing for the last part"),
        (["at: advance", "share: 100, at: payment"], "parts: only the last part can be the rest (give each of the others a share or an amount)"),
        (["amount: 5, at: advance", "amount: 5, at: payment"], "parts: beside parts with an amount the last part is the rest (leave share: and amount: out of the last part)"),
        (["share: 100"], "parts.0: does not say when it is paid (write at: payment, after: report with days: 30, or on: and a day)"),
        (["share: 100, at: payment, on: 2027-03-01"], "parts.0.on: on and at name different times of payment (keep one of them)"),
        (["share: 100, amount: 5, at: payment"], "parts.0.amount: has a share and an amount (keep one of them)"),
        (["share: 100, at: payment, days: 30"], "parts.0.days: days after what? (write after: signing, approval, publish or report)"),
        (["share: 0, at: advance", "at: payment"], "parts.0.share: 0 is nothing to pay (leave out what is not paid)"),
    ],
)  # fmt: skip
def test_what_is_no_plan_is_refused(parts: list[str], line: str) -> None:
    assert [found.partition(": ")[2] for found in refused(Plan, plan(*parts))] == [line]
