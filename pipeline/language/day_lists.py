"""Days of one month → one list of them, in which the month is said once."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence

import babel.dates

from pipeline.language.localization import Localization

_NUMBER = re.compile(r"d+\.?")
"""The day in a pattern of a date, with the point that a language writes behind it."""

_LIST = "@"


def listed(
    days: Sequence[datetime.date],
    localization: Localization,
    *,
    year: bool = False,
    mark: Callable[[datetime.date, str], str] = lambda day, said: said,
) -> str:
    """Days of one month and year: the pattern of a day, in which the days stand as a list; `mark` marks each up."""
    dates = localization.language.dates
    pattern = dates.full if year else dates.day
    number = _NUMBER.search(pattern)
    if number is None or len(days) == 1:
        return mark(days[0], babel.dates.format_date(days[0], pattern, locale=localization.locale))
    numbers = [mark(day, babel.dates.format_date(day, number[0], locale=localization.locale)) for day in days]
    around = f"{pattern[: number.start()]}'{_LIST}'{pattern[number.end() :]}"
    said = babel.dates.format_date(days[0], around, locale=localization.locale)
    return said.replace(_LIST, localization.joined(numbers))
