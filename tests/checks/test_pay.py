from __future__ import annotations

from pathlib import Path

import pytest
from samples import CAMPAIGN, MARKET, edit, load, said

from pipeline.checks.load import examine

PAYMENT = "payment: [{share: 50, at: advance}, {share: 50, at: payment}]"
LAST_LINE = "        stays_up_until: 2027-09-30\n"


def overridden(folder: Path, *lines: str) -> None:
    own = ["    overrides:", "      reason: {en: a first test, ru: первый тест}", *(f"      {line}" for line in lines)]
    edit(folder, CAMPAIGN, (LAST_LINE, LAST_LINE + "\n".join(own) + "\n"))


def test_a_plan_of_any_parts_is_right(minimal: Path) -> None:
    overridden(
        minimal,
        "payment_note: {en: 30% on signing, ru: 30 % при подписании}",
        "payment: [{share: 30, after: signing}, {amount: 25000.50, after: publish}, {on: 2027-05-01}]",
    )
    load(minimal)


@pytest.mark.parametrize(
    ("plan", "line"),
    [
        ("[{share: 50, after: approval}, {at: payment}]", 'markets.ru.schedule: no step "approval", when a part of the fee is paid (give it a date)'),
        ("[{amount: 100000, at: advance}, {at: payment}]", "partnerships.ivan.overrides.payment: part 2 of the fee comes to 0.00 RUB (give the parts before it less, or leave it out)"),
        ("[{amount: 0.125, at: advance}, {at: payment}]", "partnerships.ivan.overrides.payment: part 1 of the fee has more decimal places than RUB"),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_paid_is_refused(minimal: Path, plan: str, line: str) -> None:
    overridden(minimal, f"payment: {plan}")
    assert [found.split(": ", 1)[1] for found in said(minimal)] == [line]


def test_the_market_s_plan_is_refused_where_a_fee_leaves_it_without_a_part(minimal: Path) -> None:
    edit(minimal, MARKET, (PAYMENT, "payment: [{amount: 100000, at: advance}, {at: payment}]"))
    [line] = said(minimal)
    assert line.endswith("partnerships.ivan.fee.amount: part 2 of the fee comes to 0.00 RUB (give the parts before it less, or leave it out)")  # fmt: skip


@pytest.mark.parametrize("note", ["{en: 40% first, ru: сначала 50 %}", "{en: 50% first, ru: сначала 40 %}"])
def test_a_percentage_in_the_one_line_is_a_share_of_the_plan(minimal: Path, note: str) -> None:
    overridden(minimal, f"payment_note: {note}")
    [line] = said(minimal)
    assert line.endswith("says 40 %, and no part of the fee has that share (the shares are 50)")


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("{en: net 30 after the report, ru: до 30 дней после отчёта}", []),
        ("{en: 2 parts, ru: 2 части}", []),
        ("{en: half up front, ru: половина вперёд}", []),
        (
            "{en: net 45, ru: до 30 дней}",
            ["says 45, and the parts of the fee are paid within other numbers of days (the days are 30)"],
        ),
    ],
)
def test_days_in_the_one_line_are_those_of_the_plan(minimal: Path, note: str, said: list[str]) -> None:
    plan = "[{share: 50, at: advance}, {share: 50, after: publish, days: 30}]"
    overridden(minimal, f"payment: {plan}", f"payment_note: {note}")
    _, problems = examine(minimal)
    assert [str(found).rsplit("payment_note.en: ", 1)[-1] for found in problems] == said
