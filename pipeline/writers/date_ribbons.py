"""A ribbon of dates → what draws it: a row for each market, its posts as a bar, its steps as signs, days to scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.document.date_ribbons import DateRibbon, RibbonRow
from pipeline.writers.labels_above import Label, Room, alone, places
from pipeline.writers.pen import Pen

_AXIS, _MONTHS, _ROW, _BAR = 0.25, 15.0, 38.25, 13.5
_MIDDLE, _ABOVE, _BELOW, _SIGN, _PAD, _EDGE = 18.0, 9.75, 13.5, 6.0, 3.0, 4.0
_HIGHER, _UNDER, _BEHIND_NAME = 18.0, 2.5, 7.0
"""From a row's line to the words on the second line above it, what is free below these, and behind a row's name."""

_OVER = 3.75
"""What is free between a bar and the days above it, which have letters that reach below their line."""

_GAP, _GAP_BELOW = 9.0, 4.0
"""Between labels above the line, and between days below it."""

_ASIDE = 7.0
"""How far a day may stand aside of its sign, in points."""


def height(data: DateRibbon) -> float:
    """How high a ribbon is, in points."""
    return _MONTHS + len(data.rows) * _ROW


def draw(pen: Pen, data: DateRibbon) -> None:
    """Draws a ribbon. Days begin where the text of a page's lists does."""
    left, top = _AXIS * data.width, height(data)
    day = (data.width - left - _EDGE) / data.days
    ends = [left + begin * day for begin, _ in data.months[1:]] + [data.width]
    for (begin, name), end in zip(data.months, ends, strict=True):
        x = left + begin * day
        if begin:
            pen.line((x, x), (0, top - 2), "hairline", 0.5)
        if x + _PAD + pen.width(name) <= end:
            pen.words((x + _PAD, top - 9), name, "muted", side="left")
    for index, row in enumerate(data.rows):
        _row(pen, data, row, top - _MONTHS - (index + 1) * _ROW + _MIDDLE)


def _row(pen: Pen, data: DateRibbon, row: RibbonRow, y: float) -> None:
    left = _AXIS * data.width
    day = (data.width - left - _EDGE) / data.days
    pen.words((0, y - 3), row.label, "ink", bold=True, side="left")
    pen.line((left, data.width), (y, y), "hairline", 0.75)
    bar = left + row.begin * day, left + (row.end + 1) * day
    pen.box(bar, (y - _BAR / 2, y + _BAR / 2), "campaign")
    signs = [left + (step.day + 0.5) * day for step in row.steps]
    months = [left + begin * day for begin, _ in data.months if begin]
    ribbon = Room(left, data.width - 1, pen.width(row.label, bold=True) + _BEHIND_NAME, _GAP, months)
    steps = list(zip(row.steps, signs, strict=True))
    for _, x in steps:
        pen.sign((x, y), "o", "ink", _SIGN)
    _days(pen, [(step.date, x) for step, x in steps], y - _BELOW, ribbon)
    words = [_Words(step.label, x, "muted", y + _ABOVE, y + _SIGN / 2) for step, x in steps]
    middle, inside = 0.0, False
    for said in filter(None, (row.span, row.short)):
        middle, inside = _room(bar, signs, pen.width(said, bold=True))
        if inside:
            pen.words((middle, y - 3), said, "white", bold=True)
            break
    if not inside:
        words.append(_Words(row.span, middle, "ink", y + _BAR / 2 + _OVER, y + _BAR / 2))
    # What has no room is left to the table.
    for index, (level, begin) in places([Label(one.x, pen.width(one.text)) for one in words], ribbon).items():
        one, second = words[index], y + _HIGHER
        if level:
            pen.line((one.x, one.x), (one.top + 1, second - _UNDER), "muted", 0.5)
        _say(pen, one.text, (begin, second if level else one.base), one.colour, months)


@dataclass(frozen=True)
class _Words:
    """Words above what they tell of: its middle, their baseline, and how high it reaches."""

    text: str
    x: float
    colour: str
    base: float
    top: float


def _days(pen: Pen, days: Sequence[tuple[str, float]], y: float, ribbon: Room) -> None:
    """The days of a month, each below its sign or a little aside, if it has room there."""
    taken: list[tuple[float, float]] = []
    for text, x in days:
        wide = pen.width(text)
        begin = alone(Label(x, wide), ribbon)
        free = max((end + _GAP_BELOW for start, end in taken if start < begin), default=begin)
        if begin < free <= min(begin + _ASIDE, ribbon.end - wide):
            begin = free
        if not any(begin < end + _GAP_BELOW and start < begin + wide + _GAP_BELOW for start, end in taken):
            _say(pen, text, (begin, y), "ink", ribbon.lines)
            taken.append((begin, begin + wide))


def _say(pen: Pen, text: str, at: tuple[float, float], colour: str, months: Sequence[float]) -> None:
    """Words, with a ground where the line of a month runs behind them: elsewhere it would cut the bar below."""
    crossed = any(at[0] - 2 < line < at[0] + pen.width(text) + 2 for line in months)
    pen.words(at, text, colour, side="left", ground="white" if crossed else "")


def _room(bar: tuple[float, float], signs: list[float], wide: float) -> tuple[float, bool]:
    """The middle of the longest part of a bar on which no sign stands, and whether words of a width have room there."""
    edges = [bar[0], *sorted(sign for sign in signs if bar[0] < sign < bar[1]), bar[1]]
    length, begin, end = max((after - before, before, after) for before, after in pairwise(edges))
    beside = _PAD if len(edges) == 2 else _PAD + _SIGN / 2
    return (begin + end) / 2, wide + 2 * beside <= length
