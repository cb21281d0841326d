"""A board → what draws it: small pictures on one grid, each on its own scale, the newest count labeled."""

from __future__ import annotations

from decimal import Decimal

from pipeline.document.boards import Board, BoardPanel
from pipeline.writers.pen import Pen

_ROW, _GAP = 92.0, 14.0
_TITLE, _FLOOR = 15.0, 16.0
_SIGN = 4.6
_INSET = 8.0


def height(data: Board) -> float:
    """How high a board is, in points."""
    return _ROW * -(-len(data.panels) // data.across)


def draw(pen: Pen, data: Board) -> None:
    """Draws a board."""
    width = data.width / data.across
    for index, panel in enumerate(data.panels):
        row, column = divmod(index, data.across)
        left = column * width
        _Drawing(pen, panel, left, left + width - _GAP, height(data) - (row + 1) * _ROW).all()


class _Drawing:
    """One panel: range, limits, counts."""

    def __init__(self, pen: Pen, panel: BoardPanel, left: float, right: float, bottom: float) -> None:
        self.pen, self.panel, self.left, self.right, self.bottom = pen, panel, left, right, bottom
        self.floor, self.ceiling = bottom + _FLOOR, bottom + _ROW - _TITLE - 18
        bounds = (panel.low, panel.high, panel.least, panel.most)
        known = [Decimal(value) for value in (*panel.values, *filter(None, bounds))]
        self.least, self.most = min(known), max(known)

    def y(self, value: str) -> float:
        span = self.most - self.least
        share = float((Decimal(value) - self.least) / span) if span else 0.5
        return self.floor + 3 + (self.ceiling - self.floor - 6) * share

    def x(self, index: int) -> float:
        step = (self.right - self.left - 2 * _INSET) / max(len(self.panel.values) - 1, 1)
        return self.left + _INSET + index * step

    def all(self) -> None:
        panel = self.panel
        self.pen.line((self.left, self.right), (self.bottom + _ROW - 4,) * 2, "hairline", 0.75)
        self.pen.words((self.left, self.bottom + _ROW - _TITLE - 1), panel.title, "ink", bold=True, side="left")
        self.range()
        for limit in filter(None, (panel.least, panel.most)):
            self.pen.line((self.left, self.right), (self.y(limit),) * 2, "muted", 0.9, dotted=True)
        xs, ys = [self.x(index) for index in range(len(panel.values))], [self.y(value) for value in panel.values]
        self.pen.line(xs, ys, "muted", 0.9)
        for x, y in zip(xs[:-1], ys[:-1], strict=True):
            self.pen.sign((x, y), "o", "ink", _SIGN - 1.4)
        if xs:
            self.pen.sign((xs[-1], ys[-1]), "D" if panel.signal else "o", "ink", _SIGN + 1.4)
            self.pen.words((self.right, self.ceiling + 6), panel.newest, "ink", bold=True, side="right", ground="white")
            self.pen.words((self.left, self.bottom + 4), panel.first, "muted", side="left")
            self.pen.words((self.right, self.bottom + 4), panel.last, "muted", side="right")

    def range(self) -> None:
        """The agreed range as a band; without an upper end up to the ceiling."""
        if not self.panel.low:
            return
        low, high = self.y(self.panel.low), self.y(self.panel.high) if self.panel.high else self.ceiling
        self.pen.axes.fill_between(
            [self.left, self.right], low, high, color=self.pen.colours["band"], linewidth=0, zorder=1
        )
        for edge in (low, *([high] if self.panel.high else [])):
            self.pen.line((self.left, self.right), (edge, edge), "accent", 0.9)
