"""The holidays of a country in a year, as a library knows them: what a calendar starts from."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version

import holidays

from pipeline.model.calendar import WEEKDAYS, Weekday

SOURCE = f"holidays {version('holidays')}"
"""The library with its version, as a calendar's source names it."""

_ENGLISH = "en_US"
_MOVED = re.compile(r"Day off \(substituted from ([0-9]{2})/([0-9]{2})/([0-9]{4})\)")


@dataclass(frozen=True)
class Holiday:
    """One day off with its name by language, and the day that it is off for."""

    date: datetime.date
    names: Mapping[str, str]
    moved_from: datetime.date | None


@dataclass(frozen=True)
class Year:
    """What is known of one year in one country."""

    weekend: tuple[Weekday, ...]
    off: tuple[Holiday, ...]
    working_weekends: tuple[datetime.date, ...]
    regional: tuple[Holiday, ...] = ()
    """Days that most regions have off and the country as such has not: somebody has to see whose these are."""


def known(territory: str, year: int, languages: Sequence[str]) -> Year | None:
    """The days off of a country in a year, None where the library knows neither.

    A name that the library does not have in a language is the English one, to be translated.
    """
    try:
        found = holidays.country_holidays(territory, years=year)
    except NotImplementedError:
        return None
    if not found.start_year <= year <= found.end_year:
        return None
    return Year(
        weekend=tuple(WEEKDAYS[day] for day in sorted(found.weekend)),
        off=_holidays(territory, year, languages, found.supported_languages),
        working_weekends=tuple(sorted(day for day in found.weekend_workdays if day.year == year)),
        regional=_regional(territory, year, languages, found),
    )


def _holidays(
    territory: str, year: int, languages: Sequence[str], tags: Sequence[str], region: str | None = None
) -> tuple[Holiday, ...]:
    english, *others = (_named(territory, year, language, tags, region) for language in (_ENGLISH, *languages))
    named = dict(zip(languages, others, strict=True))
    return tuple(
        Holiday(day, {language: names.get(day, name) for language, names in named.items()}, _moved_from(name))
        for day, name in sorted(english.items())
    )


def _regional(
    territory: str, year: int, languages: Sequence[str], national: holidays.HolidayBase
) -> tuple[Holiday, ...]:
    """The days that are off in at least half of a country's regions, and not in the whole country."""
    found: dict[datetime.date, list[Holiday]] = {}
    for region in national.subdivisions:
        for holiday in _holidays(territory, year, languages, national.supported_languages, region):
            if holiday.date not in national:
                found.setdefault(holiday.date, []).append(holiday)
    regions = len(national.subdivisions)
    return tuple(same[0] for _, same in sorted(found.items()) if 2 * len(same) >= regions)


def _named(
    territory: str, year: int, language: str, tags: Sequence[str], region: str | None
) -> Mapping[datetime.date, str]:
    """The names of a country's days off: in a language where the library has it, else in English, else its own."""
    short = language.replace("_", "-").partition("-")[0]
    exact = [tag for tag in tags if tag.replace("_", "-") == language]
    near = [tag for tag in tags if tag.partition("_")[0] == short]
    best = next(iter([*exact, *near, *(tag for tag in tags if tag == _ENGLISH)]), None)
    return dict(holidays.country_holidays(territory, years=year, language=best, subdiv=region))


def _moved_from(name: str) -> datetime.date | None:
    """The day that a day off was moved from, where the library's English name says it."""
    found = _MOVED.search(name)
    return datetime.date(int(found[3]), int(found[1]), int(found[2])) if found else None
