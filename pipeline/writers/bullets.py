"""The bar of a range → what draws it, as high as a line of small print.

A hairline is the scale, a pale area on it the agreed range, a line through it what the past results cover,
and a sign on it the last result: round where it is as agreed, hollow where it is better than that, and a triangle
where it missed, which points to the side; a diamond is the plan. The markets of a metric have one scale, so that they
compare. Of days, the area is when somebody posts, and each dot a day with a post.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from pipeline.document.bullets import Bullet, Mark
from pipeline.writers.pen import Pen

_HIGH, _BAND, _PAST, _SIGN, _PLAN, _DOT = 9.0, 9.0, 2.0, 4.4, 4.6, 3.6
_MARGIN = 0.75
"""What of the width is left free at each end: a line on the very edge of a picture would be cut."""

SIGNS: Mapping[Mark, tuple[str, bool]] = {
    "inside": ("o", False),
    "better": ("o", True),
    "above": ("^", True),
    "below": ("v", True),
}
"""The sign of a result, and whether it is hollow."""


def height(data: Bullet) -> float:
    """How high a bar is, in points."""
    return _HIGH


def draw(pen: Pen, data: Bullet) -> None:
    """Draws the bar."""
    left, right, middle = _MARGIN, data.width - _MARGIN, _HIGH / 2
    start, top = Decimal(data.start), Decimal(data.top)

    def x(value: Decimal) -> float:
        return left + (right - left) * min(max(float((value - start) / (top - start)), 0.0), 1.0)

    pen.line((left, right), (middle, middle), "hairline", 0.75)
    low, high = Decimal(data.low), Decimal(data.high) if data.high else top
    # A range of one value is still seen.
    edges = (x(low), max(x(high), x(low) + 1.5))
    pen.area(edges, (middle - _BAND / 2, middle + _BAND / 2), "band")
    for edge in edges if data.high else edges[:1]:
        pen.line((edge, edge), (middle - _BAND / 2, middle + _BAND / 2), "accent", 1.2)
    if data.past:
        pen.line([x(Decimal(end)) for end in data.past], (middle, middle), "muted", _PAST)
    for dot in data.dots:
        pen.sign((x(Decimal(dot)), middle), "o", "campaign", _DOT)
    if data.plan:
        pen.sign((x(Decimal(data.plan)), middle), "D", "accent", _PLAN)
    if data.last:
        marker, hollow = SIGNS[data.mark]
        pen.sign((x(Decimal(data.last)), middle), marker, "ink", _SIGN, hollow=hollow)
