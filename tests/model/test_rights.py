from __future__ import annotations

import datetime

import pytest
from samples import Change, record, refused

from pipeline.model.rights import Right

TEXT = """\
use: paid
channels: {en: VK Ads, ru: VK Реклама}
territory: {en: Russia, ru: Россия}
starts: 2027-03-10
ends: 2027-06-09
amount: 25000
currency: RUB
paid_by: 2027-03-31
renewal: {amount: 9000, days: 30}
"""


def test_a_right_is_bought_from_one_day_to_another() -> None:
    right = record(Right, TEXT)
    assert (right.starts, right.ends) == (datetime.date(2027, 3, 10), datetime.date(2027, 6, 9))


@pytest.mark.parametrize(
    "change",
    [
        ("ends: 2027-06-09", "ends: 2027-03-10"),
        ("amount: 25000\ncurrency: RUB\npaid_by: 2027-03-31\nrenewal: {amount: 9000, days: 30}\n", ""),
        ("renewal: {amount: 9000, days: 30}\n", ""),
    ],
)
def test_what_just_holds_is_accepted(change: Change) -> None:
    record(Right, TEXT, change)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("ends: 2027-06-09", "ends: ^2027-03-09"), "^ ends: 2027-03-09 is before 2027-03-10"),
        (("currency: RUB\n", ""), "money needs a currency (write currency: and its code)"),
        (("paid_by: 2027-03-31\n", ""), "amount: does not say when it is paid (write paid_by: and a day)"),
        (("amount: 9000", "amount: ^9.125"), "^ renewal.amount: 9.125 has more decimal places than RUB, which has 2 (if the point separates thousands, write 9125)"),
        (("use: paid", "use: ^ads"), '^ use: "ads" is not one of repost, paid, raw-files'),
    ],
)  # fmt: skip
def test_what_cannot_be_bought_is_refused(change: Change, line: str) -> None:
    [found] = refused(Right, TEXT, change)
    assert found.endswith(line)
