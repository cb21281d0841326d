"""So many of a hundred, or of a thousand → what draws it: rows of dots, full up to the lower end, rings up to the
upper one.

All arrays are equally high, and all rows full: ten rows of ten, or twenty-five of forty. They stand at the left of
equal columns, as those of a table above them.
"""

from __future__ import annotations

from math import ceil, floor

from pipeline.document.dots import Array, Dots
from pipeline.writers.pen import Pen

_DOT, _RING, _REST, _EDGE = 0.66, 0.5, 0.17, 0.11
"""How wide dots are and the edge of a ring, in shares of the distance from one to the next."""

_LEAST = 0.95
"""How wide a dot is at least that nothing fills, in points: less would be lost on paper."""

_ROOM = 0.85
"""How much of its column an array takes at most."""


_COLUMNS = {100: 10, 1000: 40}


def _side(data: Dots) -> float:
    widest = max(_COLUMNS[array.of] ** 2 / array.of for array in data.arrays)
    return min(data.side, _ROOM * data.width / len(data.arrays) / widest)


def height(data: Dots) -> float:
    """How high arrays are, in points."""
    return round(_side(data), 2)


def draw(pen: Pen, data: Dots) -> None:
    """Draws arrays of dots."""
    for place, array in enumerate(data.arrays):
        _Array(pen, array, place * data.width / len(data.arrays), _side(data)).all()


class _Array:
    """One array."""

    def __init__(self, pen: Pen, array: Array, left: float, side: float) -> None:
        self.pen, self.array, self.left, self.side = pen, array, left, side
        self.columns = _COLUMNS[array.of]
        self.pitch = side * self.columns / array.of

    def place(self, index: int) -> tuple[float, float]:
        """Where a dot stands: row by row from the top."""
        row, column = divmod(index, self.columns)
        return self.left + (column + 0.5) * self.pitch, self.side - (row + 0.5) * self.pitch

    def all(self) -> None:
        """Every dot. One that the range holds in part is a ring, and full in that part: a slice of it."""
        low, high = self.array.low, self.array.high
        full, counted = floor(low), ceil(high)
        edge = self.pitch * _EDGE
        self.signs(counted, self.array.of, "hairline", _REST)
        self.signs(0, counted, "accent", _RING, edge=edge)
        self.signs(0, full, "accent", _DOT)
        if full < low:
            self.pen.slice(self.place(full), self.pitch * (_RING / 2) + edge / 2, low - full, "accent")

    def signs(self, first: int, behind: int, colour: str, size: float, *, edge: float = 0.0) -> None:
        """Dots from one to the one before another: rings where they have an edge."""
        if first < behind:
            places = [self.place(index) for index in range(first, behind)]
            self.pen.dots(places, colour, max(self.pitch * size, _LEAST), edge=edge)
