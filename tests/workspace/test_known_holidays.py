from __future__ import annotations

import datetime

import pytest

from pipeline.workspace.known_holidays import known


def test_a_moved_day_off_names_the_day_that_it_is_off_for() -> None:
    year = known("RU", 2027, ("en", "ru"))
    assert year is not None
    found = {day.date.isoformat(): day for day in year.off}
    assert found["2027-02-22"].moved_from == datetime.date(2027, 2, 20)
    assert found["2027-03-08"].names == {"en": "International Women's Day", "ru": "Международный женский день"}
    assert year.working_weekends == (datetime.date(2027, 2, 20),)


@pytest.mark.parametrize(
    ("territory", "language", "name"),
    [
        ("KZ", "kk", "Жаңа жыл"),
        ("KZ", "ru", "New Year's Day"),
        ("BR", "pt-BR", "Confraternização Universal"),
        ("BR", "pt", "Confraternização Universal"),
        ("DE", "de-AT", "Neujahr"),
        ("US", "ru", "New Year's Day"),
    ],
)
def test_a_name_is_in_the_language_or_else_in_english(territory: str, language: str, name: str) -> None:
    year = known(territory, 2027, (language,))
    assert year is not None
    assert dict(year.off[0].names) == {language: name}


def test_the_days_of_the_weekend_are_those_of_the_country() -> None:
    year = known("EG", 2027, ("en",))
    assert year is not None
    assert year.weekend == ("fri", "sat")


@pytest.mark.parametrize(("territory", "year"), [("XX", 2027), ("US", 2190), ("US", 1700)])
def test_a_country_or_a_year_that_is_not_known_is_nothing(territory: str, year: int) -> None:
    assert known(territory, year, ("en",)) is None
