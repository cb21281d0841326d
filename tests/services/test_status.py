from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from pipeline.checks import load
from pipeline.services.archive_folder import ArchiveFolder
from pipeline.services.build import build_unless_unchanged
from pipeline.services.status import DocumentStatus, status


class Silent:
    """Nobody is told."""

    def waiting(self) -> None: ...

    def started(self, stale: object) -> None: ...

    def finished(self, item: object) -> None: ...


def test_what_was_never_built_is_new(minimal: Path) -> None:
    found = status(minimal, ("*.ivan.ru.pdf",), "", load=load.load)
    assert found == [DocumentStatus("dawn.brief.ivan.ru.pdf", "dawn/dawn.brief.ivan.ru.pdf", "new")]


@pytest.mark.long
def test_what_could_not_be_made_has_failed_until_something_changes(minimal: Path) -> None:
    style = minimal / "templates/theme/print.typ"
    before = style.read_bytes()
    style.write_bytes(before + b'\n#set text(font: "Nowhere")\n')
    archive = ArchiveFolder.of(minimal)
    build_unless_unchanged(
        minimal, ("*.brief.*.ru.pdf",), "", archive, load=load.load, progress=lambda: nullcontext(Silent()), jobs=1
    )
    found = status(minimal, ("dawn.brief.ivan.ru",), "", load=load.load)
    assert [(item.id, item.reason, item.failed) for item in found] == [
        ("dawn.brief.ivan.ru.docx", "new", False),
        ("dawn.brief.ivan.ru.html", "new", False),
        ("dawn.brief.ivan.ru.pdf", "new", True),
    ]
    style.write_bytes(before)
    assert not any(item.failed for item in status(minimal, ("*.ru.pdf",), "", load=load.load))


def test_documents_are_listed_in_the_languages_that_are_wanted(minimal: Path) -> None:
    found = status(minimal, (), "", load=load.load, languages=("ru",))
    assert {item.id.split(".")[-2] for item in found} == {"ru"}
