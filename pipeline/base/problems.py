"""What is wrong, where, and what to type instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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

    def told(self, translate: Callable[[str], str] = str) -> str:
        """The problem as one line, its message and hint put through `translate`."""
        values = dict(self.values)
        text = translate(self.message).format(**values)
        if self.where:
            text = f"{self.where}: {text}"
        if self.hint:
            text = f"{text} ({translate(self.hint).format(**values)})"
        return f"{self.place}: {text}"

    @property
    def place(self) -> str:
        """The file, with line and column as far as they are known."""
        return ":".join([self.path, *(str(number) for number in (self.line, self.column) if number)])

    def moved(self, line: int, column: int) -> Problem:
        """The same problem at another place of its file."""
        return replace(self, line=line, column=column)

    def without_where(self) -> Problem:
        """The same problem for a message that names its field itself."""
        return replace(self, where="")

    def __str__(self) -> str:
        return self.told()


def problem(
    path: str, message: str, *, hint: str = "", where: str = "", line: int = 0, column: int = 0, **values: Any
) -> Problem:
    """A problem whose placeholders are filled from the keyword arguments."""
    pairs = tuple((name, str(value)) for name, value in values.items())
    return Problem(path, message, line, column, where, hint, pairs)


class Problems(Exception):
    """Every problem found in one go: sorted by place, each once. `outcome` is what was not done, as a message id."""

    outcome = ""

    def __init__(self, problems: Iterable[Problem]) -> None:
        unique = {str(item): item for item in problems}
        self.problems: tuple[Problem, ...] = tuple(
            sorted(unique.values(), key=lambda item: (item.path, item.line, item.column, str(item)))
        )
        super().__init__(f"{len(self.problems)} problems")

    def __reduce__(self) -> tuple[type[Problems], tuple[tuple[Problem, ...]]]:
        """What another process needs to raise the same."""
        return Problems, (self.problems,)


class Refusal(Exception):
    """What was asked for cannot be done: an English message id, which says why and what to do, and its values."""

    def __init__(self, message: str, **values: object) -> None:
        self.message, self.values = message, values
        super().__init__(message.format(**values))


def N_(message: str) -> str:  # noqa: N802 - the name by which message extraction is known everywhere
    """The message id itself: marks a text that is used as one elsewhere."""
    return message


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is closest to one, or the empty string where none is close."""
    # Where all is well, nobody needs it.
    import difflib

    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return close[0] if close else ""


def suggestion(word: str, known: Iterable[str], *, otherwise: str = "") -> dict[str, str]:
    """The arguments of a problem that hint at the closest known word, or at `otherwise` where none is close."""
    close = nearest(word, known)
    if close:
        return {"hint": N_('did you mean "{nearest}"?'), "nearest": close}
    return {"hint": "{choices}", "choices": otherwise} if otherwise else {}
