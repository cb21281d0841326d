"""A text that knows how it was typed, where its value alone does not tell."""

from __future__ import annotations

from typing import NamedTuple


class TypedLine(NamedTuple):
    """One line of a text as it stands in its file; line and column count from 1."""

    number: int
    column: int
    text: str


class TypedText(str):
    """The value of a text. Only texts that were typed in a way that may mislead are of this class."""

    lines: tuple[TypedLine, ...]
    """Its lines, where it was typed on several: folded into one, a value no longer shows them."""
    comment: tuple[int, int] | None
    """Where a comment stands behind it that may have been meant as its words."""
    decomposed: bool
    """Whether letters and their accents were typed as characters of their own; the value has them composed."""

    def __new__(
        cls,
        value: str,
        lines: tuple[TypedLine, ...] = (),
        comment: tuple[int, int] | None = None,
        *,
        decomposed: bool = False,
    ) -> TypedText:
        """The text with what is known of it."""
        text = super().__new__(cls, value)
        text.lines, text.comment, text.decomposed = lines, comment, decomposed
        return text
