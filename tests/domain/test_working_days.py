"""Counts of working days against the decrees' own tables of months, which nobody here worked out."""

from __future__ import annotations

import calendar as months
import datetime

import pytest
from calendars import RU, US, day, read
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.working_days import OutsideCalendar, WorkingDays, common
from pipeline.model.calendar import Absence

DAYS = st.dates(datetime.date(2026, 3, 1), datetime.date(2027, 10, 31))


# Working days of each month: for Russia the yearly totals of 247 are what production calendars state;
# for the US, weekdays less the federal days that the Office of Personnel Management lists.
MONTHS = {
    ("ru", 2026): (15, 19, 21, 22, 19, 21, 23, 21, 22, 22, 20, 22),
    ("ru", 2027): (15, 19, 22, 22, 19, 21, 22, 22, 22, 21, 20, 22),
    ("us", 2026): (20, 19, 22, 22, 20, 21, 22, 21, 21, 21, 19, 22),
    ("us", 2027): (19, 19, 23, 22, 20, 21, 21, 22, 21, 20, 20, 21),
}


@pytest.mark.parametrize(("name", "year"), MONTHS)
def test_each_month_has_the_working_days_that_others_count(name: str, year: int) -> None:
    actor = {"ru": RU, "us": US}[name]
    counted = tuple(
        sum(actor.works(datetime.date(year, month, day + 1)) for day in range(months.monthrange(year, month)[1]))
        for month in range(1, 13)
    )
    assert counted == MONTHS[name, year]
    assert name != "ru" or sum(counted) == 247


@pytest.mark.parametrize(
    ("actor", "date", "works"),
    [
        (RU, "2027-02-20", True),
        (RU, "2027-02-22", False),
        (RU, "2027-03-08", False),
        (RU, "2026-03-09", False),
        (RU, "2026-12-31", False),
        (RU, "2027-11-05", False),
        (US, "2027-03-08", True),
        (US, "2027-06-18", False),
        (US, "2026-07-03", False),
        (US, "2027-12-31", False),
        (US, "2027-02-20", False),
    ],
)  # fmt: skip
def test_moved_days_are_where_they_were_moved(actor: WorkingDays, date: str, works: bool) -> None:
    assert actor.works(day(date)) is works


def test_a_working_saturday_counts() -> None:
    assert RU.between(day("2027-02-12"), day("2027-03-03")) == 12
    assert US.between(day("2027-02-12"), day("2027-03-03")) == 12
    assert RU.after(day("2027-02-19"), 1) == day("2027-02-20")


def test_day_nought_is_not_counted() -> None:
    assert RU.after(day("2027-02-12"), 0) == day("2027-02-12")
    assert RU.after(day("2027-02-12"), 1) == day("2027-02-15")
    assert RU.before(day("2027-03-09"), 1) == day("2027-03-05")


def test_a_count_never_leaves_the_calendar() -> None:
    with pytest.raises(OutsideCalendar, match="calendar ru ends on 2027-12-31; 2028-01-01 cannot be counted"):
        RU.after(day("2027-12-30"), 1)
    with pytest.raises(OutsideCalendar):
        RU.works(day("2025-12-31"))


def test_days_away_are_not_worked() -> None:
    away = Absence.model_validate({"from": "2027-02-15", "to": "2027-02-17"})
    actor = read("ru", (away,))
    assert actor.after(day("2027-02-12"), 1) == day("2027-02-18")
    assert not common([actor, US], day("2027-02-16"))
    assert common([RU, US], day("2027-02-16"))


@given(DAYS, st.integers(0, 30), st.sampled_from([RU, US]))
def test_forward_and_back_is_where_one_was(start: datetime.date, count: int, actor: WorkingDays) -> None:
    begin = actor.after(start, 1)
    assert actor.before(actor.after(begin, count), count) == begin
    assert actor.between(begin, actor.after(begin, count)) == count


@given(DAYS, st.integers(1, 30), st.sampled_from([RU, US]))
def test_a_count_never_ends_on_a_day_off(start: datetime.date, count: int, actor: WorkingDays) -> None:
    assert actor.works(actor.after(start, count))
    assert actor.works(actor.before(start, count))


@given(DAYS, DAYS, st.integers(0, 30), st.sampled_from([RU, US]))
def test_who_begins_later_never_ends_earlier(
    first: datetime.date, second: datetime.date, count: int, actor: WorkingDays
) -> None:
    first, second = sorted((first, second))
    assert actor.after(first, count) <= actor.after(second, count)
    assert actor.between(first, second) == -actor.between(second, first)
