"""A timeline as data: all days and labels, so that a document's text is all that its fingerprint needs."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from pipeline.document.described import Day, Width, described, reference_of

TIMELINE = "timeline:"
"""How a reference to a timeline begins."""


@dataclass(frozen=True)
class Bar:
    """One step: the days of its work and, behind them, those that it may take longer; no slack where they are equal.

    All four count from the timeline's first day; `begin` and `end` are worked, and the step may end on `last`.
    """

    label: str
    begin: Day
    end: Day
    last: Day
    spare: str
    critical: bool = False


@dataclass(frozen=True)
class Lane:
    """Everything that one party does."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Band:
    """The days of one calendar: those on which nobody works, quiet ones, and days of a weekend that are worked."""

    name: str
    off: tuple[Day, ...]
    quiet: tuple[Day, ...]
    worked: tuple[Day, ...]


@dataclass(frozen=True)
class Seam:
    """A day on which clocks change, and how far apart they are before and after."""

    day: Day
    label: str


@dataclass(frozen=True)
class Timeline:
    """Steps up to the day that cannot move, which is `fixed`. `width` is that of the page's text, in points."""

    width: Width
    first: str
    days: Annotated[Day, Field(gt=0)]
    months: tuple[tuple[Day, str], ...]
    fixed: Day
    fixed_label: str
    bands: tuple[Band, ...]
    seams: tuple[Seam, ...]
    lanes: tuple[Lane, ...]

    @property
    def reference(self) -> str:
        """What a document holds of it: its data, the same text for the same days."""
        return reference_of(self, TIMELINE)

    def date(self, day: int) -> datetime.date:
        """A day of the timeline."""
        return datetime.date.fromisoformat(self.first) + datetime.timedelta(day)


def timeline(reference: str) -> Timeline:
    """The timeline that a reference describes. Raises ValueError where it describes none."""
    found = described(Timeline, reference, TIMELINE)
    found.date(found.days)
    return found
