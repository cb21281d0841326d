"""A chart as data: all numbers and labels, so that a document's text is all that its fingerprint needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from pipeline.document.described import Number, Width, described, reference_of

CHART = "chart:"
"""How a reference to a chart begins; a reference to a file does not."""

Year = Annotated[float, Field(ge=1900, le=2300, allow_inf_nan=False)]
"""A moment, in years: the middle of 2026 is 2026.5."""

Height = Annotated[float, Field(ge=48, le=240, allow_inf_nan=False)]
"""How high the scale of one row of panels is, in points."""

Sign = Literal["inside", "better", "above", "below", "plan"]
"""What a sign of a chart stands for."""

Share = Annotated[int, Field(ge=-(10**15), le=10**15)]
"""So many percent of the middle of a range."""


@dataclass(frozen=True)
class Value:
    """A value, and how it is printed."""

    value: Number
    printed: str


@dataclass(frozen=True)
class Point:
    """One past result: when, how much, and how much in words."""

    at: Year
    value: Number
    printed: str


@dataclass(frozen=True)
class Panel:
    """One market: the range agreed for `year`, without an upper end where `high` is empty, and what was before.

    `plan` is what the market's plan comes to, `actual` what the campaign reached, `chance` from what to what chance
    alone could have taken that; `open` says why nothing was reached yet.
    """

    low: Number
    high: Number | Literal[""]
    low_printed: str
    high_printed: str
    year: str
    points: tuple[Point, ...]
    plan: Value | None = None
    actual: Value | None = None
    chance: tuple[Number, Number] | None = None
    open: str = ""


@dataclass(frozen=True)
class Chart:
    """Ranges against history, a panel for each market, all on one scale: from `bottom` to `top`, in percent of the
    middle of each range. `width` is that of the page's text, in points; `height` that of a scale where
    the panels stand in one row. `better` is the side on which a result outside its range is no miss, `key` says what
    the signs stand for, in words, `note` what the scale is. Results that are not `valued` stand in a table below.
    """

    width: Width
    bottom: Share
    top: Share
    panels: Annotated[tuple[Panel, ...], Field(min_length=1)]
    height: Height = 60.0
    key: tuple[tuple[Sign, str], ...] = ()
    note: str = ""
    better: Literal["up", "down", ""] = ""
    valued: bool = True

    @property
    def reference(self) -> str:
        """What a document holds of it: its data, the same text for the same numbers."""
        return reference_of(self, CHART)


def chart(reference: str) -> Chart:
    """The chart that a reference describes. Raises ValueError where it describes none."""
    found = described(Chart, reference, CHART)
    if found.bottom >= found.top:
        raise ValueError("a scale without height")
    return found
