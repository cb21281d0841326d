from __future__ import annotations

import dataclasses
import datetime

import pytest
from agreements import page

from pipeline.domain.call_sheet import call_sheet, is_outside
from pipeline.reading.project import Project


def test_minutes_come_to_the_length_of_the_call(project: Project) -> None:
    for name, whole in (("spring-glow", 45), ("summer-shade", 30)):
        rows = call_sheet(project, name).minutes
        assert sum(row.minutes for row in rows) == whole
        assert [row.question for row in rows if row.question] == [1, 2, 3, 4]
        assert [row.starts for row in rows] == sorted(row.starts for row in rows)


def test_the_call_is_told_on_every_clock_that_somebody_reads(project: Project) -> None:
    rows = {row.time_zone: row for row in call_sheet(project, "spring-glow").clocks}
    assert list(rows) == ["Europe/Moscow", "America/New_York"]
    assert f"{rows['America/New_York'].begins:%H:%M}" == "09:00"
    assert not any(row.outside for row in rows.values())
    assert "Anna Ivanova" in [name["en"] for name in rows["Europe/Moscow"].names]


@pytest.mark.parametrize(("hour", "outside"), [("08:59", True), ("09:00", False), ("19:15", False), ("19:30", True)])
def test_nobody_is_called_before_nine_or_after_eight(hour: str, outside: bool) -> None:
    begins = datetime.datetime.fromisoformat(f"2027-02-04T{hour}")
    assert is_outside(begins, begins + datetime.timedelta(minutes=45)) is outside


def test_a_party_sees_its_own_answers_and_nobody_else_s(project: Project) -> None:
    sheet = call_sheet(project, "spring-glow", "anna-ivanova")
    assert [bool(said) for said in sheet.own] == [True, False, False, False]
    said = page(project, "spring-glow.alignment.answers-anna-ivanova.en")
    assert "Show my readers something I use myself." in said
    assert "People come back for a second bottle." not in said
    assert "People come back for a second bottle." in page(project, "spring-glow.alignment.host.en")
    assert "People come back" not in page(project, "spring-glow.alignment.invitation.en")


def test_without_a_call_there_is_nothing_to_tell(project: Project) -> None:
    records = project.agreements["spring-glow"].model_copy(update={"alignment": None})
    without = dataclasses.replace(project, agreements={"spring-glow": records})
    with pytest.raises(LookupError):
        call_sheet(without, "spring-glow")
