"""A chart as data: all numbers and labels, so that a document's text is all that its fingerprint needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from pipeline.document.described import Number, Width, described, reference_of

CHART = "chart:"
"""How a reference to a chart begins; a reference to a file does not."""


@dataclass(frozen=True)
class Point:
    """One past result: when, how much, how much in words, and on how many posts; or, if `actual`, this campaign's."""

    when: str
    year: str
    value: Number
    printed: str
    posts: str
    actual: bool = False


@dataclass(frozen=True)
class Panel:
    """One market: the agreed range, without an upper end where `high` is empty, and what was reached before."""

    low: Number
    high: Number | Literal[""]
    low_printed: str
    high_printed: str
    zero: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Chart:
    """Ranges against history, a panel for each market. Every scale starts at zero and ends at its own highest value.

    `width` is that of the page's text, in points.
    """

    width: Width
    panels: Annotated[tuple[Panel, ...], Field(min_length=1)]

    @property
    def reference(self) -> str:
        """What a document holds of it: its data, the same text for the same numbers."""
        return reference_of(self, CHART)


def chart(reference: str) -> Chart:
    """The chart that a reference describes. Raises ValueError where it describes none."""
    return described(Chart, reference, CHART)
