"""So many of a hundred as data, once or more beside each other: all that its picture shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from pipeline.document.described import Width, described, reference_of

DOTS = "dots:"
"""How a reference to an arrays of dots begins."""

Share = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]

Side = Annotated[float, Field(ge=24, le=240, allow_inf_nan=False)]
"""How wide an array is at most, in points."""


@dataclass(frozen=True)
class Array:
    """From so many to so many of a hundred squares."""

    low: Share
    high: Share


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
    if any(array.low > array.high for array in found.arrays):
        raise ValueError("a range from more to less")
    return found
