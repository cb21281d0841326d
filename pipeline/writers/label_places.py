"""Where words may stand beside a sign of a chart, and how lines of words keep apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot, inf

_ABOVE, _BELOW, _HIGHER, _LOWER = 6.5, -12.5, 12.0, 18.0
_NEAR_ABOVE, _NEAR_BELOW, _PAST = 5.0, -11.0, 8.0
"""From a sign to the baseline of words above and below it, further away, nearest, and just past the sign beside it."""

_LINE = 10.5

_MIDDLE, _UNDER_A_LINE, _OVER_A_LINE = 3.0, 8.4, 3.2
"""From a baseline to the middle of figures, and how far from a line it stands at least: a sign of money reaches higher
than figures do, and a comma lower."""

_LEVEL = 3.0
"""How much nearer a sign seems that stands before or behind words, than one above or below them."""

_SIGN_HALF, _IN_LINE = 3.1, 20.0
"""Half the height of a sign, and how far from words it stands at least where it is as high as they are."""


@dataclass(frozen=True)
class Box:
    """The room that words or a sign take."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        """Whether the two have a place in common."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )

    def within(self, other: Box) -> bool:
        """Whether it lies wholly in another."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.bottom >= other.bottom
            and self.top <= other.top
        )

    def distance(self, x: float, y: float) -> float:
        """How far a point seems to be from it: words are read along their line, so what is level with them is near."""
        aside = max(self.left - x, 0, x - self.right)
        return hypot(aside / _LEVEL if self.bottom < y < self.top else aside, max(self.bottom - y, 0, y - self.top))

    def is_in_line(self, x: float, y: float) -> bool:
        """Whether a sign stands so near before or behind words that they read as one line: its value, it seems."""
        aside = max(self.left - x, 0, x - self.right) - _SIGN_HALF
        return aside < _IN_LINE and self.bottom < y + _SIGN_HALF and y - _SIGN_HALF < self.top


def around(x: float, y: float, width: float, last: float, *, under: bool) -> Iterator[tuple[float, float]]:
    """Where words may begin beside a sign: above and below it, first `under` it if so, then at its right and left;
    `last` is the place farthest to the right.
    """
    bases = (y + _ABOVE, y + _NEAR_ABOVE, y + _PAST), (y + _BELOW, y + _NEAR_BELOW)
    for base in (base for side in sorted(bases, reverse=not under) for base in side):
        for left in (x - width / 2, x - width + 5, x - 8, min(x - width / 2, last), min(x - 4, last)):
            yield left, base
    for base in (y - 3, y - 1, y - 5):
        yield x + 6, base
        yield x - 6 - width, base
        yield x - 8 - width, base
    # Higher or lower, past the sign beside it: better than on an end of the range.
    for base in (y + _HIGHER, y - _LOWER):
        for left in (x - width / 2, x - width + 5, x - width + 9, min(x - 4, last)):
            yield left, base


def level(y: float, low: float, high: float = inf) -> float | None:
    """The baseline of words level with a sign, moved as little as keeps them off the ends of a range, on its side of
    them; None where the ends are too near. A sign on an end is inside of the range.
    """
    below, above = (high, inf) if y > high else (low, high) if y >= low else (-inf, low)
    least, most = below + _OVER_A_LINE, above - _UNDER_A_LINE
    return min(max(y - _MIDDLE, least), most) if least <= most else None


def spread(heights: Sequence[float]) -> list[float]:
    """The same heights, moved apart where lines of words would touch, none further than it must."""
    placed: list[tuple[float, int]] = sorted((height, index) for index, height in enumerate(heights))
    moved = [height for height, _ in placed]
    for _ in moved:
        for index in range(len(moved) - 1):
            lacking = _LINE - (moved[index + 1] - moved[index])
            if lacking > 0:
                moved[index] -= lacking / 2
                moved[index + 1] += lacking / 2
    found = dict(zip((index for _, index in placed), moved, strict=True))
    return [found[index] for index in range(len(heights))]
