from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from samples import CAMPAIGN, load

from pipeline.domain.subjects import rank, subjects
from pipeline.model.sop import Sop
from pipeline.reading import sources
from pipeline.reading.project import Project
from pipeline.reading.validation import validate
from pipeline.workspace import new


def test_a_campaign_can_be_released(minimal: Path) -> None:
    subject = subjects(load(minimal))["dawn"]
    assert (subject.path, subject.version, subject.status) == (CAMPAIGN, "1.0", "in-force")
    assert (subject.issued, subject.owner) == (datetime.date(2027, 2, 1), "ada")
    assert subject.approvers == (("ada", None),)
    assert subject.supersedes is None


@pytest.mark.parametrize(
    ("status", "in_force", "released"),
    [("draft", False, False), ("in-review", False, False), ("in-force", True, True), ("superseded", False, True)],
)
def test_only_what_is_or_was_in_force_is_a_release(minimal: Path, status: str, in_force: bool, released: bool) -> None:
    subject = subjects(load(minimal, CAMPAIGN, ("status: in-force", f"status: {status}")))["dawn"]
    assert (subject.in_force, subject.released) == (in_force, released)


def test_a_procedure_can_be_released_as_well(minimal: Path) -> None:
    new.start(minimal, "sop", "creators", None)
    path = minimal / "content/sops/creators.yaml"
    subject = subjects(load(minimal))["creators"]
    record = validate(Sop, sources.read(path, "content/sops/creators.yaml"), ("en", "ru"), ("en", "ru"))
    assert subject.path == "content/sops/creators.yaml"
    assert (subject.version, subject.status, subject.issued) == (record.version, record.status, record.issued)
    assert subject.approvers == tuple((signed.person, signed.date) for signed in record.approvers)
    assert subject.supersedes == record.supersedes


def test_subjects_come_in_the_order_of_their_ids(project: Project) -> None:
    assert list(subjects(project)) == sorted([*project.campaigns, *project.sops])


def test_versions_are_numbers_and_no_words() -> None:
    assert sorted(["1.10", "2.0", "1.9", "1.2"], key=rank) == ["1.2", "1.9", "1.10", "2.0"]
