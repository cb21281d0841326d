"""Bars around zero as data: what each of some lacks or has too much, so that a document's text is all that counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from pipeline.document.described import Number, Width, described, reference_of

GAPS = "gaps:"
"""How a reference to bars around zero begins."""


@dataclass(frozen=True)
class Gap:
    """One bar: whose it is, how far it reaches from zero, and how that is printed."""

    label: str
    value: Number
    printed: str


@dataclass(frozen=True)
class GapPanel:
    """The bars of one market, and in its title what they come to together."""

    title: str
    bars: Annotated[tuple[Gap, ...], Field(min_length=1)]


@dataclass(frozen=True)
class Gaps:
    """Panels beside each other on one scale. `width` is that of the page's text, in points."""

    width: Width
    panels: Annotated[tuple[GapPanel, ...], Field(min_length=1)]

    @property
    def reference(self) -> str:
        """What a document holds of it: its data, the same text for the same numbers."""
        return reference_of(self, GAPS)


def gaps(reference: str) -> Gaps:
    """The bars that a reference describes. Raises ValueError where it describes none."""
    return described(Gaps, reference, GAPS)
