"""So many of a hundred → what draws it: five rows of twenty dots, full up to the lower end, rings up to the upper one.

Several arrays stand at the left of equal columns, as those of a table below them.
"""

from __future__ import annotations

from pipeline.document.dots import OF, Dots
from pipeline.writers.pen import Pen

_ROWS, _COLUMNS = 5, 20
_PITCH, _DOT, _RING, _REST = 11.25, 7.5, 5.8, 2.0
_ROOM = 0.85
"""How much of its column an array takes at most."""


def _pitch(data: Dots) -> float:
    return min(_PITCH, _ROOM * data.width / len(data.ranges) / _COLUMNS)


def height(data: Dots) -> float:
    """How high arrays are, in points."""
    return round(_ROWS * _pitch(data), 2)


def draw(pen: Pen, data: Dots) -> None:
    """Draws arrays of dots."""
    pitch = _pitch(data)
    for place, ends in enumerate(data.ranges):
        left = place * data.width / len(data.ranges)
        for index in range(OF):
            row, column = divmod(index, _COLUMNS)
            at = left + pitch / 2 + column * pitch, height(data) - pitch / 2 - row * pitch
            _dot(pen, at, ends, index, pitch / _PITCH)


def _dot(pen: Pen, at: tuple[float, float], ends: tuple[float, float], index: int, scale: float) -> None:
    """One dot. One that a range holds in part is full, or a ring, in that part: a slice of it."""
    sure, possible = (min(max(end - index, 0.0), 1.0) for end in ends)
    if not possible:
        pen.sign(at, "o", "hairline", _REST * scale)
        return
    pen.sign(at, "o", "accent", _RING * scale, hollow=True)
    if sure == 1:
        pen.sign(at, "o", "accent", _DOT * scale)
    elif sure:
        pen.slice(at, _DOT * scale / 2, sure, "accent")
