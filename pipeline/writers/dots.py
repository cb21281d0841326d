"""So many of a hundred → what draws it: rows of squares, full up to the lower end, hollow up to the upper one, pale
beyond it.

Every array is as wide as its neighbors and stands at the left of its column, as those of a table above them. All have
five rows of twenty squares, so that shares compare: without the pale ones, few would look like many.
"""

from __future__ import annotations

from math import ceil, floor

from pipeline.document.dots import Array, Dots
from pipeline.writers.pen import Pen

_SQUARE, _EDGE = 0.74, 0.11
"""How wide squares are and the edge of a hollow one, in shares of the distance from one to the next."""

_ROOM = 0.9
"""How much of its column an array takes at most where another stands beside it."""

_IN_ROW, _ROWS = 20, 5


def _wide(data: Dots) -> float:
    room = _ROOM if len(data.arrays) > 1 else 1
    return min(data.side, room * data.width / len(data.arrays))


def height(data: Dots) -> float:
    """How high arrays are, in points."""
    return round(_wide(data) / _IN_ROW * _ROWS, 2)


def draw(pen: Pen, data: Dots) -> None:
    """Draws arrays of squares, from one upper edge."""
    for place, array in enumerate(data.arrays):
        _Array(pen, array, place * data.width / len(data.arrays), height(data), _wide(data)).all()


class _Array:
    """One array."""

    def __init__(self, pen: Pen, array: Array, left: float, top: float, wide: float) -> None:
        self.pen, self.left, self.top = pen, left, top
        self.low, self.high = array.low, array.high
        self.pitch = wide / _IN_ROW

    def place(self, index: int) -> tuple[float, float]:
        """Where a square stands, by its middle: row by row from the top."""
        row, column = divmod(index, _IN_ROW)
        return self.left + (column + 0.5) * self.pitch, self.top - (row + 0.5) * self.pitch

    def all(self) -> None:
        """Every square. One that holds an end of the range is full, hollow and pale in parts."""
        full, hollow, counted = floor(self.low), floor(self.high), ceil(self.high)
        self.squares(counted, _IN_ROW * _ROWS, "band")
        self.squares(ceil(self.low), hollow, "accent", edge=self.pitch * _EDGE)
        self.squares(0, full, "accent")
        if hollow < counted:
            self.part(hollow, 1, "band")
            self.ring(hollow, self.high - hollow)
        if full < self.low:
            if full < hollow:
                self.ring(full, 1)
            self.part(full, self.low - full, "accent")

    def part(self, index: int, share: float, colour: str, edge: float = 0.0) -> None:
        """A square's share from its left, but for an edge."""
        (x, y), half = self.place(index), self.pitch * _SQUARE / 2
        right = x - half + 2 * half * share
        self.pen.area((x - half + edge, right - edge), (y - half + edge, y + half - edge), colour)

    def ring(self, index: int, share: float) -> None:
        """The same share, hollow where that leaves anything between its edges."""
        self.part(index, share, "accent")
        edge = self.pitch * _EDGE
        if self.pitch * _SQUARE * share > 2 * edge:
            self.part(index, share, "white", edge)

    def squares(self, first: int, behind: int, colour: str, *, edge: float = 0.0) -> None:
        """Squares from one to the one before another: hollow where they have an edge, and then no larger."""
        if first < behind:
            places = [self.place(index) for index in range(first, behind)]
            self.pen.squares(places, colour, self.pitch * _SQUARE - edge, edge=edge)
