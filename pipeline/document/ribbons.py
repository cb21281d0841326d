"""A ribbon of minutes as data: what follows what, and for how long, so that a document's text is all that counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from pipeline.document.described import Width, described, reference_of

RIBBON = "ribbon:"
"""How a reference to a ribbon begins."""


@dataclass(frozen=True)
class RibbonPart:
    """One part: how many minutes it takes, and the words on it, the first of them bold; `told` by one of many."""

    minutes: Annotated[int, Field(gt=0, le=1440)]
    lines: tuple[str, ...]
    told: bool


@dataclass(frozen=True)
class Ribbon:
    """Parts to scale. `width` is that of the page's text, in points."""

    width: Width
    parts: Annotated[tuple[RibbonPart, ...], Field(min_length=1)]

    @property
    def reference(self) -> str:
        """What a document holds of it: its data, the same text for the same parts."""
        return reference_of(self, RIBBON)


def ribbon(reference: str) -> Ribbon:
    """The ribbon that a reference describes. Raises ValueError where it describes none."""
    return described(Ribbon, reference, RIBBON)
