from __future__ import annotations

from pathlib import Path

import pytest
from agreements import AGREEMENTS, reviewed
from decisions import accept, approve, approve_all, refused, run, status
from result_files import FINAL, RATES, write
from samples import CAMPAIGN, MARKET, archived, edit, wrong

END = ("--on", "2027-05-20", "--evidence", "mail of May 20")
CLOSE = ("close", "dawn", "--by", "bo", *END, "--keep-until", "2029-01-01")
STOP = ("stop", "dawn", "--by", "ada", *END, "--reason", "en=No lamps.", "--reason", "ru=Нет ламп.")
REVIEW = """\
review:
  ru:
    better_than_agreed: {en: Orders., ru: Заказы.}
    signed_by: bo
"""
MID = """\
  - step: mid-campaign
    planned: 2027-03-12
    held: 2027-03-12
    question: {en: What can move?, ru: Что можно поменять?}
    outcome: {en: Nothing., ru: Ничего.}
approvals:"""
COUNTED = FINAL.replace("date: 2027-02-01", "date: 2027-01-20")
"""Final results by a rate that was agreed before anybody approved."""
KEPT = """\
kept:
  - {partnership: ivan, promise: payment, on: 2027-04-01, evidence: "payment order 1"}
  - {partnership: ivan, promise: advance, on: 2027-02-01, evidence: "payment order 2"}
  - {partnership: ivan, promise: answer, on: 2027-05-10, evidence: "mail of May 10"}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project whose campaign is in force by its records."""
    folder = reviewed(tmp_path / "project")
    edit(folder, CAMPAIGN, tuple(each.replace("2027-02-01", "2027-01-20") for each in RATES))
    approve_all(folder)
    accept(folder)
    assert run(folder, "kickoff", "dawn", "--on", "2027-01-29").exit_code == 0
    edit(folder, CAMPAIGN, ("status: in-review", "status: in-force"))
    assert status(folder)["status"] == "in-force"
    return folder


def everything_kept(folder: Path) -> None:
    write(folder, COUNTED + REVIEW)
    edit(folder, AGREEMENTS, ("approvals:", MID))
    with (folder / AGREEMENTS).open("a", encoding="utf-8") as file:
        file.write(KEPT)


@pytest.mark.long
def test_a_campaign_is_closed_once_everything_is_kept(folder: Path) -> None:
    lines = refused(folder, run(folder, *CLOSE))
    assert [line.removeprefix("ends.0: ").partition(" (")[0] for line in lines] == [
        "1.0 is not archived: nothing locks what it says",
        "no record says that ivan was paid on 2027-02-15",
        "no record says that ivan was paid on 2027-04-09",
        "no record says that ivan was told what comes next",
        "the checkpoint mid-campaign was neither held nor skipped",
        "the results are not final",
    ]
    everything_kept(folder)
    archived(folder)
    assert "next: type briefs close dawn: it says what is missing" in run(folder, "status", "dawn").stdout
    done = run(folder, *CLOSE)
    assert done.exit_code == 0, done.output
    assert "status: closed" in done.stdout
    assert status(folder)["status"] == "closed"
    assert wrong(folder) == []


def test_each_partnership_goes_on_by_what_is_on_record(folder: Path) -> None:
    def now() -> str:
        return str(status(folder)["partnerships"]["ivan"]["status"])

    assert now() == "accepted"
    write(folder, COUNTED.replace("as_of: final", "as_of: interim"))
    assert now() == "delivered"
    everything_kept(folder)
    assert now() == "decided"
    edit(folder, AGREEMENTS, (KEPT.splitlines()[3] + "\n", ""))
    assert now() == "paid"
    edit(folder, AGREEMENTS, (KEPT.splitlines()[1] + "\n", ""))
    assert now() == "measured"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("--by bo", "--by ada", "ada does not answer for the primary metric (bo closes it)"),
        ("2029-01-01", "2028-03-09", "2028-03-09 is less than a year after the last post comes down (write "),
        ("--by bo", "--by nobody", 'no person "nobody"'),
    ],
)
def test_who_closes_and_until_when_it_is_kept(folder: Path, old: str, new: str, expected: str) -> None:
    everything_kept(folder)
    before = (folder / AGREEMENTS).read_bytes()
    lines = refused(
        folder, run(folder, *"\0".join(CLOSE).replace(old.replace(" ", "\0"), new.replace(" ", "\0")).split("\0"))
    )
    assert any(expected in line for line in lines), lines
    assert (folder / AGREEMENTS).read_bytes() == before


def test_a_market_s_review_is_signed_before_the_end(folder: Path) -> None:
    everything_kept(folder)
    write(folder, COUNTED + REVIEW.replace("    signed_by: bo\n", ""))
    assert any("nobody has signed the review of ru" in line for line in refused(folder, run(folder, *CLOSE)))


def test_what_is_not_in_force_is_not_closed(tmp_path: Path) -> None:
    folder = reviewed(tmp_path / "project")
    lines = refused(folder, run(folder, *CLOSE))
    assert lines == ["it is in-review: only what is in force is closed (what never began is stopped)"]


def test_a_campaign_is_stopped_by_its_owner_who_says_what_is_paid(folder: Path) -> None:
    lines = refused(folder, run(folder, *STOP))
    assert [line.partition(": ")[2] for line in lines] == [
        "nothing says what ivan is paid by the terms for cancellation (write 0 where nothing is owed)"
    ]
    other = refused(folder, run(folder, *(word if word != "ada" else "cy" for word in STOP), "--pays", "ivan=0"))
    assert any("cy does not own this campaign (ada stops it)" in line for line in other)
    done = run(folder, *STOP, "--pays", "ivan=50000")
    assert done.exit_code == 0, done.output
    assert "amount: 50000, currency: RUB" in done.stdout.replace("\n+", "").replace("  ", " ") or "50000" in done.stdout
    assert status(folder)["status"] == "stopped"
    assert "next: nothing: 1.0 has ended" in run(folder, "status", "dawn").stdout


def test_what_never_began_is_stopped_without_pay(tmp_path: Path) -> None:
    folder = reviewed(tmp_path / "project", status="draft")
    assert run(folder, *STOP).exit_code == 0
    assert status(folder)["status"] == "stopped"


@pytest.mark.parametrize("typed", ["ivan=many", "ivan", "ivan=-5"])
def test_an_amount_that_is_none_is_wrong_usage(folder: Path, typed: str) -> None:
    found = run(folder, *STOP, "--pays", typed)
    assert (found.exit_code, "is no amount of a partnership" in found.output) == (2, True), found.output


def test_who_is_paid_is_a_partnership_of_the_campaign(folder: Path) -> None:
    found = run(folder, *STOP, "--pays", "iwan=5")
    assert (found.exit_code, 'no partnership "iwan"' in found.output) == (2, True), found.output


def test_after_the_end_nothing_more_is_agreed(folder: Path) -> None:
    assert run(folder, *STOP, "--pays", "ivan=0").exit_code == 0
    expected = "1.0 is stopped since 2027-05-20 (raise version and issued: that is a new draft)"
    for result in (
        approve(folder, "money"),
        run(folder, "kickoff", "dawn", "--on", "2027-05-21"),
        run(folder, "send", "dawn", "--on", "2027-05-21", "--to", "ivan", "--way", "mail"),
        run(folder, *CLOSE),
        run(folder, *STOP, "--pays", "ivan=0"),
    ):
        assert refused(folder, result) == [expected]


@pytest.mark.long
def test_the_end_is_no_change_of_what_was_archived(folder: Path) -> None:
    archived(folder)
    everything_kept(folder)
    assert run(folder, *CLOSE).exit_code == 0
    assert run(folder, "check").exit_code == 0
    edit(folder, CAMPAIGN, ("status: in-force", "status: closed"))
    assert run(folder, "check").exit_code == 0
    edit(folder, CAMPAIGN, ("fee: {amount: 100000", "fee: {amount: 130000"))
    found = run(folder, "check")
    assert (found.exit_code, "changed since version 1.0 was archived" in found.output) == (1, True), found.output


@pytest.mark.long
def test_a_campaign_without_records_ends_as_it_is_typed(folder: Path) -> None:
    (folder / AGREEMENTS).unlink()
    archived(folder)
    edit(folder, CAMPAIGN, ("status: in-force", "status: stopped"))
    assert run(folder, "check").exit_code == 0
    assert MARKET and status(folder)["status"] == "stopped"
