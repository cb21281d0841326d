from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from rituals import with_people, write

from pipeline.checks import load
from pipeline.domain import ritual as months
from pipeline.domain.ritual import Roster, day_of, roster
from pipeline.model.ritual import Meeting, Ritual
from pipeline.reading.project import Project


@pytest.fixture
def team(minimal: Path) -> Project:
    return load.load(write(with_people(minimal)))


def record(project: Project) -> Ritual:
    assert project.ritual is not None
    return project.ritual


def of(project: Project, month: str, *absent: str) -> Roster:
    return roster(record(project), project.metrics.metrics, month, absent)


def names(found: Roster) -> dict[str, str]:
    return {part.metric.key: part.person for part in found.parts}


@pytest.mark.parametrize(
    ("nth", "weekday", "month", "day"),
    [(2, "tue", "2027-03", 9), (1, "tue", "2027-06", 1), (4, "sun", "2027-02", 28), (1, "mon", "2027-03", 1)],
)
def test_the_day_is_the_nth_of_its_name(nth: int, weekday: str, month: str, day: int) -> None:
    meeting = Meeting.model_validate({"nth": nth, "weekday": weekday, "time": "17:00", "zone": "UTC"})
    assert day_of(meeting, month) == datetime.date(int(month[:4]), int(month[5:]), day)


def test_metrics_are_told_from_acquisition_to_efficiency(team: Project) -> None:
    assert [part.metric.metric for part in of(team, "2027-04").parts] == ["reach", "ctr", "cpa"]


def test_what_is_on_record_is_who_really_presented(team: Project) -> None:
    held = of(team, "2027-03")
    assert names(held) == {"cpa": "bea", "reach": "ada", "ctr:ru": "ada"}
    assert all(part.really for part in held.parts)
    assert (held.held, held.first) == (True, True)


def test_a_month_to_come_is_whose_turn_it_is(team: Project) -> None:
    planned = of(team, "2027-04")
    assert not any(part.really for part in planned.parts)
    for part in planned.parts:
        assert part.person not in part.metric.insiders
    # Whoever presented twice in March rests.
    assert set(names(planned).values()) >= {"dov", "cem"}


def test_months_that_nobody_wrote_down_go_as_planned(team: Project) -> None:
    june = of(team, "2027-06")
    assert june.on == datetime.date(2027, 6, 8)
    assert june.record is None
    assert names(june) == names(of(team, "2027-06"))


def test_the_absent_are_replaced_and_told(team: Project) -> None:
    before = of(team, "2027-04")
    gone = before.parts[0].person
    found = of(team, "2027-04", gone)
    assert gone not in found.presenters
    assert found.parts[0].instead_of == gone
    assert [part.person for part in found.parts if part.instead_of == ""] == [
        part.person for part in before.parts if part.person != gone
    ]


def test_the_month_to_prepare_is_the_first_that_was_not_held(team: Project) -> None:
    assert months.upcoming(record(team)) == "2027-04"
    assert months.months(record(team)) == ("2027-03", "2027-04")
    held = record(team).model_copy(update={"months": record(team).months[:1]})
    assert months.upcoming(held) == "2027-04"
    assert months.months(held) == ("2027-03", "2027-04")
    assert months.upcoming(held.model_copy(update={"months": ()})) == ""


def test_december_is_followed_by_january() -> None:
    assert months.after("2027-12") == "2028-01"


def test_the_sample_covers_every_pair_that_is_open(project: Project) -> None:
    ritual = record(project)
    turning = months.team(ritual)
    for month in ritual.months:
        for key, person in month.presented.items():
            assert key in ritual.kept_by_host or person not in turning.closed[key]
    # Whose turn it was is who presented, but for the one who was away.
    for month in ritual.months:
        blank = ritual.model_copy(
            update={
                "months": (
                    *(each for each in ritual.months if each.month < month.month),
                    month.model_copy(update={"presented": {}}),
                )
            }
        )
        assert names(roster(blank, project.metrics.metrics, month.month)) == dict(month.presented)
