"""Strips → what draws them: from 0 to 100 with ticks at thresholds, and those of the other side from 100 to 0."""

from __future__ import annotations

from pipeline.document.strips import Strip, Strips
from pipeline.writers.pen import Pen

_ROW, _STRIP, _HEAD, _FOOT = 18.0, 13.5, 15.0, 13.0
_WIDE = 248.0
_NAMES, _BESIDE = 150.0, 8.0
_MARK = 4.4
_FULL = 100.0


def height(data: Strips) -> float:
    """How high strips are, in points."""
    other = _HEAD + len(data.other) * _ROW if data.other else 0.0
    return len(data.own) * _ROW + _FOOT + other


def draw(pen: Pen, data: Strips) -> None:
    """Draws strips."""
    wide = min(_WIDE, data.width - _NAMES - 60)
    left = _NAMES
    y = height(data)
    for strip in data.own:
        y -= _ROW
        _strip(pen, strip, left, wide, y, mirrored=False)
        for tick in data.ticks:
            x = left + wide * tick / _FULL
            pen.line((x, x), (y - 2, y + _STRIP + 2), "ink", 1.1)
    for tick in (0.0, *data.ticks, _FULL):
        pen.words((left + wide * tick / _FULL, y - 10), f"{tick:g}", "muted")
    y -= _FOOT
    if data.other:
        y -= _HEAD
        pen.words((0, y + 4), data.other_title, "ink", bold=True, side="left")
    for strip in data.other:
        y -= _ROW
        _strip(pen, strip, left, wide, y, mirrored=True)


def _strip(pen: Pen, strip: Strip, left: float, wide: float, bottom: float, *, mirrored: bool) -> None:
    """One score: a frame from 0 to 100, filled as far as it goes, and what each rater gave below its middle."""
    pen.words((0, bottom + 4), strip.label, "ink", side="left")
    pen.box((left, left + wide), (bottom, bottom + _STRIP), "hairline", hollow=True)
    pen.words((left + wide + _BESIDE, bottom + 4), strip.printed, "ink", bold=True, side="left")
    if strip.score is None:
        return
    length = wide * strip.score / _FULL
    ends = (left + wide - length, left + wide) if mirrored else (left, left + length)
    pen.box(ends, (bottom + 3, bottom + _STRIP - 3), "muted" if mirrored else "accent")
    for mark in dict.fromkeys(strip.marks):
        pen.sign((left + wide * mark / _FULL, bottom + _STRIP / 2), "o", "ink", _MARK, hollow=True)
