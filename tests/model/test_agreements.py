from __future__ import annotations

import pytest
from samples import record, refused

from pipeline.model.agreements import Acceptance, Agreements, Approval, Change, Editorial, Kickoff

APPROVAL = 'person: bo\nscope: money\nversion: "1.0"\ncode: "k7q2 94md"\non: 2027-01-25\nevidence: "mail"\n'
CHANGE = """\
number: 1
partnership: ivan
asked_by: us
reason: {en: A new day., ru: Новый день.}
from_version: "1.0"
to_version: "1.1"
effect:
  fee: {en: none, ru: нет}
  dates: {en: a day later, ru: на день позже}
  work: {en: none, ru: нет}
  rights: {en: none, ru: нет}
answer_by: 2027-02-20
"""


def test_a_code_is_kept_as_it_is_printed() -> None:
    assert record(Approval, APPROVAL).code == "K7Q2-94MD"


def test_whoever_approves_for_somebody_else_names_them() -> None:
    assert record(Approval, APPROVAL).principal == "bo"
    assert record(Approval, APPROVAL + "for: {person: cy, evidence: mail}\n").principal == "cy"
    lines = refused(Approval, APPROVAL + "for: {person: ^bo, evidence: mail}\n")
    assert lines == ["^ for.person: approves for themselves (remove for:)"]


def test_a_change_is_open_until_a_yes_or_a_no() -> None:
    assert record(Change, CHANGE).open
    accepted = f"{CHANGE}reply: accept\non: 2027-02-19\nevidence: mail\n"
    assert not record(Change, accepted).open
    assert record(Change, accepted.replace("accept", "talk")).open
    assert refused(Change, f"{CHANGE}reply: ^accept\n") == [
        "^ reply: a reply needs its day and its evidence (write on: and evidence:)"
    ]


def test_nobody_confirms_their_own_edit() -> None:
    text = (
        'file: f.yaml\nfield: name.en\nnow: "K7Q2-94MD"\nreason: {en: A typo., ru: Опечатка.}\n'
        "by: bo\nconfirmed_by: ^bo\non: 2027-01-25\n"
    )
    assert refused(Editorial, text) == [
        "^ confirmed_by: is confirmed by who changed it (somebody else says that it means the same)"
    ]


@pytest.mark.parametrize("reply", ["accept", "propose-changes", "decline"])
def test_a_creator_may_accept_propose_changes_or_decline(reply: str) -> None:
    text = f'partnership: ivan\nversion: "1.0"\ncode: "K7Q2-94MD"\nreply: {reply}\non: 2027-01-25\nevidence: mail\n'
    assert record(Acceptance, text).reply == reply


def test_a_partnership_begins_or_is_left_out() -> None:
    text = (
        'version: "1.0"\non: 2027-01-29\neffective: 2027-02-01\nfor: [ivan]\n'
        "left_out: {ivan: ^{en: Ill., ru: Болен.}}\n"
    )
    assert refused(Kickoff, text) == ['^ left_out.ivan: "ivan" both begins and is left out']


def test_a_version_begins_once_and_changes_are_counted() -> None:
    kickoff = '  - {version: "1.0", on: 2027-01-29, effective: 2027-02-01, for: [ivan]}\n'
    lines = refused(Agreements, f"kickoffs:\n{kickoff}{kickoff.replace(chr(34) + '1.0', '^' + chr(34) + '1.0')}")
    assert lines == ['^ kickoffs.1.version: "1.0" appears twice']
    change = "".join(f"    {line}\n" for line in CHANGE.replace("number: 1", "number: ^2").splitlines())
    assert refused(Agreements, f"changes:\n  -\n{change}") == ["^ changes.0.number: 2 is the number of entry 1"]
