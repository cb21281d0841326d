from __future__ import annotations

import pytest
from samples import record, refused

from pipeline.model.pay import Pay

TAXES = "taxes: {en: included, ru: включая налоги}"
FEE = f"fee: {{amount: 100, currency: USD, {TAXES}}}\n"
RETAINER = f"""\
retainer:
  {{amount: 1500, currency: USD, {TAXES}, starts: 2027-03-01, months: 6, pay_day: 5, work: {{en: a Reel, ru: рилс}}}}
"""
COMMISSION = """\
commission:
  rate: 10
  base: {en: orders by link, ru: заказы по ссылке}
  window_days: 30
  cap: 5000
  currency: EUR
  paid: {en: monthly, ru: каждый месяц}
"""
BONUS = """\
bonuses:
  - {metric: cpa, threshold: 9, counted_by: 2027-05-12, amount: 500, currency: USD, paid_by: 2027-05-31}
"""
BARTER = "barter: {product: {en: a lamp, ru: лампа}, value: 120, currency: GBP, size: {en: M, ru: M}}\n"
EXPENSES = "expenses: {covers: {en: a studio, ru: студия}, limit: 300, currency: USD}\n"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (FEE, ("fee",)),
        (RETAINER, ("retainer",)),
        (COMMISSION, ("commission",)),
        (BONUS, ("bonuses",)),
        (BARTER, ("barter",)),
        (EXPENSES + BONUS + FEE, ("fee", "bonuses", "expenses")),
        (BARTER + COMMISSION + RETAINER, ("retainer", "commission", "barter")),
    ],
)
def test_pay_is_of_any_kinds_the_weightiest_first(text: str, kinds: tuple[str, ...]) -> None:
    assert record(Pay, text).kinds == kinds


NOTHING = "does not say what the creator gets (write fee:, or else retainer:, commission:, bonuses: or barter:)"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{}", NOTHING),
        (EXPENSES, NOTHING),
        (FEE.replace("100,", "0,"), "fee.amount: 0 is nothing to pay (leave out what is not paid)"),
        (BARTER.replace("120,", "0,"), "barter.value: 0 is nothing to pay (leave out what is not paid)"),
        (BARTER.replace("120,", "120.555,"), "barter.value: 120.555 has more decimal places than GBP, which has 2 (if the point separates thousands, write 120555)"),
        (RETAINER.replace("months: 6", "months: 0"), "retainer.months: 0 is below 1"),
        (RETAINER.replace("pay_day: 5", "pay_day: 31"), "retainer.pay_day: 31 is above 28"),
        (COMMISSION.replace("rate: 10", "rate: 101"), "commission.rate: 101 is above 100"),
        (COMMISSION.replace("  currency: EUR\n", ""), "commission.cap: only a cap needs a currency here"),
        (COMMISSION.replace("  cap: 5000\n", ""), "commission.currency: only a cap needs a currency here"),
        (BONUS.replace("05-31", "05-01"), "bonuses.0.paid_by: 2027-05-01 is before 2027-05-12, when the result is counted"),
        (BONUS.replace("500,", "6.500,"), 'bonuses.0.amount: "6.500" reads as 6500 to some people and as 6.5 to others (write 6500 or 6.5)'),
    ],
)  # fmt: skip
def test_what_is_no_pay_is_refused(text: str, line: str) -> None:
    [found] = refused(Pay, text)
    assert found.endswith(line)
