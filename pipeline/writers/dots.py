"""So many of a hundred → what draws it: two rows of fifty dots, full up to the lower end, rings up to the upper one."""

from __future__ import annotations

from pipeline.document.dots import OF, Dots
from pipeline.writers.pen import Pen

_ROWS, _GROUP = 2, 10
_COLUMNS = OF // _ROWS
_PITCH, _DOT, _RING = 9.0, 6.0, 4.6
_GAP = 4.5
"""How much wider the space between two tens is."""


def height(data: Dots) -> float:
    """How high an array is, in points."""
    return _ROWS * _PITCH


def draw(pen: Pen, data: Dots) -> None:
    """Draws an array of dots."""
    for index in range(OF):
        column, row = index % _COLUMNS, index // _COLUMNS
        x = _PITCH / 2 + column * _PITCH + column // _GROUP * _GAP
        y = height(data) - _PITCH / 2 - row * _PITCH
        _dot(pen, (x, y), data, index)


def _dot(pen: Pen, at: tuple[float, float], data: Dots, index: int) -> None:
    """One dot. One that a range holds in part is full, or a ring, in that part: a slice of it."""
    sure, possible = (min(max(end - index, 0.0), 1.0) for end in (data.low, data.high))
    if not possible:
        pen.sign(at, "o", "hairline", 1.6)
        return
    pen.sign(at, "o", "accent", _RING, hollow=True)
    if sure == 1:
        pen.sign(at, "o", "accent", _DOT)
    elif sure:
        pen.slice(at, _DOT / 2, sure, "accent")
