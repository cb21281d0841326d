from __future__ import annotations

import datetime
import itertools
import zoneinfo
from pathlib import Path

import pytest
from cohorts import with_creators, write
from samples import edit, load

from pipeline.domain import cohort as calls
from pipeline.model.cohort import Cohort
from pipeline.reading.project import Project

HELD = "  - {{month: {0:%Y-%m}, on: {0}, came: [olga]}}\n"


@pytest.fixture
def market(minimal: Path) -> Project:
    return load(write(with_creators(minimal)))


def test_the_month_to_prepare_is_the_first_that_was_not_held(market: Project) -> None:
    cohort = market.cohorts["ru"]
    assert (calls.months(cohort), calls.upcoming(cohort)) == (("2027-02", "2027-03"), "2027-03")
    held = cohort.model_copy(update={"calls": cohort.calls[:1]})
    assert (calls.months(held), calls.upcoming(held)) == (("2027-02", "2027-03"), "2027-03")
    assert calls.upcoming(cohort.model_copy(update={"calls": ()})) == ""


def test_who_is_not_named_is_invited_where_nobody_is(market: Project) -> None:
    assert calls.invited(market, "ru", "2027-02") == ("ivan", "olga")
    assert calls.invited(market, "ru", "2027-03") == ("ivan", "olga")
    assert [who.id for who in calls.participants(market, "ru", "2027-03")] == ["ada", "ivan", "olga"]


def test_a_call_begins_as_always_or_when_its_entry_says(market: Project) -> None:
    cohort = market.cohorts["ru"]
    assert str(calls.begins(cohort, "2027-03")) == "2027-03-18 12:00:00+03:00"
    assert str(calls.begins(cohort, "2027-04")) == "2027-04-15 12:00:00+03:00"
    moved = cohort.calls[1].model_copy(update={"time": datetime.time(10, 30)})
    other = cohort.model_copy(update={"calls": (cohort.calls[0], moved)})
    assert str(calls.begins(other, "2027-03")) == "2027-03-18 10:30:00+03:00"


@pytest.mark.parametrize("name", ["ru", "us"])
def test_every_slot_suits_every_clock_and_every_calendar(project: Project, name: str) -> None:
    cohort = project.cohorts[name]
    length = datetime.timedelta(minutes=cohort.minutes)
    for month in ("2027-01", "2027-02", "2027-03", "2027-05", "2027-06", "2027-07", "2027-09", "2027-11"):
        team = calls.participants(project, name, month)
        found = calls.slots(cohort, team, month, 31)
        assert found, month
        for slot, who in itertools.product(found, team):
            for starts in (slot.first, slot.last):
                there = starts.astimezone(zoneinfo.ZoneInfo(who.time_zone))
                assert datetime.time(9) <= there.time()
                assert (there + length).time() <= datetime.time(20)
                assert who.works(there.date()) is True
        days = {slot.first.date() for slot in found}
        # A day that is missing is somebody's day off: their hours overlap on every day.
        for number in range(1, 29):
            day = datetime.date.fromisoformat(f"{month}-{number:02d}")
            assert (day in days) == all(who.works(day) for who in team), day


def test_slots_know_holidays_quiet_days_and_who_is_away(project: Project) -> None:
    def days(name: str, month: str) -> set[int]:
        team = calls.participants(project, name, month)
        return {slot.first.day for slot in calls.slots(project.cohorts[name], team, month, 31)}

    assert days("ru", "2027-05") == {12, 13, 14, 17, 18, 19, 20, 21, 24, 25, 26, 27, 28, 31}
    # Dana is away from Friday to Sunday until September, and July 5 is a holiday.
    assert days("us", "2027-07") == {1, 6, 7, 8, 12, 13, 14, 15, 19, 20, 21, 22, 26, 27, 28, 29}
    # The calendars end on December 31, 2027.
    assert days("ru", "2028-01") == set()


def test_an_hour_that_changes_on_one_side_moves_the_slot(project: Project) -> None:
    def first(month: str) -> set[str]:
        team = calls.participants(project, "us", month)
        return {f"{slot.first:%H:%M}" for slot in calls.slots(project.cohorts["us"], team, month, 31)}

    assert first("2027-03") == {"12:00"}


def test_clocks_that_never_meet_have_no_slot(minimal: Path) -> None:
    write(with_creators(minimal))
    edit(minimal, "content/creators/olga.yaml", ("Europe/Moscow", "America/Los_Angeles"))
    project = load_any(minimal)
    team = calls.participants(project, "ru", "2027-04")
    assert calls.slots(project.cohorts["ru"], team, "2027-04", 31) == ()


def load_any(folder: Path) -> Project:
    """A project whose planned call does not suit everybody."""
    from pipeline.checks import load as loading

    found, problems = loading.examine(folder)
    assert found is not None
    assert problems
    return found


def held(cohort: Cohort, *days: str) -> Cohort:
    """Calls with further ones that were held."""
    more = [
        cohort.calls[0].model_copy(
            update={"month": day[:7], "on": datetime.date.fromisoformat(day), "learned": (), "topics": ()}
        )
        for day in days
    ]
    return cohort.model_copy(update={"calls": (cohort.calls[0], *more)})


def test_creators_are_told_what_is_open_and_what_was_done_since_the_call_before(market: Project) -> None:
    cohort = held(market.cohorts["ru"], "2027-03-18", "2027-04-15")

    def said(month: str, on: str) -> list[tuple[str, bool, bool, int]]:
        found = calls.told(cohort, month, datetime.date.fromisoformat(on))
        return [(each.lesson.said["en"], each.done, each.overdue, each.calls) for each in found]

    assert said("2027-02", "2027-02-18") == []
    # As it stood on that day: the first was not done yet.
    assert said("2027-03", "2027-02-28") == [("It is late.", False, False, 0), ("It is long.", False, False, 0)]
    assert said("2027-03", "2027-03-18") == [("It is late.", True, False, 0), ("It is long.", False, True, 0)]
    assert said("2027-04", "2027-04-15") == [("It is long.", False, True, 1)]
    assert said("2027-05", "2027-05-20") == [("It is long.", False, True, 2)]
