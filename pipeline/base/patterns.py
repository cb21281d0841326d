"""Regular expressions that people write: only such as end soon on any text, and tried only where their letters are.

Python's engine tries every way in which an expression can match before it gives up, and a short one can have more
ways than there is time for. A limit on that time would make the outcome hang on the machine; so what an
expression may hold is bounded instead, before it is looked for anywhere.
"""

from __future__ import annotations

import re
import warnings
from functools import cache, cached_property
from typing import Self

from pipeline.base.backtracking import steps
from pipeline.base.expressions import Branch, NotAPattern, can_be_empty, parts, runs
from pipeline.base.problems import N_

_LONGEST = 300
_MOST_STEPS = 10_000
"""Steps from one place of a text: all places of the longest one take a few tenths of a second at most."""

_DOTLESS = "\u0131"
_DOTTED = "\u0130"


class SearchPattern:
    """A regular expression to look for in many texts, letter case ignored.

    `letters` stand in each match: a text that lacks them when it is `caseless` need not be searched.
    """

    def __init__(self, expression: str, letters: str) -> None:
        self._expression = expression
        self.letters = caseless(letters)

    @classmethod
    def stem(cls, letters: str) -> Self:
        """Words that begin with these letters."""
        return cls(rf"\b{re.escape(letters)}", letters)

    @classmethod
    def written(cls, expression: str, *, word: bool = False) -> Self:
        """What somebody wrote as a regular expression; with `word` where words begin alone. Raises NotAPattern."""
        branches = _checked(expression)
        letters = max(runs(branches[0]), key=len) if len(branches) == 1 else ""
        return cls(rf"\b(?:{expression})" if word else expression, letters)

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


@cache
def _checked(expression: str) -> tuple[Branch, ...]:
    """The alternatives of an expression that may be looked for. Raises NotAPattern."""
    if len(expression) > _LONGEST:
        raise NotAPattern(N_("longer than {max_length} characters"), max_length=str(_LONGEST))
    branches = parts(expression)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(expression, re.IGNORECASE)
    except (re.error, RecursionError, OverflowError, Warning) as error:
        raise NotAPattern(N_("not a regular expression: {reason}"), reason=str(error)) from None
    if any(map(can_be_empty, branches)):
        raise NotAPattern(N_("matches every text"), N_("add at least one required letter"))
    if steps(expression, branches) > _MOST_STEPS:
        hint = N_("repeat only characters that differ from those that follow")
        raise NotAPattern(N_("would take too long on a long text"), hint)
    return branches
