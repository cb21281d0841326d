"""Regular expressions that are only tried on texts which hold the letters that every match has.

Most texts hold none of the words that are looked for, and to find that out takes a tenth of a search.
"""

from __future__ import annotations

import re
from functools import cached_property

_WELL_FORMED = re.compile(r"(?:[\w -]|\\b|\\w\*)*")
_DOTLESS = "\u0131"
_DOTTED = "\u0130"
_KNOWN_ESCAPE = re.compile(r"\\[wWsSdDbB.]")
_CLASS = re.compile(r"\[\^?.[^]\[]*\]")
_KNOWN_GROUP = re.compile(r"\(\?(?::|<?[=!])")
_GROUP = re.compile(r"\([^()]*\)")
_OPTIONAL = re.compile(r".(?:[?*]|\{\d*,?\d*\})[?+]?")
_LETTERS = re.compile(r"[\w -]+")


class Sought:
    """A regular expression to look for in many texts, letter case ignored.

    `letters` stand in each match: a text that lacks them when it is `caseless` need not be searched.
    """

    def __init__(self, expression: str) -> None:
        self._expression = expression
        self.letters = caseless(_letters(expression))
        if not _WELL_FORMED.fullmatch(expression):
            # Whether it is an expression at all has to be found out before anything is looked for.
            self.pattern  # noqa: B018

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression as one that searches."""
        return re.compile(self._expression, re.IGNORECASE)

    def search(self, text: str, letters: str) -> re.Match[str] | None:
        """The first match in a text; `letters` is the text made `caseless`."""
        return self.pattern.search(text) if self.letters in letters else None


def caseless(text: str) -> str:
    """A text in which letters are equal that are so to a regular expression that ignores letter case."""
    return text.replace(_DOTTED, "i").casefold().replace(_DOTLESS, "i")


def _letters(expression: str) -> str:
    """The longest run of letters that every match of an expression holds; empty where that cannot be told."""
    bare = _CLASS.sub("\0", _KNOWN_ESCAPE.sub("\0", expression))
    bare = _KNOWN_GROUP.sub("(", bare)
    if "(?" in bare:
        return ""
    while (outside := _GROUP.sub("\0", bare)) != bare:
        bare = outside
    bare = _OPTIONAL.sub("\0", bare)
    if any(sign in bare for sign in "|()[]{}\\"):
        return ""
    return max(_LETTERS.findall(bare), key=len, default="")
