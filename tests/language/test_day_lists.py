"""Days of one month in a list."""

from __future__ import annotations

import datetime

import pytest

from pipeline.language.day_lists import listed
from pipeline.language.localization import Localization
from pipeline.reading.project import Project

N = "\u00a0"


@pytest.mark.parametrize(
    ("language", "days", "told", "with_year"),
    [
        ("en", (9, 16), "March 9 and 16", "March 9 and 16, 2027"),
        ("en", (9, 16, 23), "March 9, 16, and 23", "March 9, 16, and 23, 2027"),
        ("en", (9,), "March 9", "March 9, 2027"),
        ("ru", (9, 16), "9 и 16 марта", f"9 и 16 марта 2027{N}г."),
        ("de", (9, 16), "9. und 16. März", "9. und 16. März 2027"),
    ],
)
def test_days_of_a_month_name_it_once(
    project: Project, language: str, days: tuple[int, ...], told: str, with_year: str
) -> None:
    localization = Localization(language, project.languages[language])
    dates = [datetime.date(2027, 3, day) for day in days]
    assert [listed(dates, localization), listed(dates, localization, year=True)] == [told, with_year]
