"""Whether a block belongs to the table before it, and stays on its page."""

from __future__ import annotations

from pipeline.document.tree import Block, Paragraph, Table
from pipeline.model.theme import FIELDS, NOTE, SIGNED


def is_attached(block: Block | None) -> bool:
    """Whether a block is a note to a table, a table of its fields, or the name and the day below an answer."""
    match block:
        case Paragraph(role, _):
            return role == NOTE
        case Table(role):
            return role in (FIELDS, SIGNED)
        case _:
            return False
