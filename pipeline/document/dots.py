"""So many of a hundred as data: all that its picture shows, so that a document's text is all its fingerprint needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from pipeline.document.described import Width, described, reference_of

DOTS = "dots:"
"""How a reference to an array of dots begins."""

OF = 100
"""How many dots an array has."""

Share = Annotated[float, Field(ge=0, le=OF, allow_inf_nan=False)]


@dataclass(frozen=True)
class Dots:
    """A range of so many of a hundred; `width` is that of the page's text, in points."""

    low: Share
    high: Share
    width: Width

    @property
    def reference(self) -> str:
        """What a document holds of it: its data, the same text for the same numbers."""
        return reference_of(self, DOTS)


def dots(reference: str) -> Dots:
    """The array that a reference describes. Raises ValueError where it describes none."""
    found = described(Dots, reference, DOTS)
    if found.low > found.high:
        raise ValueError("a range from more to less")
    return found
