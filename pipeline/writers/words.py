"""Which words stay on one line, and which may be divided, in whatever is set from a document."""

from __future__ import annotations

import re
from functools import cache

WHOLE = re.compile(r"([$€£₽₸]?\d[\d\u00a0.,:]*–\u2212?[\d\u00a0.,:]*\d|\d+-[^\W\d_]{1,3}(?!\w))")
"""Ranges, with the sign of their currency, and ordinals stay on one line."""

LETTER = 6.2
"""The width of a letter that a column has to have room for, in points."""


@cache
def longer_than(letters: int) -> re.Pattern[str]:
    """The words of more than so many letters: those that a column may have no room for."""
    return re.compile(rf"([^\W\d_]{{{max(letters, 8)},}})")
