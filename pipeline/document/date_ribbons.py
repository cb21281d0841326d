"""Dates to scale as data: each market's steps and its days of posts, all that a picture of them shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from pipeline.document.described import Day, Width, described, reference_of

DATE_RIBBON = "dates:"
"""How a reference to a ribbon of dates begins."""


@dataclass(frozen=True)
class RibbonStep:
    """A step: on which day it is, what it is called, and the day of its month."""

    day: Day
    label: str
    date: str


@dataclass(frozen=True)
class RibbonRow:
    """The dates of one market; `begin` and `end` are the first and the last day of its posts, printed as `span`.

    Where that has no room, `short` stands in the bar: without the month, which the scale says.
    """

    label: str
    steps: tuple[RibbonStep, ...]
    begin: Day
    end: Day
    span: str
    short: str = ""


@dataclass(frozen=True)
class DateRibbon:
    """Rows on one scale of days, with the months that begin there. `width` is that of the page's text, in points."""

    width: Width
    days: Annotated[int, Field(ge=1, le=2000)]
    months: tuple[tuple[Day, str], ...]
    rows: Annotated[tuple[RibbonRow, ...], Field(min_length=1, max_length=6)]

    @property
    def reference(self) -> str:
        """What a document holds of it: its data, the same text for the same dates."""
        return reference_of(self, DATE_RIBBON)


def date_ribbon(reference: str) -> DateRibbon:
    """The ribbon that a reference describes. Raises ValueError where it describes none."""
    return described(DateRibbon, reference, DATE_RIBBON)
