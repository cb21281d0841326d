"""So many of a hundred as data, once or more beside each other: all that its picture shows, for a fingerprint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from pipeline.document.described import Width, described, reference_of

DOTS = "dots:"
"""How a reference to an arrays of dots begins."""

OF = 100
"""How many dots an array has."""

Share = Annotated[float, Field(ge=0, le=OF, allow_inf_nan=False)]


@dataclass(frozen=True)
class Dots:
    """Ranges of so many of a hundred, from one to another, an array for each; `width` is that of the page's text."""

    ranges: Annotated[tuple[tuple[Share, Share], ...], Field(min_length=1, max_length=6)]
    width: Width

    @property
    def reference(self) -> str:
        """What a document holds of it: its data, the same text for the same numbers."""
        return reference_of(self, DOTS)


def dots(reference: str) -> Dots:
    """The arrays that a reference describes. Raises ValueError where it describes none."""
    found = described(Dots, reference, DOTS)
    if any(low > high for low, high in found.ranges):
        raise ValueError("a range from more to less")
    return found
