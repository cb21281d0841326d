"""A ribbon of dates → what draws it: a row for each market, its posts as a bar, its steps as signs, days to scale."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.document.date_ribbons import DateRibbon, RibbonRow
from pipeline.writers.pen import Pen

_AXIS, _MONTHS, _ROW, _BAR = 0.25, 15.0, 38.25, 13.5
_MIDDLE, _ABOVE, _BELOW, _SIGN, _PAD, _EDGE = 18.0, 9.75, 12.75, 6.0, 3.0, 4.0
_OVER = 3.75
"""What is free between a bar and the days above it, which have letters that reach below their line."""

_GAP, _GAP_BELOW = 9.0, 4.0
"""Between words on a line: those below begin with their day, by which they are told apart."""

_ASIDE = 7.0
"""How far a label may stand aside of its sign, in points."""


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
    middle, inside = 0.0, False
    for said in filter(None, (row.span, row.short)):
        middle, inside = _room(bar, signs, pen.width(said, bold=True))
        if inside:
            pen.words((middle, y - 3), said, "white", bold=True)
            break
    months = [left + begin * day for begin, _ in data.months if begin]
    ends = left, data.width - 1
    above, below = _Lane(pen, ends, months), _Lane(pen, ends, months, _GAP_BELOW)
    if not inside:
        above.say(row.span, middle, y + _BAR / 2 + _OVER, "ink")
    begins = _begins(above, [step.label for step in row.steps], signs, pen.width(row.label, bold=True) + _ASIDE)
    for step, x, begin in zip(row.steps, signs, begins, strict=True):
        pen.sign((x, y), "o", "ink", _SIGN)
        # Beside a label that stands close by, one goes below the line; what has no room there is left to the table.
        alone = above.say(step.label, x, y + _ABOVE, "muted", begin)
        if alone or not below.say(f"{step.date} {step.label}", x, y - _BELOW, "ink"):
            below.say(step.date, x, y - _BELOW, "ink")


def _begins(lane: _Lane, labels: list[str], signs: list[float], least: float) -> list[float]:
    """Where labels begin over their signs; one gives way to the next by standing before its own, behind `least`.

    It does not give way over the line of a month: then the next has its label below.
    """
    wide = [lane.pen.width(label) for label in labels]
    begins = [lane.within(width, sign) for width, sign in zip(wide, signs, strict=True)]
    for place in reversed(range(len(begins) - 1)):
        free = begins[place + 1] - lane.gap - wide[place]
        month, _ = lane.limits(wide[place], signs[place])
        if max(least, month, signs[place] - _ASIDE - wide[place]) <= free < begins[place]:
            begins[place] = free
    return begins


def _room(bar: tuple[float, float], signs: list[float], wide: float) -> tuple[float, bool]:
    """The middle of the longest part of a bar on which no sign stands, and whether words of a width have room there."""
    edges = [bar[0], *sorted(sign for sign in signs if bar[0] < sign < bar[1]), bar[1]]
    length, begin, end = max((after - before, before, after) for before, after in pairwise(edges))
    beside = _PAD if len(edges) == 2 else _PAD + _SIGN / 2
    return (begin + end) / 2, wide + 2 * beside <= length


@dataclass
class _Lane:
    """A line of words, of which none run into each other."""

    pen: Pen
    ends: tuple[float, float]
    months: list[float]
    """Where lines between months stand, which no words cross that have room beside them."""
    gap: float = _GAP
    taken: list[tuple[float, float]] = field(default_factory=list)

    def say(self, text: str, middle: float, y: float, colour: str, wished: float | None = None) -> bool:
        """Whether words have room around a place, or from one on that is wished; then they stand there."""
        wide = self.pen.width(text)
        begin = self.within(wide, middle) if wished is None else wished
        # A little aside it still stands over its sign.
        free = max((end + self.gap for start, end in self.taken if start < begin), default=begin)
        if begin < free <= min(begin + _ASIDE, self.ends[1] - wide):
            begin = free
        if any(begin < other[1] + self.gap and other[0] < begin + wide + self.gap for other in self.taken):
            return False
        self.pen.words((begin, y), text, colour, side="left", ground="white")
        self.taken.append((begin, begin + wide))
        return True

    def within(self, wide: float, middle: float) -> float:
        """Where words begin that stand around a place: inside of its month, if that is as wide, and on the ribbon."""
        after, before = self.limits(wide, middle)
        return max(after, min(middle - wide / 2, before - wide))

    def limits(self, wide: float, middle: float) -> tuple[float, float]:
        """Between what words of a width stand: the lines of a place's month, or where they are wider, the ribbon's."""
        after = [self.ends[0], *(line + _PAD for line in self.months if line <= middle)][-1]
        before = [self.ends[1], *(line - _PAD for line in reversed(self.months) if line > middle)][-1]
        return self.ends if wide > before - after else (after, before)
