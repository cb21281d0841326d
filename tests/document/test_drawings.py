from __future__ import annotations

from pipeline.document import drawings
from pipeline.writers import pictures


def test_every_drawing_that_is_read_can_be_drawn() -> None:
    assert set(pictures._DRAWN) == set(drawings.Drawing.__args__)
    assert len(drawings.READERS) == len(pictures._DRAWN)
