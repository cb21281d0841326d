"""A chart of ranges → what draws it: past results on a time-true axis, the agreed range in the column of its year.

All panels have one scale, in percent of the middle of each range, so that how much is tolerated can be compared. A
result inside the range is a disk, one that is better a ring, one that missed it a hollow triangle that points to
the side: what is round is as agreed or better.
Below the panels stands what these signs mean: the same signs, equally large, and behind them what the scale is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from math import ceil, floor

from pipeline.document.charts import Chart, Panel, Sign
from pipeline.writers import plot_keys
from pipeline.writers.label_places import Box, around, level, spread
from pipeline.writers.pen import Pen
from pipeline.writers.plot_keys import SIGN

_PER_ROW, _GAP = 2, 18.0
_LOW = 54.0
"""The height of a scale where markets stand in more rows than one."""

_TOP, _FOOT = 12.0, 21.0
"""Above the scale for a sign or the words over the highest, and below it for the axis and its years."""

_QUARTER, _QUARTER_WIDE, _LEAST_QUARTER = 20.0, 52.0, 8.0
"""The most that a quarter is wide, with markets beside each other and alone, and the least that gets a tick."""

_COLUMN, _BEFORE_COLUMN = 24.0, 24.0
_IN_COLUMN, _BEHIND_DIAMOND = 4.0, 7.0  # Beside a plan with its value, and from a diamond's middle to that value.

_DIAMOND, _LARGE = 7.0, 1.6
_MARKERS: Mapping[Sign, str] = {"inside": "o", "better": "o", "above": "^", "below": "v", "plan": "D"}
_BETTER = {("above", "up"), ("below", "down")}
_APART, _CAP = 5.0, 3.0
_ASCENT, _DESCENT, _ASIDE, _FROM_COLUMN = 6.5, 2.0, 2.0, 6.0
_CLEAR = 0.6
"""How far from an end of the range words stand at least: closer, they seem to hang on its line."""
_FROM_LINES, _NEARER = 1.5, 1.0
"""How far from a sign the lines end that pass it, and how much nearer to its own sign a value stands than to others."""
_YEAR_ROOM = 24.0


def height(data: Chart) -> float:
    """How high a chart is, in points."""
    rows = -(-len(data.panels) // _PER_ROW)
    return rows * (_scale(data) + _TOP + _FOOT) + plot_keys.height(data)


def draw(pen: Pen, data: Chart) -> None:
    """Draws a chart."""
    width = data.width / min(len(data.panels), _PER_ROW)
    whole = height(data)
    row_height = _scale(data) + _TOP + _FOOT
    for index, panel in enumerate(data.panels):
        row, column = divmod(index, _PER_ROW)
        bottom = whole - (row + 1) * row_height + _FOOT
        place = _Place(column * width, width - (_GAP if width < data.width else 0), bottom, _scale(data))
        _Drawing(pen, data, panel, place).all()
    plot_keys.draw(pen, data, _key_sign)


def _key_sign(pen: Pen, at: tuple[float, float], meaning: Sign) -> None:
    if meaning == "plan":
        pen.sign(at, _MARKERS[meaning], "accent", _DIAMOND)
    else:
        _result_sign(pen, at, meaning)


def _result_sign(pen: Pen, at: tuple[float, float], meaning: Sign, size: float = 1.0, apart: float = 0.0) -> None:
    marker, hollow = _MARKERS[meaning], meaning != "inside"
    pen.sign(at, marker, "ink", SIGN * size * (1 if marker == "o" else 1.1), hollow=hollow, apart=apart)


def _scale(data: Chart) -> float:
    return data.height if len(data.panels) <= _PER_ROW else _LOW


@dataclass(frozen=True)
class _Place:
    """Where a panel stands: its left edge and width, the bottom of its scale and the scale's height."""

    left: float
    width: float
    bottom: float
    height: float


class _Drawing:
    """One panel."""

    def __init__(self, pen: Pen, data: Chart, panel: Panel, place: _Place) -> None:
        self.pen, self.data, self.panel, self.place = pen, data, panel, place
        self.low = Decimal(panel.low)
        self.high = Decimal(panel.high) if panel.high else None
        self.middle = (self.low + (self.low if self.high is None else self.high)) / 2 or Decimal(1)
        moments = [point.at for point in panel.points]
        self.first = floor(min(moments)) if moments else 0
        self.last = ceil(max(moments)) if moments else 0
        # Where the value of a plan alone stands beside its diamond; None where it stands behind the column.
        alone = None if panel.actual else panel.plan
        self.beside = level(self.y(Decimal(alone.value)), *self.ends()) if alone else None
        self.labels = max(map(self.pen.width, self.printed()), default=0.0) + 8
        self.wide = _COLUMN
        if alone and self.beside is not None:
            said = _DIAMOND / 2 + _BEHIND_DIAMOND + self.pen.width(alone.printed)
            self.wide = max(_COLUMN, said + 2 * _IN_COLUMN)
        self.quarter = self.quarter_width()
        self.column = place.left + (self.last - self.first) * 4 * self.quarter + _BEFORE_COLUMN
        self.taken: list[Box] = []
        self.places: list[tuple[float, float]] = []

    def printed(self) -> Iterator[str]:
        """What is printed behind the column of the range."""
        yield from (self.panel.low_printed, self.panel.high_printed)
        yield from (value.printed for value in (self.panel.plan, self.panel.actual) if value and self.beside is None)
        yield self.panel.open

    def quarter_width(self) -> float:
        """How wide a quarter is."""
        quarters = (self.last - self.first) * 4
        room = self.place.width - _BEFORE_COLUMN - self.wide - self.labels
        most = _QUARTER_WIDE if len(self.data.panels) == 1 else _QUARTER
        return min(most, room / quarters) if quarters else 0.0

    def x(self, at: float) -> float:
        return self.place.left + (at - self.first) * 4 * self.quarter

    def y(self, value: Decimal) -> float:
        share = float(value / self.middle * 100)
        return self.place.bottom + self.place.height * (share - self.data.bottom) / (self.data.top - self.data.bottom)

    def all(self) -> None:
        top = self.place.bottom + self.place.height
        low, high = self.y(self.low), self.y(self.high) if self.high is not None else top
        right = self.column + self.wide
        self.pen.area((self.column, right), (low, high), "band")
        if self.panel.open:
            self.not_yet(right)
        for y in (low, high) if self.high is not None else (low,):
            self.pen.line((self.place.left, self.column), (y, y), "accent", 0.8, dotted=True)
            self.pen.line((self.column, right), (y, y), "accent", 1.2)
        self.axis()
        self.this_year(right)
        self.history()

    def axis(self) -> None:
        """Years and, where there is room, quarters; the year of the range stands below its column."""
        y, end = self.place.bottom - 6, self.x(self.last)
        self.pen.words((self.column + self.wide / 2, y - 12), self.panel.year, "accent", bold=True)
        if not self.panel.points:
            return
        self.pen.line((self.x(self.first), end), (y, y), "hairline", 0.75)
        step = max(1, ceil(_YEAR_ROOM / (4 * self.quarter)))
        for quarter in range((self.last - self.first) * 4 + 1):
            year, whole = self.first + quarter / 4, quarter % 4 == 0
            if whole or self.quarter >= _LEAST_QUARTER:
                self.pen.line((self.x(year), self.x(year)), (y, y - (4 if whole else 2)), "hairline", 0.75)
            if whole and year < self.last and not (year - self.first) % step:
                self.pen.words((self.x(year), y - 12), f"{year:.0f}", "muted", side="left")

    def this_year(self, right: float) -> None:
        """The ends of the range and what was reached, none on another; a plan alone is told in the column."""
        middle = self.column + self.wide / 2
        # Plan and result stand beside each other, whatever they come to.
        planned, reached = (middle - _APART, middle + _APART) if self.panel.actual else (middle, middle)
        said = [(self.y(self.low), self.panel.low_printed, "accent", True)]
        if self.high is not None:
            said.append((self.y(self.high), self.panel.high_printed, "accent", True))
        if self.panel.plan:
            y = self.y(Decimal(self.panel.plan.value))
            if self.beside is None:
                said.append((y, self.panel.plan.printed, "accent", False))
            else:
                planned = self.column + _IN_COLUMN + _DIAMOND / 2
                self.pen.words((planned + _BEHIND_DIAMOND, self.beside), self.panel.plan.printed, "accent", side="left")
            self.pen.sign((planned, y), "D", "accent", _DIAMOND)
        if self.panel.actual:
            y = self.y(Decimal(self.panel.actual.value))
            self.whisker(reached)
            self.sign(reached, y, Decimal(self.panel.actual.value), _LARGE)
            said.append((y, self.panel.actual.printed, "ink", True))
        for y, (_, text, colour, bold) in zip(spread([one[0] for one in said]), said, strict=True):
            self.pen.words((right + 4, y - 3), text, colour, bold=bold, side="left")

    def whisker(self, x: float) -> None:
        """From what to what chance alone could have taken the result."""
        if self.panel.chance:
            ends = [self.y(Decimal(end)) for end in self.panel.chance]
            self.pen.line((x, x), ends, "ink", 1.1)
            for end in ends:
                self.pen.line((x - _CAP, x + _CAP), (end, end), "ink", 1.1)

    def not_yet(self, right: float) -> None:
        """Where a result will stand: hatched, and in words why there is none."""
        top = self.place.bottom + self.place.height
        self.pen.hatched((self.column, right), (self.place.bottom, top), "muted")
        self.pen.words((right + 4, top - 7), self.panel.open, "ink", bold=True, side="left")

    def sign(self, x: float, y: float, value: Decimal, size: float = 1.0, apart: float = 0.0) -> None:
        place: Sign = "inside"
        if self.outside(value):
            place = "below" if value < self.low else "above"
            if (place, self.data.better) in _BETTER:
                place = "better"
        _result_sign(self.pen, (x, y), place, size, apart)

    def history(self) -> None:
        """A sign for each result, labeled where there is room."""
        points, half, near = self.panel.points, SIGN / 2 + 1, SIGN / 2 + 4
        places = self.places = [(self.x(point.at), self.y(Decimal(point.value))) for point in points]
        for point, (x, y) in zip(points, places, strict=True):
            self.sign(x, y, Decimal(point.value), apart=_FROM_LINES)
            self.taken.append(Box(x - near, y - half, x + near, y + half))
        if not self.data.valued or not points:
            return
        values = [Decimal(point.value) for point in points]
        outside = [index for index, value in enumerate(values) if self.outside(value)]
        telling = [len(values) - 1, *sorted(outside, key=lambda index: -abs(values[index] - self.middle)), 0]
        self.label(list(dict.fromkeys(telling)))
        # Where markets stand in one row, there may be room for the value of each: of all the others or of none.
        if len(self.data.panels) <= _PER_ROW:
            self.label([index for index in range(len(values)) if index not in telling], all_or_none=True)

    def outside(self, value: Decimal) -> bool:
        return value < self.low or (self.high is not None and value > self.high)

    def label(self, indexes: Sequence[int], *, all_or_none: bool = False) -> None:
        """The values of some results where there is room for them."""
        before, told = len(self.taken), []
        for index in indexes:
            for box in islice(self.free(index, always=index == len(self.places) - 1), 1):
                self.taken.append(box)
                told.append((self.panel.points[index].printed, box.left + _ASIDE, box.bottom + _DESCENT))
        if all_or_none and len(told) < len(indexes):
            del self.taken[before:], told[:]
        for text, left, base in told:
            self.pen.words((left, base), text, "ink", side="left", ground="white")

    def free(self, index: int, *, always: bool) -> Iterator[Box]:
        """Where a value meets nothing and seems no other's: above a sign above the range, else below it, if it can.

        What a finding is about is `always` there: if it must, across an end of the range from its sign, never on it.
        """
        (x, y), point = self.places[index], self.panel.points[index]
        width, above = self.pen.width(point.printed), self.high is not None and Decimal(point.value) > self.high
        boxes = [
            Box(left - _ASIDE, base - _DESCENT, left + width + _ASIDE, base + _ASCENT)
            for left, base in around(x, y, width, self.column - _FROM_COLUMN - _ASIDE - width, under=not above)
        ]
        free = [box for box in boxes if self.is_free(box, index)]
        yield from [box for box in free if not self.is_across(box, y)] or (free if always else ())

    def is_free(self, box: Box, own: int) -> bool:
        """Whether words may stand there: in their panel, on nothing else, and nearest to their own sign."""
        met = self.meets(box, own) or self.is_on_an_end(box)
        return self.inside(box) and not met and self.is_nearest(box, own)

    def is_nearest(self, box: Box, own: int) -> bool:
        """Whether the sign nearest to words is clearly their own, and no other as high: else they seem to be its."""
        words = Box(box.left + _ASIDE, box.bottom + _DESCENT, box.right - _ASIDE, box.top)
        apart = words.distance(*self.places[own]) + _NEARER
        others = [place for index, place in enumerate(self.places) if index != own]
        return all(words.distance(*place) > apart and not words.is_in_line(*place) for place in others)

    def meets(self, box: Box, own: int) -> bool:
        """Whether words meet others, or a sign that is not their own."""
        return any(box.meets(other) for index, other in enumerate(self.taken) if index != own)

    def ends(self) -> list[float]:
        """Where the lines of the range's ends are."""
        return [self.y(end) for end in (self.low, self.high) if end is not None]

    def is_on_an_end(self, box: Box) -> bool:
        """Whether words would stand on the line of an end of the range, or hang on it."""
        return any(box.bottom - _CLEAR < end < box.top + _CLEAR for end in self.ends())

    def is_across(self, box: Box, y: float) -> bool:
        """Whether an end of the range lies between words and their sign, so that they seem to be on its other side."""
        middle = (box.bottom + box.top) / 2
        return any((middle - end) * (y - end) < 0 for end in self.ends())

    def inside(self, box: Box) -> bool:
        """Whether there is room: on this side of the range's column, and above the axis."""
        top = self.place.bottom + self.place.height + _TOP
        return box.within(Box(self.place.left - _ASIDE, self.place.bottom - 5, self.column - _FROM_COLUMN, top))
