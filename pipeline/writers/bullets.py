"""Bars of ranges → what draws them: a row for each metric, beside each other a bar for each market.

A hairline is the scale, a pale area on it the agreed range, a line through it what the past results cover,
and a sign on it the last result: a disk inside the range, a triangle that points up above it and down below it. The
markets of a metric have one scale, so that they compare; the amounts stand in columns behind the bars.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from pipeline.document.bullets import Bullet, Bullets
from pipeline.writers.pen import Pen

_ROW, _HEAD, _FOOT = 15.0, 14.5, 1.0
_BAND, _PAST, _SIGN = 10.0, 2.0, 7.0
_MARGIN = 3.0
_APART, _BESIDE = 14.0, 6.0
"""Between the columns of two markets, and between a bar and its amounts."""

_BASE = 4.5
"""How far above a row's lower edge its words stand."""

_MARKERS: Mapping[str, str] = {"inside": "o", "above": "^", "below": "v"}


def height(data: Bullets) -> float:
    """How high the bars are with their heads, in points."""
    return _HEAD + len(data.rows) * _ROW + _FOOT


def draw(pen: Pen, data: Bullets) -> None:
    """Draws the rows."""
    names, top = data.width * data.names, height(data) - _HEAD
    wide = (data.width - names) / len(data.markets)
    every = [bullet for row in data.rows for bullet in row.bullets]
    ranges, lasts = (
        max([pen.width(head), *(pen.width(text, bold=True) for text in printed)])
        for head, printed in zip(
            data.heads,
            ([bullet.printed for bullet in every], [bullet.last_printed for bullet in every]),
            strict=True,
        )
    )
    for column, market in enumerate(data.markets):
        left = names + column * wide
        # The last amount ends where the page's text does, but for a margin: office programs cut a picture's very edge.
        right = left + wide - (_APART if column < len(data.markets) - 1 else _MARGIN)
        agreed = right - lasts - _BESIDE
        # The bars of all markets are equally long: what the last column has left stands before its amounts.
        end = left + wide - _APART - lasts - ranges - 2 * _BESIDE
        pen.words((left, top + 3), market, "ink", bold=True, side="left")
        pen.words((agreed, top + 3), data.heads[0], "muted", side="right")
        pen.words((right, top + 3), data.heads[1], "muted", side="right")
        for index, row in enumerate(data.rows):
            bottom, bullet = top - (index + 1) * _ROW, row.bullets[column]
            _bar(pen, bullet, (left, end), bottom)
            pen.words((agreed, bottom + _BASE), bullet.printed, "accent", bold=True, side="right")
            outside = bullet.place != "inside"
            pen.words((right, bottom + _BASE), bullet.last_printed or "—", "ink", bold=outside, side="right")
    for index, row in enumerate(data.rows):
        pen.words((0, top - (index + 1) * _ROW + _BASE), row.name, "ink", side="left")


def _bar(pen: Pen, bullet: Bullet, ends: tuple[float, float], bottom: float) -> None:
    left, right = ends
    middle, start, top = bottom + _ROW / 2, Decimal(bullet.start), Decimal(bullet.top)

    def x(value: Decimal) -> float:
        return left + (right - left) * min(max(float((value - start) / (top - start)), 0.0), 1.0)

    pen.line((left, right), (middle, middle), "hairline", 0.75)
    high = Decimal(bullet.high) if bullet.high else top
    low = Decimal(bullet.low)
    # A range of one value is still seen.
    edges = (x(low), max(x(high), x(low) + 1.5))
    pen.area(edges, (middle - _BAND / 2, middle + _BAND / 2), "band")
    for edge in edges if bullet.high else edges[:1]:
        pen.line((edge, edge), (middle - _BAND / 2, middle + _BAND / 2), "accent", 1.2)
    if bullet.past:
        pen.line([x(Decimal(end)) for end in bullet.past], (middle, middle), "muted", _PAST)
    if bullet.last:
        hollow = bullet.place != "inside"
        size = _SIGN * (1.1 if hollow else 1)
        pen.sign((x(Decimal(bullet.last)), middle), _MARKERS[bullet.place], "ink", size, hollow=hollow)
