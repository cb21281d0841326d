"""So many of a hundred, or of a thousand, as data, once or more beside each other: all that its picture shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from pipeline.document.described import Width, described, reference_of

DOTS = "dots:"
"""How a reference to an arrays of dots begins."""

Share = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]

Side = Annotated[float, Field(ge=24, le=240, allow_inf_nan=False)]
"""How wide an array is at most, in points."""


@dataclass(frozen=True)
class Array:
    """From so many to so many of a whole, which is as many squares; `said` stands in place of pale ones."""

    low: Share
    high: Share
    of: Literal[100, 1000] = 100
    said: str = ""


@dataclass(frozen=True)
class Dots:
    """Arrays of dots beside each other, each equally wide; `width` is that of the page's text."""

    arrays: Annotated[tuple[Array, ...], Field(min_length=1, max_length=6)]
    width: Width
    side: Side = 120.0

    @property
    def reference(self) -> str:
        """What a document holds of it: its data, the same text for the same numbers."""
        return reference_of(self, DOTS)


def dots(reference: str) -> Dots:
    """The arrays that a reference describes. Raises ValueError where it describes none."""
    found = described(Dots, reference, DOTS)
    if any(not array.low <= array.high <= array.of for array in found.arrays):
        raise ValueError("a range from more to less, or of more than all")
    return found
