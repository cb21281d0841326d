"""So many of a hundred, or of a thousand → what draws it: rows of squares, full up to the lower end, hollow up to the
upper one, pale beyond it.

All arrays are equally high, and all rows full: ten rows of ten, or twenty-five of forty. They stand at the left of
equal columns, as those of a table above them.
"""

from __future__ import annotations

from math import ceil, floor

from pipeline.document.dots import Array, Dots
from pipeline.writers.pen import Pen

_SQUARE, _EDGE = 0.74, 0.11
"""How wide squares are and the edge of a hollow one, in shares of the distance from one to the next."""

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
    """Draws arrays of squares."""
    for place, array in enumerate(data.arrays):
        _Array(pen, array, place * data.width / len(data.arrays), _side(data)).all()


class _Array:
    """One array."""

    def __init__(self, pen: Pen, array: Array, left: float, side: float) -> None:
        self.pen, self.array, self.left, self.side = pen, array, left, side
        self.columns = _COLUMNS[array.of]
        self.pitch = side * self.columns / array.of

    def place(self, index: int) -> tuple[float, float]:
        """Where a square stands, by its middle: row by row from the top."""
        row, column = divmod(index, self.columns)
        return self.left + (column + 0.5) * self.pitch, self.side - (row + 0.5) * self.pitch

    def all(self) -> None:
        """Every square. One that the range holds in part is hollow, and full in that part."""
        low, high = self.array.low, self.array.high
        full, counted = floor(low), ceil(high)
        self.squares(counted, self.array.of, "band")
        self.squares(full, counted, "accent", edge=self.pitch * _EDGE)
        self.squares(0, full, "accent")
        if full < low:
            (x, y), half = self.place(full), self.pitch * _SQUARE / 2
            self.pen.area((x - half, x - half + 2 * half * (low - full)), (y - half, y + half), "accent")

    def squares(self, first: int, behind: int, colour: str, *, edge: float = 0.0) -> None:
        """Squares from one to the one before another: hollow where they have an edge, and then no larger."""
        if first < behind:
            places = [self.place(index) for index in range(first, behind)]
            self.pen.squares(places, colour, self.pitch * _SQUARE - edge, edge=edge)
