from __future__ import annotations

from pathlib import Path

import pytest
from samples import CAMPAIGN, MARKET, edit, load

from pipeline.checks import warnings
from pipeline.reading.project import Project


@pytest.mark.parametrize(("currency", "told"), [("RUB", False), ("EUR", True)])
def test_a_fee_is_in_the_currency_of_its_market(minimal: Path, currency: str, told: bool) -> None:
    edit(minimal, CAMPAIGN, ("amount: 100000, currency: RUB", f"amount: 1000, currency: {currency}"))
    found = [str(item).partition(": ")[2] for item in warnings.warnings(load(minimal))]
    line = "partnerships.ivan.fee.currency: paid in EUR, while the market ru pays in RUB (write RUB, unless another currency was agreed)"
    assert found == ([line] if told else [])


NOTE = "payment_note: {en: half up front, ru: половина вперёд}"


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("{en: net 30 from the last post, ru: 30 дней после последнего поста}", False),
        ("{en: net 14 from the last post, ru: 14 дней после последнего поста}", True),
        ("{en: 50% at the start, ru: 50 % в начале}", False),
        ("{en: in 2 parts, ru: в 2 частях}", False),
        ("{en: half at once and half in 14 to 20 days, ru: сразу половина и половина через 14–20 дней}", False),
    ],
)
def test_the_day_of_the_last_payment_is_within_the_days_that_the_terms_promise(
    minimal: Path, note: str, told: bool
) -> None:
    edit(minimal, MARKET, (NOTE, f"payment_note: {note}"))
    found = [str(item).partition(": ")[2] for item in warnings.warnings(load(minimal))]
    line = "markets.ru.schedule.2.date: 2027-04-09 is 24 days after 2027-03-16, and the terms say 14 (move the payment, or say what was agreed in payment_note:)"
    assert found == ([line] if told else [])


def test_the_days_count_from_the_report_where_there_is_one(minimal: Path) -> None:
    edit(minimal, MARKET, (NOTE, "payment_note: {en: net 14 from the report, ru: 14 дней после отчёта}"))
    step = '      - {milestone: payment, date: 2027-04-09, time: "18:00"}'
    edit(minimal, CAMPAIGN, (step, f'      - {{milestone: report, date: 2027-03-26, time: "18:00"}}\n{step}'))
    assert warnings.warnings(load(minimal)) == []


def test_the_days_of_the_sample_agree_with_its_payments(project: Project) -> None:
    found = [item.message for item in warnings.warnings(project)]
    assert [message for message in found if "and the terms say" in message] == []
