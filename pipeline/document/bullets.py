"""Ranges and last results of several metrics as data: a row for each metric, a bar in it for each market."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from pipeline.document.described import Number, Width, described, reference_of

BULLETS = "bullets:"
"""How a reference to bars of ranges begins."""

Share = Annotated[float, Field(gt=0, lt=1, allow_inf_nan=False)]


@dataclass(frozen=True)
class Bullet:
    """One market: the agreed range, without an upper end where `high` is empty, and how it is printed.

    The scale goes from `start` to `top`, `past` is from what to what its results went, `last`
    the last of them, `place` where that lies: nothing of it is there where there are none.
    """

    low: Number
    high: Number | Literal[""]
    printed: str
    top: Number
    past: tuple[Number, Number] | None = None
    last: Number | Literal[""] = ""
    last_printed: str = ""
    place: Literal["inside", "above", "below"] = "inside"
    start: Number = "0"


@dataclass(frozen=True)
class BulletRow:
    """One metric: its name, and a bar for each market."""

    name: str
    bullets: Annotated[tuple[Bullet, ...], Field(min_length=1)]


@dataclass(frozen=True)
class Bullets:
    """Rows of bars; `width` is that of the page's text, `names` which share of it the names take.

    `markets` stand above their bars; `heads` say what the bar, the range and the last result are.
    """

    width: Width
    names: Share
    markets: tuple[str, ...]
    rows: Annotated[tuple[BulletRow, ...], Field(min_length=1)]
    heads: tuple[str, str]

    @property
    def reference(self) -> str:
        """What a document holds of it: its data, the same text for the same numbers."""
        return reference_of(self, BULLETS)


def bullets(reference: str) -> Bullets:
    """The bars that a reference describes. Raises ValueError where it describes none."""
    found = described(Bullets, reference, BULLETS)
    if any(len(row.bullets) != len(found.markets) for row in found.rows):
        raise ValueError("a row with more or fewer bars than there are markets")
    return found
