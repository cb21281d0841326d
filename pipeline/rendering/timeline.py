"""A partnership's plan → a timeline with its labels in one language: what templates of plans ask for."""

from __future__ import annotations

import datetime
import html
import json
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from pipeline.document.timelines import Band, Bar, Lane, Seam, Timeline
from pipeline.domain.dated_steps import DatedStep
from pipeline.domain.plan_part import PlanPart, PlanRow
from pipeline.domain.plan_sheet import PlanEvent
from pipeline.language.localization import Localization
from pipeline.model.calendar import WEEKDAYS, Calendar
from pipeline.model.theme import Theme

_DAY = datetime.timedelta(days=1)
_MARGIN = 1
"""Days before the first step and behind the last."""


def filters(localization: Localization, theme: Theme) -> dict[str, Callable[..., Any]]:
    """The filters by which a template prints a plan."""

    def drawn(part: PlanPart, paper: str, words: str) -> str:
        rows = [tuple(html.unescape(line).split("|")) for line in words.split("\n") if line]
        return timeline(part, rows, localization, round(theme.sheet(paper).text_width, 2)).reference

    return {"timeline": drawn, "event": event}


def event(given: PlanEvent | DatedStep, summary: str, description: str, said: str = "") -> str:
    """A date for calendars as the value of a document's property; `said` is it in words."""
    step = given.row if isinstance(given, PlanEvent) else given
    start, zone = (step.day.isoformat(), "") if step.due is None else (step.due.isoformat(), str(step.zone))
    words = {"summary": html.unescape(summary), "description": html.unescape(description)}
    words |= {"said": html.unescape(said)} if said else {}
    told = {"start": start, "zone": zone, **words, "sequence": given.sequence, "cancelled": given.cancelled}
    return json.dumps(told, ensure_ascii=False)


def timeline(part: PlanPart, words: Sequence[tuple[str, ...]], localization: Localization, width: float) -> Timeline:
    """The timeline of a part. `words` holds for each row its label, its days to spare, and who takes it."""
    first = part.first - _MARGIN * _DAY
    days = (part.last - first).days + 1 + _MARGIN
    lanes: dict[str, list[Bar]] = {}
    names: dict[str, str] = {}
    for row, (label, spare, who) in zip(part.rows, words, strict=True):
        if row not in part.drawn:
            continue
        lanes.setdefault(row.step.actor, []).append(_bar(row, label, spare, first))
        names[row.step.actor] = who
    fixed = max(row.step.latest.finish for row in part.drawn if row.step.id in part.planned)
    return Timeline(
        width=width,
        first=first.isoformat(),
        days=days,
        months=tuple(_months(first, days, localization)),
        fixed=(fixed - first).days,
        fixed_label=localization.date(fixed, "day"),
        bands=tuple(_band(name, part, first, days) for name in part.calendars),
        seams=tuple(_seams(part, first, localization)),
        lanes=tuple(Lane(names[actor], tuple(bars)) for actor, bars in lanes.items()),
    )


def _bar(row: PlanRow, label: str, spare: str, first: datetime.date) -> Bar:
    latest = row.step.latest
    end = row.step.date or latest.finish
    begin = min(row.begin + _DAY, end)
    return Bar(
        label=label,
        begin=max(0, (begin - first).days),
        end=max(0, (end - first).days),
        last=(max(latest.finish, end) - first).days,
        spare=spare,
        critical=row.critical,
    )


def _months(first: datetime.date, days: int, localization: Localization) -> Iterator[tuple[int, str]]:
    for day in range(days):
        date = first + day * _DAY
        if day == 0 or date.day == 1:
            yield day, localization.date(date, "month")


def _band(name: str, part: PlanPart, first: datetime.date, days: int) -> Band:
    calendar = part.calendars[name]
    dates = [(day, first + day * _DAY) for day in range(days)]
    return Band(
        name=name.upper(),
        off=tuple(day for day, date in dates if not calendar.works(date)),
        quiet=tuple(day for day, date in dates if any(date in absence for absence in part.market.quiet)),
        worked=tuple(day for day, date in dates if _worked_weekend(calendar, date)),
    )


def _worked_weekend(calendar: Calendar, date: datetime.date) -> bool:
    return WEEKDAYS[date.weekday()] in calendar.weekend and calendar.works(date)


def _seams(part: PlanPart, first: datetime.date, localization: Localization) -> Iterator[Seam]:
    for date, *apart in part.changes:
        before, after = (localization.duration(Decimal(abs(minutes)) / 60, "hour") for minutes in apart)
        yield Seam((date - first).days, f"{before} → {after}")
