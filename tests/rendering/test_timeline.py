from __future__ import annotations

import pytest

from pipeline.domain.plan_part import part
from pipeline.language.localization import Localization
from pipeline.reading.project import Project
from pipeline.rendering.timeline import timeline

N = "\u00a0"


@pytest.mark.parametrize(
    ("language", "month", "gap", "post"),
    [
        ("en", "February 2027", f"8{N}hours → 7{N}hours", "March 9"),
        ("ru", f"февраль 2027{N}г.", f"8{N}часов → 7{N}часов", "9 марта"),
    ],
)
def test_labels_are_those_of_the_language(project: Project, language: str, month: str, gap: str, post: str) -> None:
    found = part(project, project.campaigns["spring-glow"], "maya-brooks", ("Europe/Moscow", "America/New_York"))
    words = [(row.step.id, "", row.step.actor) for row in found.rows]
    line = timeline(found, words, Localization(language, project.languages[language]), 496)
    assert line.months[0] == (0, month)
    assert [seam.label for seam in line.seams] == [gap]
    assert line.fixed_label.replace(N, " ") == post
    assert line.date(line.seams[0].day).isoformat() == "2027-03-14"


def test_each_party_has_a_lane_and_each_calendar_a_band(project: Project) -> None:
    found = part(project, project.campaigns["spring-glow"], "maya-brooks")
    words = [(row.step.id, "", row.step.actor) for row in found.rows]
    line = timeline(found, words, Localization("en", project.languages["en"]), 496)
    assert [lane.name for lane in line.lanes] == ["tessa-morgan", "olga-lebedeva", "creator", "rachel-stone"]
    assert [band.name for band in line.bands] == ["US", "RU"]
    draft = line.lanes[2].bars[0]
    assert [line.date(each).isoformat() for each in (draft.begin, draft.end, draft.last)] == [
        "2027-02-24", "2027-02-24", "2027-02-25",
    ]  # fmt: skip
    saturday = [line.date(each).isoformat() for each in line.bands[1].worked]
    assert saturday == ["2027-02-20"]
