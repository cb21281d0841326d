"""The names by which Word knows what a theme describes: one for each, or Word takes the file for damaged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from pydantic_core import PydanticCustomError

from pipeline.base.problems import N_
from pipeline.model.base import mistake

RESERVED = ("Default Paragraph Font", "No List", "Table Normal", "Strong", "Emphasis", "List Continue", "UB Spacer")
"""What a Word file has besides, whatever its theme says."""


class Named(Protocol):
    """Anything that Word has a style for."""

    @property
    def word(self) -> str:
        """The name of its style."""


def repeated(parts: Mapping[str, Mapping[str, Named]]) -> Iterator[PydanticCustomError]:
    """A mistake for each name that something before it has: Word tells neither letters' sizes apart nor spaces."""
    taken = {_as_told_apart(name): name for name in RESERVED}
    for part, looks in parts.items():
        for key, look in looks.items():
            other = taken.setdefault(_as_told_apart(look.word), f"{part}.{key}")
            if other != f"{part}.{key}":
                message, hint = N_('"{value}" is already the Word name of {other}'), N_("give each a name of its own")
                yield mistake(message, at=[part, key, "word"], hint=hint, value=look.word, other=other)


def _as_told_apart(name: str) -> str:
    return name.replace(" ", "").casefold()
