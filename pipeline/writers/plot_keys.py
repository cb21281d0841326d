"""What stands below a chart of ranges: what its signs mean, then what its scale is."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.document.charts import Chart, Sign
from pipeline.writers.pen import Pen

_LINE, _NOTE, _BASE, _MIDDLE = 15.75, 12.0, 3.0, 3.0
"""How high the line of signs is, and that of the scale; where words stand in it, and a sign's middle above that."""

SIGN = 6.2
"""How wide the sign of a result is, in points: here as in the panels."""

_BEHIND_SIGN, _APART, _EDGE = 10.5, 14.0, 1.0
_FEW = 3
"""As many signs leave room for what the scale is on their line, in any language."""

SignPen = Callable[[Pen, tuple[float, float], Sign], None]


def height(data: Chart) -> float:
    """How high a key is, in points."""
    return (_LINE if data.key or data.note else 0.0) + (_NOTE if _has_two_lines(data) else 0.0)


def draw(pen: Pen, data: Chart, sign: SignPen) -> None:
    """Draws a key, closer together where it is long: none of it leaves the picture."""
    left, told = 0.0, [words for _, words in data.key]
    beside = "" if _has_two_lines(data) else data.note
    base = _BASE + (_NOTE if data.note and not beside else 0.0)
    wide = sum(_BEHIND_SIGN + pen.width(words) for words in told) + (pen.width(beside) if beside else 0)
    apart = min(_APART, (data.width - wide - _EDGE) / max(len(told), 1))
    for index, (meaning, words) in enumerate(data.key):
        # The first sign stands wholly inside the picture, which would cut its edge.
        sign(pen, (left + SIGN / 2 + (0 if index else _EDGE), base + _MIDDLE), meaning)
        pen.words((left + _BEHIND_SIGN, base), words, "ink", side="left")
        left += _BEHIND_SIGN + pen.width(words) + apart
    if data.note:
        pen.words((left if beside else 0.0, _BASE), data.note, "muted", side="left")


def _has_two_lines(data: Chart) -> bool:
    """Whether what the scale is stands below the signs."""
    return bool(data.note) and len(data.key) > _FEW
