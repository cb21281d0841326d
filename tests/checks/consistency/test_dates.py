from __future__ import annotations

from pathlib import Path

import pytest
from samples import CAMPAIGN, Change, edit, wrong

from pipeline.checks import load, warnings

FIRST, LAST = "date: 2027-03-09, time", "date: 2027-03-16, time"
PAYMENT = "payment, date: 2027-04-09"
OWN = """\
        stays_up_until: 2027-09-30
    overrides:
      reason: {en: a, ru: а}
      payment: [{share: 100, at: advance}]
"""


def found(folder: Path, *changes: Change) -> list[str]:
    edit(folder, CAMPAIGN, *changes)
    return [line.partition(": ")[2] for line in wrong(folder)]


@pytest.mark.parametrize(("day", "time", "refused"), [
    ("2027-02-24", "22:00", False),
    ("2027-02-24", "21:59", True),
    ("2027-02-25", "00:00", False),
    ("2027-02-23", "23:59", True),
])  # fmt: skip
def test_a_post_and_a_step_are_compared_by_the_instant(minimal: Path, day: str, time: str, refused: bool) -> None:
    # The draft is due at 18:00 in Moscow, which is 22:00 in Novosibirsk.
    assert bool(found(minimal, ('date: 2027-03-09, time: "12:00"', f'date: {day}, time: "{time}"'))) is refused


def test_a_post_without_a_time_is_compared_by_its_day(minimal: Path) -> None:
    assert found(minimal, ('date: 2027-03-09, time: "12:00"', "date: 2027-02-24")) == []


def test_of_several_drafts_the_first_comes_before_the_posts(minimal: Path) -> None:
    second = (
        "      - {milestone: payment",
        "      - {milestone: draft, date: 2027-03-12}\n      - {milestone: payment",
    )
    assert found(minimal, second) == []


def test_a_payment_that_no_terms_promise_may_be_anywhere(minimal: Path) -> None:
    early = (PAYMENT, "payment, date: 2027-03-10")
    [line] = found(minimal, early)
    assert line.endswith(
        'after the step "payment" (2027-03-10) (write a day up to 2027-03-10, or move the step in markets: ru: schedule:)'
    )
    assert found(minimal, ("        stays_up_until: 2027-09-30\n", OWN)) == []


def test_only_the_last_post_of_a_partnership_is_told(minimal: Path) -> None:
    [line] = found(minimal, (PAYMENT, "payment, date: 2027-03-01"))
    assert line.startswith("partnerships.ivan.deliverables.0.publish.1.date: goes out on 2027-03-16")


def test_ranges_may_be_agreed_on_the_day_of_the_first_post(minimal: Path) -> None:
    assert found(minimal, ("agreed: 2027-01-20", "agreed: 2027-03-09")) == []


def test_a_version_with_results_may_be_issued_after_everything(minimal: Path) -> None:
    edit(minimal, CAMPAIGN, ("issued: 2027-02-01", "issued: 2028-02-01"))
    assert [item.where for item in warnings.warnings(load.load(minimal))] == ["issued"]
    results = "    results:\n      cpa: {value: 10, currency: USD, posts: 2, measured: 2027-06-12}\n    schedule:\n"
    edit(minimal, CAMPAIGN, ("    schedule:\n", results))
    assert warnings.warnings(load.load(minimal)) == []


@pytest.mark.parametrize(("day", "refused"), [("2027-02-12", False), ("2027-02-15", True)])
def test_a_brief_is_answered_before_the_first_step_that_waits_for_a_yes(minimal: Path, day: str, refused: bool) -> None:
    edit(minimal, CAMPAIGN, ("    schedule:\n", f"    reply_by: {day}\n    schedule:\n"))
    assert any("creators answer by" in line for line in wrong(minimal)) is refused


def test_a_trial_needs_a_day_on_which_it_begins_and_room_before_the_draft(minimal: Path) -> None:
    edit(minimal, CAMPAIGN, ("    schedule:\n", "    trial_days: 14\n    schedule:\n"))
    assert any("a trial of 14 days, but no step says when it begins" in line for line in wrong(minimal))
    edit(minimal, CAMPAIGN, ("    schedule:\n", "    schedule:\n      - {milestone: product, date: 2027-02-12}\n"))
    assert any("a trial of 14 days, but 12 between" in line for line in wrong(minimal))
    edit(minimal, CAMPAIGN, ("trial_days: 14", "trial_days: 12"))
    assert not any("a trial of" in line for line in wrong(minimal))
