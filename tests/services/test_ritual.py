from __future__ import annotations

from pathlib import Path

import pytest
from rituals import with_people, write

from pipeline.checks import load
from pipeline.reading.project import Project
from pipeline.services.ritual import MonthStatus, NoRitual, month_status


def missing(found: MonthStatus) -> list[str]:
    return [each.message.format(**each.values) for each in found.missing]


def test_the_sample_lacks_nothing_for_the_month_to_prepare(project: Project) -> None:
    found = month_status(project)
    assert (found.roster.month, str(found.roster.on), found.documents) == ("2027-07", "2027-07-13", "2027-07.ritual")
    assert missing(found) == []


def test_a_month_whose_numbers_are_not_there_yet_says_which(project: Project) -> None:
    said = missing(month_status(project, "2027-09"))
    assert "cpa in us was last counted for 2027-06, not for 2027-08" in said


def test_a_month_that_has_no_documents_names_none(project: Project) -> None:
    assert [month_status(project, month).documents for month in ("2027-03", "2027-07", "2027-09", "2026-05")] == [
        "2027-03.ritual",
        "2027-07.ritual",
        "",
        "",
    ]


def test_a_day_off_is_told(project: Project) -> None:
    # The second Tuesday of November 2027 is a working day for all; the holidays of January are not.
    assert project.ritual is not None
    january = project.ritual.model_copy(
        update={"when": project.ritual.when.model_copy(update={"nth": 1}), "months": ()}
    )
    found = month_status(Project(**{**vars(project), "ritual": january}), "2027-01")
    assert "pavel-orlov does not work on 2027-01-05" in missing(found)


def test_after_the_meeting_it_says_what_nobody_wrote_down(project: Project) -> None:
    said = missing(month_status(project, "2027-06"))
    assert "nobody wrote what tessa-morgan learned of cpa" in said
    assert not [line for line in said if "counted" in line]


def test_a_project_without_a_ritual_or_a_month_says_what_to_type(minimal: Path) -> None:
    with pytest.raises(NoRitual, match="briefs new ritual"):
        month_status(load.load(minimal))
    path = write(with_people(minimal)) / "content/ritual.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.partition("months:")[0], encoding="utf-8")
    with pytest.raises(NoRitual, match="no month yet"):
        month_status(load.load(minimal))
    assert month_status(load.load(minimal), "2027-05").roster.first
