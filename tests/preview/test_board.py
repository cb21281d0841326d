from __future__ import annotations

import asyncio
import itertools
from pathlib import Path

import pytest
from samples import CREATOR, edit

from pipeline.preview.board import Board
from pipeline.preview.session import PDF, PHONE, Edition

pytestmark = pytest.mark.long


def test_whoever_comes_back_after_a_dozen_documents_sees_what_was_saved_meanwhile(minimal: Path) -> None:
    async def looked() -> tuple[str, str]:
        board = Board(minimal)
        board.begin()
        try:
            first = Edition("dawn.brief.ivan.ru", PHONE)
            before = await board.shown(first, 60)
            names = [name for names in board.listed.documents.values() for name in names]
            others = [Edition(name, form) for name, form in itertools.product(names, (PDF, PHONE))]
            seen = [each for each in others if each != first and await board.shown(each, 60)]
            assert len(seen) > 12
            edit(minimal, CREATOR, ("Иван Петров", "Иван Сидоров"))
            board.changed()
            after = await board.shown(first, 60)
            assert before is not None and after is not None
            return before.view.content.decode(), after.view.content.decode()
        finally:
            await board.close()

    before, after = asyncio.run(looked())
    assert "Сидоров" not in before
    assert "Сидоров" in after
