from __future__ import annotations

from pathlib import Path

import pytest
from samples import CREATOR, ORGANISATION, edit, only_kinds

from pipeline.preview.survey import survey


@pytest.mark.long
def test_a_project_in_order_has_the_state_of_each_output(minimal: Path) -> None:
    found = survey(minimal)
    assert found.problems == ()
    assert found.states["dawn.brief.ivan.ru.pdf"] == "new"
    assert found.failed == frozenset()


@pytest.mark.long
def test_a_campaign_without_records_was_approved_by_nobody_who_was_asked(minimal: Path) -> None:
    agreed = survey(minimal).agreed["dawn"]
    assert (agreed.approved, agreed.asked, agreed.next) == (0, 0, None)


def test_what_is_wrong_is_all_that_is_known(minimal: Path) -> None:
    edit(minimal, CREATOR, ("language: ru", "language: xx"))
    found = survey(minimal)
    assert [problem.path for problem in found.problems] == [CREATOR]
    assert found.states == {}


def test_a_folder_that_is_no_project_any_more_is_a_problem(minimal: Path) -> None:
    (minimal / ORGANISATION).unlink()
    assert ORGANISATION in {problem.path for problem in survey(minimal).problems}


@pytest.mark.long
def test_how_far_the_sample_has_come_is_what_its_records_say(copy: Path) -> None:
    only_kinds(copy, "brief")
    agreed = survey(copy).agreed["spring-glow"]
    assert agreed.approved == agreed.asked > 0
    assert agreed.next is not None
