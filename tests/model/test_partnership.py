from __future__ import annotations

import datetime
import textwrap

import pytest
from samples import CAMPAIGN, Change, content, record, refused

from pipeline.model.partnership import Partnership

TEXT = textwrap.dedent(content(CAMPAIGN).partition("  ivan:\n")[2])
SECOND = '      - {date: 2027-03-16, time: "12:00", erid: "2VtzqAbCd2"}\n'


def test_a_partnership_is_what_was_agreed() -> None:
    partnership = record(Partnership, TEXT)
    [deliverable] = partnership.deliverables
    assert (partnership.number, partnership.fee.amount, partnership.tracking.window_days) == ("001", 100_000, 7)
    assert [post.date for post in deliverable.publish] == [datetime.date(2027, 3, 9), datetime.date(2027, 3, 16)]
    assert (deliverable.language, deliverable.parts, deliverable.length, partnership.overrides) == (None,) * 4


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("{date: 2027-03-16,", "{date: 2027-03-16, until: ^2027-03-15,"), "^ deliverables.0.publish.1.until: 2027-03-15 is before 2027-03-16"),
        (("count: 2", "count: 3"), "deliverables.0.publish: 3 posts, but 2 publication dates (give one date for each post, or one window for all)"),
        (("{date: 2027-03-16", "{date: ^2027-10-01"), "^ deliverables.0.publish.1.date: goes out on 2027-10-01, after the day it may come down (2027-09-30)"),
        (("count: 2", "count: ^0"), "^ deliverables.0.count: 0 is below 1"),
        (("kind: test", "kind: ^tests"), "^ term.kind: \"tests\" is not one of test, long-term (did you mean \"test\"?)"),
        (("amount: 100000", "amount: ^-1"), "^ fee.amount: -1 is below 0"),
        (("currency: RUB", "currency: ^rub"), '^ fee.currency: "rub" does not have the expected form (write the three letters of ISO 4217, such as RUB)'),
    ],
)  # fmt: skip
def test_what_cannot_be_agreed_is_refused(change: Change, line: str) -> None:
    assert any(found.endswith(line) for found in refused(Partnership, TEXT, change))


@pytest.mark.parametrize(
    "change",
    [
        ("{date: 2027-03-16,", "{date: 2027-03-16, until: 2027-03-16,"),
        (SECOND, ""),
        ("{date: 2027-03-16", "{date: 2027-09-30"),
        ("count: 2", "count: 2\n    length: {low: 30, high: 45}\n    aspect: '9:16'\n    parts: 3"),
    ],
)
def test_what_just_holds_is_accepted(change: Change) -> None:
    record(Partnership, TEXT, change)
