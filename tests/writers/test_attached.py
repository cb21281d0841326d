from __future__ import annotations

import pytest

from pipeline.document.tree import Block, Cell, Paragraph, Row, Table
from pipeline.writers.attached import is_attached


def table(role: str) -> Table:
    return Table(role, "Fields", None, (), (Row("", (Cell("", "", ()),)),))


@pytest.mark.parametrize(
    ("block", "attached"),
    [
        (table("fields"), True),
        (table("signed"), True),
        (table("step"), False),
        (Paragraph("note", ()), True),
        (Paragraph("", ()), False),
        (None, False),
    ],
)
def test_notes_and_fields_stay_with_the_table_before_them(block: Block | None, attached: bool) -> None:
    assert is_attached(block) == attached
