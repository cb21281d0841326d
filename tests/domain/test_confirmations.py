from __future__ import annotations

from pathlib import Path

import pytest
from agreements import AGREEMENTS, reviewed
from decisions import run, status
from samples import CAMPAIGN, edit

from pipeline.checks import load
from pipeline.domain.approvals import CampaignAgreements
from pipeline.domain.confirmations import Reply, replies

FROM, TO = "agreed: {en: Orders from good posts.", "agreed: {en: Orders from many posts."
RANGE = ("cpa: {low: 9, high: 12", "cpa: {low: 9, high: 12.5")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A draft whose recap everybody has confirmed by command."""
    folder = reviewed(tmp_path / "project", status="draft")
    confirm_all(folder)
    return folder


def confirm_all(folder: Path) -> None:
    for person, code in status(folder)["recaps"].items():
        given = ("--by", person, "--scope", "recap", "--code", code, "--on", "2027-01-15", "--evidence", "mail")
        done = run(folder, "approve", "dawn", *given)
        assert done.exit_code == 0, done.output


def found(folder: Path, *, to_all: bool) -> dict[str, Reply]:
    agreed = CampaignAgreements(load.load(folder), "dawn")
    return {each.party: each for each in replies(agreed, to_all=to_all)}


def states(folder: Path, *, to_all: bool = True) -> dict[str, str]:
    return {party: each.state for party, each in found(folder, to_all=to_all).items()}


def test_a_yes_names_what_the_recap_says(folder: Path) -> None:
    assert states(folder) == {"ada": "confirmed", "cy": "confirmed", "ivan": "confirmed"}
    assert [each["message"] for each in status(folder)["missing"]] == []


def test_a_recap_that_changes_in_a_draft_is_confirmed_again(folder: Path) -> None:
    edit(folder, CAMPAIGN, RANGE)
    assert set(states(folder).values()) == {"fell"}
    missing = status(folder)["missing"]
    assert [each["awaited"] for each in missing] == ["cy", "ivan", "ada"]
    changed = "the recap has changed since cy confirmed it: markets.ru.targets.cpa.high (12 → 12.5) "
    assert missing[0]["message"].startswith(changed)
    assert "    x ada: confirmed something else, 2027-01-15, " in run(folder, "status", "dawn").stdout
    confirm_all(folder)
    assert set(states(folder).values()) == {"confirmed"}


def test_pay_that_changes_is_confirmed_again_by_its_creator_alone(folder: Path) -> None:
    edit(folder, CAMPAIGN, ("fee: {amount: 100000", "fee: {amount: 130000"))
    assert states(folder) == {"ada": "confirmed", "cy": "confirmed", "ivan": "fell"}


def test_from_the_review_on_ranges_are_approved_by_scope_and_answers_still_confirmed(folder: Path) -> None:
    edit(folder, CAMPAIGN, RANGE, ("status: draft", "status: in-review"))
    assert set(states(folder, to_all=False).values()) == {"confirmed"}
    edit(folder, AGREEMENTS, (FROM, TO))
    lines = run(folder, "check", "dawn").stderr.splitlines()
    changed = "status: the recap has changed since {} confirmed it: alignment.answers.accomplish.agreed.en ("
    assert [changed.format(who) in line for who, line in zip(("ada", "cy", "ivan"), lines[:3], strict=True)] == [
        True
    ] * 3


def test_a_code_that_nobody_was_sent_is_no_yes_to_a_draft(tmp_path: Path) -> None:
    folder = reviewed(tmp_path / "project", status="draft")
    replied = found(folder, to_all=True)["ada"]
    assert (replied.state, replied.why, replied.bound) == ("fell", None, False)


def test_the_code_of_an_older_recap_says_what_changed(folder: Path) -> None:
    old = status(folder)["recaps"]["cy"]
    edit(folder, CAMPAIGN, RANGE)
    given = ("--by", "cy", "--scope", "recap", "--code", old, "--on", "2027-01-16", "--evidence", "mail")
    said = run(folder, "approve", "dawn", *given)
    assert said.exit_code == 1
    assert "recap:cy changed: markets.ru.targets.cpa.high (12 → 12.5)" in said.stderr
