from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from agreements import AGREEMENTS, CONTENTS, reviewed
from click.testing import CliRunner
from decisions import DAY, accept, approve, approve_all, code, refused, run, sent, status
from samples import CAMPAIGN, CREATOR, edit

from pipeline.base import locks
from pipeline.checks import load
from pipeline.cli.main import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return reviewed(tmp_path / "project")


@pytest.mark.long
def test_a_campaign_goes_from_review_to_kick_off_by_commands(folder: Path) -> None:
    assert status(folder)["status"] == "in-review"
    approve_all(folder)
    assert status(folder)["status"] == "approved"
    assert status(folder)["missing"][0]["awaited"] == "ivan"
    early = refused(folder, accept(folder, send=False))
    assert early == ["no record says that ivan was sent 1.0 (type briefs send dawn --on DATE)"]
    sent(folder)
    assert status(folder)["partnerships"]["ivan"]["status"] == "sent"
    assert accept(folder).exit_code == 0
    assert status(folder)["partnerships"]["ivan"]["status"] == "accepted"
    assert run(folder, "kickoff", "dawn", "--on", "2027-01-29").exit_code == 0
    assert status(folder)["status"] == "kicked-off"
    assert status(folder)["missing"] == []
    edit(folder, CAMPAIGN, ("status: in-review", "status: in-force"))
    assert status(folder)["status"] == "in-force"


def test_what_was_written_is_shown_and_the_rest_of_the_file_stays(folder: Path) -> None:
    before = (folder / AGREEMENTS).read_text(encoding="utf-8")
    done = approve(folder, "money")
    money = code(folder, "money")
    entry = f'person: bo, scope: money, version: "1.0", code: "{money}", on: 2027-01-25, evidence: "mail about money"'
    shown = f"wrote {AGREEMENTS}\n+ approvals:  # briefs approve adds them\n+   - {{{entry}}}\n"
    after = (folder / AGREEMENTS).read_text(encoding="utf-8")
    assert done.stdout.replace("\n+     ", " ") == shown or done.stdout.startswith(f"wrote {AGREEMENTS}\n+ approvals:")
    assert after.startswith(before.partition("approvals:")[0])
    assert after.endswith(before.partition("adds them\n")[2])


def test_a_fee_that_changes_takes_back_what_was_approved_of_it_and_says_so(folder: Path) -> None:
    approve_all(folder)
    accept(folder)
    old = code(folder, "money")
    edit(folder, CAMPAIGN, ("fee: {amount: 100000", "fee: {amount: 130000"))
    found = status(folder)
    assert found["status"] == "in-review"
    money, ivan = found["scopes"]["money"], found["partnerships"]["ivan"]["reply"]
    change = {"file": CAMPAIGN, "field": "partnerships.ivan.fee.amount", "was": "100000", "now": "130000"}
    assert [each["state"] for each in money["decisions"]] == ["fell"]
    assert (money["decisions"][0]["changed"], ivan["changed"]) == ([change], [change])
    states = {scope: [each["state"] for each in said["decisions"]] for scope, said in found["scopes"].items()}
    assert states["message"] == states["market:ru"] == ["approved"]
    lines = run(folder, "status", "dawn").stdout
    assert f"        {CAMPAIGN}: partnerships.ivan.fee.amount: 100000 → 130000" in lines
    edit(folder, CAMPAIGN, ('version: "1.0"', 'version: "1.1"'))
    expected = (
        f"{old} is the code of version 1.0; 1.1 is {code(folder, 'money')}: "
        "money changed: partnerships.ivan.fee.amount (100000 → 130000)"
    )
    assert refused(folder, approve(folder, "money", code=old)) == [expected]


def test_the_same_content_again_is_approved_again(folder: Path) -> None:
    approve_all(folder)
    edit(folder, CAMPAIGN, ("fee: {amount: 100000", "fee: {amount: 130000"))
    assert status(folder)["status"] == "in-review"
    edit(folder, CAMPAIGN, ("fee: {amount: 130000", "fee: {amount: 100000"))
    assert status(folder)["status"] == "approved"


@pytest.mark.parametrize(
    ("scope", "by", "other", "expected"),
    [
        ("money", "bo", {"code": "0000-0000"}, "0000-0000 is not the code of money in 1.0: that is "),
        ("money", "bo", {"code": "K7Q2"}, '"K7Q2" is not the code of any content '),
        ("money", "dee", {}, "approvals.0.person: dee may not approve money "),
        ("money", "ada", {}, "approvals.0.person: ada owns this campaign; someone else approves its money"),
        ("message", "dee", {"on": "2027-01-19"}, "approvals.0.on: 2027-01-19 is before 2027-01-20, the day of the "),
        ("words", "dee", {}, "nobody approves words: a change of them is a notice only"),
        ("partnership:ivan", "bo", {}, "bo may not accept the brief of ivan "),
    ],
)
def test_what_may_not_be_approved_is_refused_with_the_reason(
    folder: Path, scope: str, by: str, other: dict[str, str], expected: str
) -> None:
    before = (folder / AGREEMENTS).read_bytes()
    lines = refused(folder, approve(folder, scope, by, **other))
    assert [line.startswith(expected) for line in lines] == [True], lines
    assert (folder / AGREEMENTS).read_bytes() == before
    assert not (folder / CONTENTS).exists()


def test_evidence_is_printed_in_each_language_or_as_it_was_typed(folder: Path) -> None:
    given = ("--by", "bo", "--scope", "money", "--code", code(folder, "money"), "--on", DAY)
    half = run(folder, "approve", "dawn", *given, "--evidence", "en=a mail")
    assert refused(folder, half) == ["approvals.0.evidence: no text in ru"]
    done = run(folder, "approve", "dawn", *given, "--evidence", "en=a mail", "--evidence", "ru=письмо")
    assert done.exit_code == 0, done.output
    assert status(folder)["scopes"]["money"]["decisions"][0]["evidence"] == {"en": "a mail", "ru": "письмо"}
    russian = CliRunner().invoke(main, ["status", "dawn", "--project", str(folder), "--messages", "ru"]).stdout
    assert ", письмо\n" in russian
    assert approve(folder, "message", evidence="mail, page=3").exit_code == 0
    assert status(folder)["scopes"]["message"]["decisions"][0]["evidence"] == "mail, page=3"


def test_the_code_of_another_scope_is_named(folder: Path) -> None:
    numbers, money = code(folder, "numbers"), code(folder, "money")
    expected = [f"{numbers} is the code of numbers; money is {money}"]
    assert refused(folder, approve(folder, "money", code=numbers)) == expected


def test_what_is_approved_already_is_not_approved_again(folder: Path) -> None:
    approve(folder, "money")
    assert refused(folder, approve(folder, "money")) == [f"bo has approved money at {code(folder, 'money')} already"]


def test_somebody_may_approve_for_another(folder: Path) -> None:
    assert approve(folder, "money", "dee", **{"for": "bo", "delegation": "mail of Jan 20"}).exit_code == 0
    decisions = status(folder)["scopes"]["money"]["decisions"]
    assert [(each["person"], each["state"]) for each in decisions] == [("bo", "approved")]
    alone = approve(folder, "money", "dee", **{"for": "bo"})
    assert (alone.exit_code, "--for and --delegation go together" in alone.output) == (2, True)


def test_changes_that_somebody_asks_for_keep_a_scope_open(folder: Path) -> None:
    given = ["--by", "dee", "--scope", "message", "--code", code(folder, "message"), "--on", DAY, "--evidence", "mail"]
    notes = ["--note", "en=Shorter.", "--note", "ru=Короче."]
    assert run(folder, "approve", "dawn", *given, "--changes", *notes).exit_code == 0
    assert status(folder)["scopes"]["message"]["decisions"][0]["state"] == "changes"
    assert {"message": "dee asks for changes of message", "awaited": "ada"}["message"] in run(
        folder, "status", "dawn"
    ).stdout


def test_no_kick_off_without_every_scope_and_every_creator(folder: Path) -> None:
    approve(folder, "money")
    lines = refused(folder, run(folder, "kickoff", "dawn", "--on", "2027-01-29"))
    assert [line.partition(" (")[0] for line in lines] == [
        "bo has not approved numbers",
        "cy has not approved market:ru",
        "cy has not approved numbers",
        "dee has not approved message",
        "ivan has not accepted 1.0",
    ]
    assert "kickoffs: []" in (folder / AGREEMENTS).read_text(encoding="utf-8")


def test_no_kick_off_before_everybody_agreed(folder: Path) -> None:
    approve_all(folder)
    accept(folder)
    lines = refused(folder, run(folder, "kickoff", "dawn", "--on", "2027-01-27"))
    assert lines == ["2027-01-27 is before 2027-01-28, when ivan agreed to partnership:ivan"]


def test_a_creator_may_be_left_out_with_a_reason(folder: Path) -> None:
    approve_all(folder)
    bare = run(folder, "kickoff", "dawn", "--on", "2027-01-29", "--without", "ivan")
    assert (bare.exit_code, "--without and --reason go together" in bare.output) == (2, True)
    reasons = ["--reason", "en=Ill.", "--reason", "ru=Болен."]
    assert run(folder, "kickoff", "dawn", "--on", "2027-01-29", "--without", "ivan", *reasons).exit_code == 0
    assert status(folder)["status"] == "kicked-off"


@pytest.mark.long
def test_briefs_are_sent_once_everything_is_approved(folder: Path) -> None:
    assert "bo has not approved money" in refused(folder, run(folder, "send", "dawn"), "nothing was built")[0]
    early = refused(folder, run(folder, "send", "dawn", "--on", DAY, "--way", "mail"))
    assert "bo has not approved money" in early[0]
    approve_all(folder)
    ready = run(folder, "send", "dawn").stdout
    assert f"ivan  version 1.0  {code(folder, 'partnership:ivan')}  no address yet" in ready
    assert "send/ivan/ (first mail, ru)\n  new: dawn.brief.ivan.ru.eml\n" in ready
    assert ready.endswith("nothing is recorded: once they are sent, type briefs send dawn --on DATE\n")
    assert "nothing has changed: 3 files" in run(folder, "send", "dawn").stdout
    unknown = refused(folder, run(folder, "send", "dawn", "--on", DAY))
    assert unknown == ["nothing says how ivan is reached (give --way, or write email: in their file)"]
    edit(folder, CREATOR, ("language: ru", 'language: ru\nemail: "ivan@mail.example"'))
    assert run(folder, "send", "dawn", "--on", DAY).exit_code == 0
    sent = status(folder)["partnerships"]["ivan"]["sent"]
    assert sent == [{"to": "ivan", "version": "1.0", "code": code(folder, "partnership:ivan"), "on": DAY, "way": "ivan@mail.example"}]  # fmt: skip
    assert refused(folder, run(folder, "send", "dawn", "--on", DAY)) == ["everybody has version 1.0 already"]
    again = "--to makes one mail again, a reminder where no answer came"
    assert run(folder, "send", "dawn").stdout == f"everybody has version 1.0 already; {again}\n"
    assert "(reminder, ru)" in run(folder, "send", "dawn", "--to", "ivan").stdout


def test_the_status_says_what_everybody_was_sent_and_replied(folder: Path) -> None:
    approve_all(folder)
    accept(folder)
    gone = '{partnership: old, version: "0.9", code: "G7K5-AK42", reply: decline, on: 2027-01-10, evidence: "mail"}'
    text = (folder / AGREEMENTS).read_text(encoding="utf-8")
    (folder / AGREEMENTS).write_text(text.replace("acceptances:\n", f"acceptances:\n  - {gone}\n"), encoding="utf-8")
    document = ("--to", "dee", "--way", "handed over", "--document", "master brief")
    assert run(folder, "send", "dawn", "--on", "2027-01-26", *document).exit_code == 0
    said = run(folder, "status", "dawn").stdout
    lines = said[said.index("  ivan: accepted") :].splitlines()
    assert lines[:7] == [
        "  ivan: accepted",
        "    1.0 on 2027-01-26, mail to ivan",
        f"    accepted 1.0 on 2027-01-28, {code(folder, 'partnership:ivan')}, mail about partnership:ivan",
        "  dee",
        "    1.0 on 2027-01-26, handed over, master brief",
        "  old",
        "    declined 0.9 on 2027-01-10, G7K5-AK42, mail",
    ]
    found = status(folder)["partnerships"]
    assert [(name, each["status"], len(each["replies"])) for name, each in found.items()] == [
        ("ivan", "accepted", 1),
        ("dee", None, 0),
        ("old", None, 1),
    ]


def test_a_range_that_changes_after_the_launch_needs_another_version(folder: Path) -> None:
    approve_all(folder)
    edit(folder, CAMPAIGN, ("cpa: {low: 9, high: 12", "cpa: {low: 9, high: 12.5"))
    lines = refused(folder, approve(folder, "numbers", "bo", on="2027-03-10"))
    assert lines == ["ranges are agreed before launch (write a new campaign version with reason)"]
    assert approve(folder, "numbers", "bo", on="2027-03-01").exit_code == 0


def test_while_somebody_writes_nobody_else_does(folder: Path) -> None:
    before = (folder / AGREEMENTS).read_bytes()
    money = code(folder, "money")
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with locks.held(folder / "content/agreements"):
            held.set()
            done.wait()

    other = threading.Thread(target=hold)
    other.start()
    held.wait()
    try:
        lines = refused(folder, approve(folder, "money", code=money))
    finally:
        done.set()
        other.join()
    assert lines == ["somebody else writes here at this moment (nothing was written; try again)"]
    assert (folder / AGREEMENTS).read_bytes() == before
    assert approve(folder, "money", code=money).exit_code == 0


def test_of_two_processes_that_append_at_once_neither_loses_what_the_other_wrote(folder: Path) -> None:
    money, numbers = code(folder, "money"), code(folder, "numbers")
    given = ("--on", DAY, "--evidence", "mail", "--project", str(folder), "--messages", "en")
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "pipeline", "approve", "dawn", "--by", by, "--scope", scope, "--code", seen, *given],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for by, scope, seen in (("bo", "money", money), ("bo", "numbers", numbers), ("cy", "numbers", numbers))
    ]
    ended = [(process.communicate(), process.returncode) for process in started]
    busy = "somebody else writes here at this moment (nothing was written; try again)"
    assert [said for (_, said), status in ended if status and busy not in said] == []
    written = sum(status == 0 for _, status in ended)
    assert written > 0
    assert len(load.load(folder).agreements["dawn"].approvals) == written


def test_a_campaign_without_records_has_codes_and_no_decisions(folder: Path) -> None:
    (folder / AGREEMENTS).unlink()
    found = status(folder)
    assert (found["recorded"], found["missing"]) == (False, [])
    assert "there are no records: briefs new agreement dawn begins them" in run(folder, "status", "dawn").stdout
    lines = refused(folder, approve(folder, "money"))
    assert lines == [
        "there are no records of this campaign (type briefs new agreement dawn; records begin with a draft)"
    ]


def test_names_that_mean_nothing_are_wrong_usage(folder: Path) -> None:
    for arguments, said in [
        (("status", "down"), 'no campaign "down"'),
        (("kickoff", "down", "--on", DAY), 'no campaign "down"'),
        (("send", "dawn", "--on", DAY, "--to", "iwan"), 'no person or partnership "iwan"'),
    ]:
        result = run(folder, *arguments)
        assert (result.exit_code, said in result.output) == (2, True), result.output
    wrong = approve(folder, "mony", "bo", code="0000-0000")
    assert (wrong.exit_code, 'no scope "mony" (did you mean "money"?)' in wrong.output) == (2, True)
