"""Bars around zero → what draws them: a panel for each market on one scale, full above zero and hollow below it."""

from __future__ import annotations

from decimal import Decimal

from pipeline.document.gaps import Gap, GapPanel, Gaps
from pipeline.writers.pen import Pen

_ROW, _HEAD, _FOOT = 12.0, 14.0, 1.0
_BAR = 8.0
_PER_ROW, _GAP = 2, 18.0
_BESIDE = 4.0
"""Between a bar and its number, and between names and what lies furthest left."""


def height(data: Gaps) -> float:
    """How high bars are with their names, in points."""
    most = max(len(panel.bars) for panel in data.panels)
    return _rows(data) * (_HEAD + most * _ROW + _FOOT)


def _rows(data: Gaps) -> int:
    return -(-len(data.panels) // _PER_ROW)


def draw(pen: Pen, data: Gaps) -> None:
    """Draws bars around zero."""
    across = min(len(data.panels), _PER_ROW)
    width, tall = data.width / across, height(data) / _rows(data)
    for index, panel in enumerate(data.panels):
        row, column = divmod(index, _PER_ROW)
        left = column * width
        right = left + width - (_GAP if across > 1 else 0)
        _panel(pen, data, panel, (left, right), height(data) - row * tall)


def _panel(pen: Pen, data: Gaps, panel: GapPanel, sides: tuple[float, float], top: float) -> None:
    left, right = sides
    bars = [bar for each in data.panels for bar in each.bars]
    names = max(pen.width(bar.label) for bar in bars) + _BESIDE
    numbers = max(pen.width(bar.printed, bold=True) for bar in bars) + _BESIDE
    values = [Decimal(bar.value) for bar in bars]
    least, most = min(*values, Decimal(0)), max(*values, Decimal(0))
    room = right - left - names - 2 * numbers
    unit = room / float(most - least) if most > least else 0.0
    zero = left + names + numbers + float(-least) * unit
    pen.words((left, top - 10), panel.title, "ink", bold=True, side="left")
    bottom = top - _HEAD - len(panel.bars) * _ROW
    pen.line((zero, zero), (bottom, top - _HEAD), "ink", 0.9)
    for index, bar in enumerate(panel.bars):
        _bar(pen, bar, left, top - _HEAD - (index + 1) * _ROW, zero, unit)


def _bar(pen: Pen, bar: Gap, left: float, bottom: float, zero: float, unit: float) -> None:
    value = float(Decimal(bar.value))
    end, low = zero + value * unit, bottom + (_ROW - _BAR) / 2
    pen.words((left, bottom + 3), bar.label, "ink", side="left")
    pen.box((min(zero, end), max(zero, end)), (low, low + _BAR), "accent", hollow=value < 0)
    pen.words(
        (end + (_BESIDE if value >= 0 else -_BESIDE), bottom + 3),
        bar.printed,
        "ink",
        bold=True,
        side="left" if value >= 0 else "right",
        ground="white",
    )
