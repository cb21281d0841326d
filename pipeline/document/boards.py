"""A board as data: small pictures of one metric in one market each, with all numbers and labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from pipeline.document.described import Number, Width, described, reference_of

BOARD = "board:"
"""How a reference to a board begins."""

Bound = Number | Literal[""]


@dataclass(frozen=True)
class BoardPanel:
    """One metric in one market: its counts, the agreed range and what usually happens; empty where there is none."""

    title: str
    values: tuple[Number, ...]
    first: str
    last: str
    newest: str
    low: Bound
    high: Bound
    least: Bound
    most: Bound
    signal: bool


@dataclass(frozen=True)
class Board:
    """Panels in rows of so many. `width` is that of the page's text, in points."""

    width: Width
    across: Annotated[int, Field(ge=1, le=8)]
    panels: Annotated[tuple[BoardPanel, ...], Field(min_length=1)]

    @property
    def reference(self) -> str:
        """What a document holds of it: its data, the same text for the same numbers."""
        return reference_of(self, BOARD)


def board(reference: str) -> Board:
    """The board that a reference describes. Raises ValueError where it describes none."""
    return described(Board, reference, BOARD)
