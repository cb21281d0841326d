from __future__ import annotations

from pathlib import Path

from pipeline.checks import load
from pipeline.services.status import DocumentStatus, status


def test_what_was_never_built_is_new(minimal: Path) -> None:
    found = status(minimal, ("*.ivan.ru.pdf",), "", load=load.load)
    assert found == [DocumentStatus("dawn.brief.ivan.ru.pdf", "dawn/dawn.brief.ivan.ru.pdf", "new")]
