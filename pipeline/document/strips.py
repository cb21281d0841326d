"""Scores of a hundred as data: one strip each, so that a document's text is all that its fingerprint needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from pipeline.document.described import Width, described, reference_of

STRIPS = "strips:"
"""How a reference to strips begins."""

Score = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]


@dataclass(frozen=True)
class Strip:
    """One score: what it is of, how it is printed, and what each rater gave; None where nothing says it."""

    label: str
    score: Score | None
    printed: str
    marks: tuple[Score, ...] = ()


@dataclass(frozen=True)
class Strips:
    """Strips from 0 to 100 with ticks at thresholds, and below them those of the other side, which grow from the end.

    `width` is that of the page's text, in points.
    """

    width: Width
    ticks: tuple[Score, ...]
    own: Annotated[tuple[Strip, ...], Field(min_length=1)]
    other_title: str = ""
    other: tuple[Strip, ...] = ()

    @property
    def reference(self) -> str:
        """What a document holds of it: its data, the same text for the same scores."""
        return reference_of(self, STRIPS)


def strips(reference: str) -> Strips:
    """The strips that a reference describes. Raises ValueError where it describes none."""
    return described(Strips, reference, STRIPS)
