"""What is wrong, where, and what to type instead."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One mistake in a file that a person wrote.

    `message` and `hint` are English message ids with `{name}` placeholders; `values` fills
    them, so a problem can be printed in any language of the catalogs. `line` and `column`
    count from 1; 0 means that the place is not known to that precision.
    """

    path: str
    message: str
    line: int = 0
    column: int = 0
    where: str = ""
    hint: str = ""
    values: tuple[tuple[str, str], ...] = field(default=())

    @property
    def text(self) -> str:
        """The message with its values, behind the place in the file's own words."""
        values = dict(self.values)
        text = self.message.format(**values)
        if self.where:
            text = f"{self.where}: {text}"
        return f"{text} ({self.hint.format(**values)})" if self.hint else text

    def without_where(self) -> Problem:
        """The same problem for a message that names its field itself."""
        return replace(self, where="")

    def __str__(self) -> str:
        place = self.path
        if self.line:
            place += f":{self.line}"
            if self.column:
                place += f":{self.column}"
        return f"{place}: {self.text}"


def problem(
    path: str, message: str, *, hint: str = "", where: str = "", line: int = 0, column: int = 0, **values: Any
) -> Problem:
    """A problem whose placeholders are filled from the keyword arguments."""
    pairs = tuple((name, str(value)) for name, value in values.items())
    return Problem(path, message, line, column, where, hint, pairs)


class Problems(Exception):
    """Every problem found in one go: sorted by place, each once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        unique = {str(item): item for item in problems}
        self.problems: tuple[Problem, ...] = tuple(
            sorted(unique.values(), key=lambda item: (item.path, item.line, item.column, item.text))
        )
        super().__init__(f"{len(self.problems)} problems")


def nearest(word: str, known: Sequence[str] | Iterable[str]) -> str:
    """A hint that names the closest known word, or the empty string where nothing is close."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f'did you mean "{close[0]}"?' if close else ""
