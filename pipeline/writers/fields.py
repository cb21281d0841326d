"""Cells in which somebody writes: each becomes a field of a format that has such."""

from __future__ import annotations

from pipeline.document.tree import Cell, plain
from pipeline.model.theme import BLANK, DAY, SLOT, SLOT_DAY

FIELD = "field:"
"""What a link leads to over whose area somebody writes, in a format that is laid out without fields."""

LEAST_FIELD = 13.5
"""How many points a field is high where its style does not say how high a line is."""

DAYS = (DAY, SLOT_DAY)
"""The roles of cells for a date."""

BOX = "☐"
"""What somebody ticks."""


def is_to_be_filled(cell: Cell) -> bool:
    """Whether a cell waits for what somebody writes into it."""
    return cell.role in (BLANK, SLOT, *DAYS) and not plain(cell.children).strip()
