"""A timeline as data: all days and labels, so that a document's text is all that its fingerprint needs."""

from __future__ import annotations

import datetime
import json
from dataclasses import asdict, dataclass

_DAYS = ("off", "quiet", "worked")
TIMELINE = "timeline:"
"""How a reference to a timeline begins."""


@dataclass(frozen=True)
class Bar:
    """One step: the days of its work and, behind them, those that it may take longer; no slack where they are equal.

    All four count from the timeline's first day; `begin` and `end` are worked, and the step may end on `last`.
    """

    label: str
    begin: int
    end: int
    last: int
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
    off: tuple[int, ...]
    quiet: tuple[int, ...]
    worked: tuple[int, ...]


@dataclass(frozen=True)
class Seam:
    """A day on which clocks change, and how far apart they are before and after."""

    day: int
    label: str


@dataclass(frozen=True)
class Timeline:
    """Steps up to the day that cannot move, which is `fixed`. `width` is that of the page's text, in points."""

    width: float
    first: str
    days: int
    months: tuple[tuple[int, str], ...]
    fixed: int
    fixed_label: str
    bands: tuple[Band, ...]
    seams: tuple[Seam, ...]
    lanes: tuple[Lane, ...]

    @property
    def reference(self) -> str:
        """What a document holds of it: its data, the same text for the same days."""
        return TIMELINE + json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    def date(self, day: int) -> datetime.date:
        """A day of the timeline."""
        return datetime.date.fromisoformat(self.first) + datetime.timedelta(day)


def timeline(reference: str) -> Timeline:
    """The timeline that a reference describes. Raises ValueError, KeyError or TypeError where it describes none."""
    data = json.loads(reference.removeprefix(TIMELINE))
    return Timeline(
        width=float(data["width"]),
        first=data["first"],
        days=int(data["days"]),
        months=tuple((int(day), str(name)) for day, name in data["months"]),
        fixed=int(data["fixed"]),
        fixed_label=data["fixed_label"],
        bands=tuple(
            Band(band["name"], tuple(band["off"]), tuple(band["quiet"]), tuple(band["worked"]))
            for band in data["bands"]
        ),
        seams=tuple(Seam(**seam) for seam in data["seams"]),
        lanes=tuple(Lane(lane["name"], tuple(Bar(**bar) for bar in lane["bars"])) for lane in data["lanes"]),
    )
