from __future__ import annotations

import pytest

from pipeline.document.boards import Board, BoardPanel, board

PANEL = BoardPanel("CPA, US", ("38.4", "39"), "Jan", "Feb", "$39.00", "35", "45", "", "", signal=False)


def test_a_reference_is_all_of_its_data() -> None:
    drawn = Board(700, 6, (PANEL,))
    assert board(drawn.reference) == drawn
    assert drawn.reference == Board(700, 6, (PANEL,)).reference


@pytest.mark.parametrize("said", ['"across":0', '"panels":[]', '"width":-1'])
def test_what_describes_no_board_is_refused(said: str) -> None:
    text = Board(700, 6, (PANEL,)).reference
    name = said.partition(":")[0]
    now = {'"across"': '"across":6', '"width"': '"width":700'}.get(name)
    broken = text.replace(now, said) if now else text[: text.index('"panels"')] + '"panels":[]}'
    with pytest.raises(ValueError, match="validation error"):
        board(broken)
