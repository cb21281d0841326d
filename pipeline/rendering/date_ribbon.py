"""A campaign's dates → a ribbon with its labels in one language: what the master brief asks for."""

from __future__ import annotations

import datetime
import html
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pipeline.document.date_ribbons import DateRibbon, RibbonRow, RibbonStep
from pipeline.domain.overview import Overview
from pipeline.language.localization import Localization
from pipeline.model.localized import Translated
from pipeline.model.theme import Theme

_DAY = datetime.timedelta(days=1)
_BEFORE, _BEHIND = 5, 2
"""Days before the first step and behind the last, so that what stands over them has room."""


def filters(
    localization: Localization, theme: Theme, said: Callable[[Translated], str]
) -> dict[str, Callable[..., Any]]:
    """The filter by which a template draws the dates of a campaign; `said` gives a text's words."""

    def dates_to_scale(whole: Overview, paper: str, names: Mapping[str, str]) -> str:
        """The ribbon of the first dates; `names` says in a word or two what each step that is drawn is."""
        width = round(theme.sheet(paper).text_width, 2)
        plain = {name: html.unescape(str(words)) for name, words in names.items()}
        return date_ribbon(whole, width, plain, localization, said).reference

    return {"dates_to_scale": dates_to_scale}


def date_ribbon(
    whole: Overview,
    width: float,
    names: Mapping[str, str],
    localization: Localization,
    said: Callable[[Translated], str],
) -> DateRibbon:
    """The ribbon of a campaign's first dates in the markets that have posts."""
    dates = whole.timetables[0]
    drawn = [(place, chapter) for place, chapter in enumerate(whole.chapters) if dates.id in chapter.spans]
    steps = {
        place: [step for row in dates.rows if row.milestone in names and (step := row.steps[place])]
        for place, _ in drawn
    }
    days = [step.date for each in steps.values() for step in each]
    days += [day for _, chapter in drawn for day in chapter.spans[dates.id]]
    first, last = min(days) - _BEFORE * _DAY, max(days) + _BEHIND * _DAY

    def row(place: int) -> RibbonRow:
        chapter = whole.chapters[place]
        begin, end = chapter.spans[dates.id]
        return RibbonRow(
            said(chapter.market.name),
            tuple(
                RibbonStep((step.date - first).days, names[step.milestone], str(step.date.day)) for step in steps[place]
            ),
            (begin - first).days,
            (end - first).days,
            localization.dates(begin, end, begin.year),
            _in_month(begin, end),
        )

    days_apart = (last - first).days + 1
    months = tuple(_months(first, days_apart, localization))
    return DateRibbon(width, days_apart, months, tuple(row(place) for place, _ in drawn))


def _in_month(begin: datetime.date, end: datetime.date) -> str:
    """The days of a span inside of one month, which is named elsewhere; nothing of any other."""
    if (begin.year, begin.month) != (end.year, end.month):
        return ""
    return str(begin.day) if begin == end else f"{begin.day}\u2013{end.day}"


def _months(first: datetime.date, days_apart: int, localization: Localization) -> Iterator[tuple[int, str]]:
    names = localization.locale.months["stand-alone"]["wide"]
    for days in range(days_apart):
        day = first + days * _DAY
        if day.day == 1 or not days:
            yield days, names[day.month]
