from __future__ import annotations

import json
from pathlib import Path

import pytest
from agreements import AGREEMENTS, CONTENTS, reviewed
from samples import CAMPAIGN, Change, edit, wrong

from pipeline.checks import load
from pipeline.checks.warnings import warnings

APPROVAL = '{person: bo, scope: money, version: "1.0", code: "G7K5-AK42", on: 2027-01-25, evidence: "mail"}'
KICKOFF = '{version: "1.0", on: 2027-01-29, effective: 2027-02-01, for: [ivan]}'


def approving(**other: str) -> Change:
    """An approval in the file, some of its fields replaced."""
    fields = {"person": "bo", "scope": "money", "version": '"1.0"', "code": '"G7K5-AK42"', "on": "2027-01-25"} | other
    said = ", ".join(f"{name}: {value}" for name, value in {**fields, "evidence": '"mail"'}.items())
    return "approvals: []  # briefs approve adds them", f"approvals:\n  - {{{said}}}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return reviewed(tmp_path / "project")


def messages(folder: Path) -> list[str]:
    """What is wrong, each without its place."""
    return [line.partition(": ")[2] for line in wrong(folder)]


def test_records_that_are_right_are_no_problem(folder: Path) -> None:
    assert wrong(folder) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            approving(person="dee"),
            "approvals.0.person: dee may not approve money (bo may; others only for: one of them)",
        ),
        (
            approving(person="ada"),
            "approvals.0.person: ada owns this campaign; someone else approves its money",
        ),
        (
            approving(scope="numbres"),
            'approvals.0.scope: no scope "numbres" (did you mean "numbers"?)',
        ),
        (
            approving(scope='"market:us"'),
            'approvals.0.scope: no scope "market:us" (did you mean "market:ru"?)',
        ),
        (
            approving(on="2027-01-19"),
            "approvals.0.on: 2027-01-19 is before 2027-01-20, the day of the content that it approves",
        ),
        (
            approving(version='"1.1"'),
            "approvals.0.version: there is no version 1.1 yet: the campaign is at 1.0",
        ),
        (
            approving(code='"G7K5-AK4U"'),
            'approvals.0.code: "G7K5-AK4U" is not the code of any content '
            "(write its eight letters and digits as they are printed, such as K7Q2-94MD)",
        ),
        (approving(person="nobody"), 'approvals.0.person: no person "nobody"'),
        (("  present: [ada, cy]", "  present: [ada]"), "alignment.present: no one present decides for ru (cy) "),
        (("present: [ada, cy]", "present: [ada, cy, eve]"), 'alignment.present.2: "eve" is neither a person nor '),
        (
            ("partnership: ivan\n", "partnership: iwan\n"),
            'views.0.partnership: "iwan" is no partnership of this campaign',
        ),
        (
            ("present: [ada, cy]", "present: [ada, cy]\n  represented: [iwan]"),
            'alignment.represented.0: "iwan" is no partnership of this campaign',
        ),
        (
            ("time_zone: Europe/Moscow\n  present", 'time_zone: Europe/Moscow\n  reply_time: "18:00"\n  present'),
            "alignment.reply_time: a time without its day (write reply_by:)",
        ),
        (("    metric: cpa\n", "    metric: cpx\n"), 'views.0.metric: no metric "cpx"'),
        (
            ("expects: {low: 8, high: 11}", "expects: {low: 13, high: 15}"),
            "views.0: the range is better than all that creators expect, and nobody answered "
            "(write heard: with the answer, and by:)",
        ),
        (
            ("reply: yes, on: 2027-01-14", "reply: not-so, on: 2027-01-14"),
            "confirmations.2.reply: does not say what is",
        ),
        (("step: goal", "step: strategy"), "checkpoints.0.step: strategy stands where goal comes "),
        (("    held: 2027-01-12\n", ""), "checkpoints.1: is done, and goal before it is not "),
        (
            ("    outcome: {en: For orders., ru: Ради заказов.}\n", ""),
            "checkpoints.0.held: does not say what came of it",
        ),
        (
            ("kickoffs: []", f"kickoffs:\n  - {KICKOFF}"),
            "kickoffs.0: no kick-off: ivan has not agreed to partnership:ivan",
        ),
        (
            ("kickoffs: []", "kickoffs:\n  - " + KICKOFF.replace("[ivan]", "[]")),
            "kickoffs.0.for: ivan neither begins nor is left out with a reason ",
        ),
        (
            ("kickoffs: []", "kickoffs:\n  - " + KICKOFF.replace("effective: 2027-02-01", "effective: 2027-01-01")),
            "kickoffs.0.effective: 2027-01-01 is before 2027-01-29",
        ),
    ],
)
def test_what_is_wrong_with_the_records_is_told_at_its_place(folder: Path, change: Change, expected: str) -> None:
    edit(folder, AGREEMENTS, change)
    assert any(message.startswith(expected) for message in messages(folder)), messages(folder)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("intake:\n", "intake_:\n"), "unknown field"),
        (("reply: yes, on: 2027-01-14", "reply: not-so, corrections: {en: No., ru: Нет.}, on: 2027-01-14"), "ivan says that the recap is not so"),
        (('  - {who: cy, version: "1.0", code: "0000-0001", reply: yes, on: 2027-01-13, evidence: "mail of Jan 13"}\n', ""), "cy has not confirmed the recap"),
        (("agreed: {en: The label., ru: Пометка.}", ""), "the four answers are not agreed"),
        (("    held: 2027-01-15\n", ""), "the checkpoint metrics was neither"),
        (("  must_not:", "  proceed: false\n  reason: {en: No., ru: Нет.}\n  must_not:"), "the intake says that it does not"),
    ],
)  # fmt: skip
def test_a_campaign_is_in_review_only_where_its_records_say_so(folder: Path, change: Change, expected: str) -> None:
    edit(folder, AGREEMENTS, change)
    assert any(expected in message for message in messages(folder)), messages(folder)


def test_a_draft_needs_none_of_it(tmp_path: Path) -> None:
    folder = reviewed(tmp_path / "project", status="draft")
    (folder / AGREEMENTS).write_text("approvals: []\n", encoding="utf-8")
    assert wrong(folder) == []


def test_a_campaign_without_an_intake_is_no_further_than_a_draft(folder: Path) -> None:
    (folder / AGREEMENTS).write_text("approvals: []\n", encoding="utf-8")
    assert sorted(messages(folder)) == [
        "status: ivan was not asked what to expect (write it under views: in content/agreements/dawn.yaml, "
        "or no_answer: and the reason)",
        "status: no intake is on record (write intake: in content/agreements/dawn.yaml)",
        *(
            f"status: the checkpoint {step} was neither held nor skipped "
            "(write it under checkpoints: in content/agreements/dawn.yaml)"
            for step in ("execution", "goal", "metrics", "strategy")
        ),
        "status: the four answers are not agreed "
        "(write agreed: to each of the four answers under alignment: in content/agreements/dawn.yaml)",
    ]


def test_a_platform_of_which_no_rule_speaks_keeps_a_campaign_a_draft(folder: Path) -> None:
    edit(folder, "content/markets/ru.yaml", ("severity: allow", "severity: info"))
    assert "status: no rule of ru speaks of vk for ivan (cy decides, and writes a rule)" in messages(folder)


def test_nothing_is_in_force_without_a_kick_off(tmp_path: Path) -> None:
    folder = reviewed(tmp_path / "project", status="in-force")
    expected = "status: no kick-off of 1.0 is on record (type briefs kickoff dawn --on DATE)"
    assert messages(folder) == [expected]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "[bo, cy, dee]",
            "[bo, dee]",
            "approvers: nobody who answers for ru approves (lead: cy) (add them to approvers:)",
        ),
        ("[bo, cy, dee]", "[cy, dee]", "approvers: bo answers for money and approves nothing (add them to approvers:)"),
        (
            "[bo, cy, dee]",
            "[bo, cy, dee, ada]\napproves: {message: [ada]}",
            "approves.message: ada owns this campaign and would approve message alone (name somebody else under approves:)",
        ),
        (
            "[bo, cy, dee]",
            "[bo, cy, dee]\napproves: {mesage: [dee]}",
            'approves.mesage: no scope "mesage" (did you mean "message"?)',
        ),
    ],
)
def test_whoever_answers_for_a_scope_approves_it(folder: Path, old: str, new: str, expected: str) -> None:
    edit(folder, CAMPAIGN, (old, new))
    assert expected in messages(folder)


def test_records_of_no_campaign_are_refused(folder: Path) -> None:
    (folder / AGREEMENTS).rename(folder / "content/agreements/dusk.yaml")
    assert wrong(folder) == ['content/agreements/dusk.yaml:2:1: there is no campaign "dusk"']


def test_an_entry_of_an_older_version_may_name_a_partnership_that_has_gone(folder: Path) -> None:
    gone = '{partnership: old, version: "0.9", code: "G7K5-AK42", on: 2027-01-10, evidence: "mail"}'
    edit(folder, AGREEMENTS, ("acceptances: []", f"acceptances:\n  - {gone}"))
    assert wrong(folder) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "not JSON"),
        (json.dumps({"contents": {}}), "a name is missing"),
        (
            json.dumps({"contents": {"G7K5-AK42": {"scope": "money", "version": "1.0", "values": []}}, "values": {}}),
            "G7K5-AK42 is not the code of what stands there",
        ),
    ],
)
def test_what_codes_stood_for_was_not_edited_by_hand(folder: Path, text: str, reason: str) -> None:
    (folder / CONTENTS).write_text(text, encoding="utf-8")
    hint = "take it from version control, or delete it: then nobody can say what changed since"
    assert wrong(folder) == [f"{CONTENTS}: is not as it was saved: {reason} ({hint})"]


def test_an_approval_of_other_content_is_to_be_looked_at(folder: Path) -> None:
    edit(folder, AGREEMENTS, approving(code='"G7K5-AK43"'))
    found = [str(item) for item in warnings(load.load(folder)) if "agreements" in item.path]
    assert [line.partition(": ")[2] for line in found] == [
        "approvals.0: money has changed since bo approved it: … (the code of money is G7K5-AK42)"
    ]


def test_two_sides_that_say_the_same_are_to_be_looked_at(folder: Path) -> None:
    edit(
        folder,
        AGREEMENTS,
        ("answer: {en: A good post., ru: Хороший пост.}", "answer: {en: Orders., ru: Хороший пост.}"),
    )
    found = [str(item) for item in warnings(load.load(folder)) if "agreements" in item.path]
    expected = (
        "alignment.answers.accomplish.said.1.answer.en: ivan and cy say the same, word for word: did they nod along?"
    )
    assert [line.partition(": ")[2] for line in found] == [expected]


def test_a_view_that_came_after_the_range_is_to_be_looked_at(folder: Path) -> None:
    edit(folder, AGREEMENTS, ("on: 2027-01-14\n    about", "on: 2027-01-21\n    about"))
    found = [str(item) for item in warnings(load.load(folder)) if "agreements" in item.path]
    assert [line.partition(": ")[2] for line in found] == ["views.0.on: asked after the range was set, on 2027-01-20"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            ('time: "15:00"', 'time: "17:00"'),
            "alignment.time: the call is at 21:00 in Asia/Novosibirsk (choose a time between 9 and 20 on every clock)",
        ),
        (
            ("present: [ada, cy]", "present: [ada, cy]\n  represented: [ivan]"),
            "alignment.represented.0: an agent answers for ivan: nobody has heard the creator",
        ),
    ],
)
def test_a_call_at_night_and_an_agent_in_a_creator_s_place_are_to_be_looked_at(
    folder: Path, change: Change, expected: str
) -> None:
    edit(folder, AGREEMENTS, change)
    found = [str(item) for item in warnings(load.load(folder)) if "agreements" in item.path]
    assert [line.partition(": ")[2] for line in found] == [expected]
