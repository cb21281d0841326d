from __future__ import annotations

import datetime
from pathlib import Path
from typing import get_args

import pytest

from pipeline.base.problems import Problems
from pipeline.checks import load
from pipeline.model.market import Process
from pipeline.model.sop import StepName
from pipeline.reading.project import Project
from pipeline.workspace.new import start

PATH = "content/sops/working.yaml"


@pytest.fixture
def written(minimal: Path) -> Path:
    """A project with a procedure, from the starting file; a second person may approve it."""
    path = minimal / "content/organisation.yaml"
    person = path.read_text(encoding="utf-8")
    ada = person[person.index("  ada:\n") : person.index("decision_makers")]
    path.write_text(
        person.replace("decision_makers", ada.replace("  ada:", "  bob:", 1) + "decision_makers"), encoding="utf-8"
    )
    start(minimal, "sop", "working", datetime.date(2027, 2, 1))
    return minimal


def said(folder: Path, *changes: tuple[str, str]) -> list[str]:
    path = folder / PATH
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Problems) as found:
        load.load(folder)
    return [str(item).partition(": ")[2] for item in found.value.problems]


def test_a_draft_needs_no_approval(written: Path) -> None:
    assert load.load(written).sops["working"].approvers == ()


def test_a_procedure_in_force_is_approved(written: Path) -> None:
    assert said(written, ("status: draft", "status: in-force")) == [
        "status: nobody has approved it (a procedure without approval is a draft)"
    ]


def test_the_author_does_not_approve(written: Path) -> None:
    approval = "approvers: [{person: bob, date: 2027-02-01}]"
    review = ("status: draft", "status: in-review")
    assert said(written, review, ("approvers: []", approval)) == [
        "approvers.0.person: authors may not approve their own procedure"
    ]


def test_approval_comes_before_the_effect(written: Path) -> None:
    approval = "approvers: [{person: ada, date: 2027-12-01}]"
    [line] = said(written, ("status: draft", "status: in-review"), ("approvers: []", approval))
    assert line.startswith("approvers.0.date: approved after it came into effect")


def test_dates_are_in_order(written: Path) -> None:
    dates = (("effective: 2027-02-15", "effective: 2027-01-15"), ("next_review: 2028-01-31", "next_review: 2027-01-10"))
    assert said(written, *dates) == [
        "effective: 2027-01-15 is before it was issued (2027-02-01)",
        "next_review: 2027-01-10 is not after it came into effect (2027-01-15)",
    ]


def test_a_version_supersedes_one_that_there_was(written: Path) -> None:
    assert said(written, ('# supersedes: "…"', 'supersedes: "0.0"')) == ["supersedes: there was no version 0.0"]


def test_the_last_revision_is_this_version(written: Path) -> None:
    assert said(written, ('version: "0.1"', 'version: "0.2"')) == ["history: the last revision is 0.1, not 0.2"]


def test_each_step_has_exactly_one_who_is_accountable(written: Path) -> None:
    [line] = said(written, ("lead: A", "lead: C"))
    assert line == "steps.0.raci: 0 roles are accountable (A); a step has exactly one"


def test_each_step_has_somebody_who_does_it_beside_who_answers_for_it(written: Path) -> None:
    assert said(written, ("raci: {manager: R, lead: A, finance: I}", "raci: {manager: A, lead: C, finance: I}")) == [
        "steps.0.raci: nobody is responsible (R)"
    ]


def test_roles_are_those_of_the_procedure(written: Path) -> None:
    found = said(written, ("who: manager", "who: manger"))
    assert found[0].startswith('steps.0.who: no role "manger"')


def test_a_role_is_held_by_a_person_by_whom_each_market_names_or_in_words(written: Path) -> None:
    text = (written / PATH).read_text(encoding="utf-8")
    before, _, after = text.partition("    in_market: lead")
    (written / PATH).write_text(f"{before}    person: ada{after}", encoding="utf-8")
    roles = load.load(written).sops["working"].roles
    assert (roles["lead"].person, roles["lead"].in_market, roles["lead"].held_by) == ("ada", None, None)
    assert said(written, ("    person: ada", "    #")) == [
        "roles.lead: nobody holds this role (write person, in_market or held_by)"
    ]


def test_markets_say_what_differs_in_every_step_that_a_procedure_can_have() -> None:
    assert get_args(StepName) == tuple(Process.model_fields)


def test_the_sample_has_the_five_steps_and_payment_each_with_one_who_is_accountable(project: Project) -> None:
    sop = project.sops["partnership"]
    assert tuple(step.step for step in sop.steps) == get_args(StepName)
    assert [list(step.raci.values()).count("A") for step in sop.steps] == [1] * 6
    assert (sop.status, sop.version, sop.supersedes) == ("in-force", "2.0", "1.2")
    assert [revision.version for revision in sop.history] == ["1.0", "1.1", "1.2", "2.0"]
    assert sop.author not in {approval.person for approval in sop.approvers}
