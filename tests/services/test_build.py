from __future__ import annotations

import shutil
from contextlib import nullcontext
from pathlib import Path

from samples import CAMPAIGN, edit

from pipeline.checks import load
from pipeline.reading.project import Project
from pipeline.services.archive_folder import ArchiveFolder
from pipeline.services.build import Built, build_unless_unchanged
from pipeline.services.status import status


class Silent:
    """Nobody is told."""

    def waiting(self) -> None: ...

    def started(self, stale: object) -> None: ...

    def finished(self, item: object) -> None: ...


def refuse(folder: Path) -> Project:
    """Loads nothing."""
    raise AssertionError("the project was loaded")


def build(folder: Path, load_project=load.load) -> Built:  # type: ignore[no-untyped-def]
    return build_unless_unchanged(
        folder,
        ("*.ivan.*",),
        "dawn",
        ArchiveFolder.of(folder),
        load=load_project,
        progress=lambda: nullcontext(Silent()),
        jobs=1,
    )


def test_a_second_build_keeps_everything_and_does_not_even_load_the_project(made: Path) -> None:
    first = build(made, refuse)
    assert (len(first.summary.kept), first.summary.built, set(first.folders)) == (4, [], {"dawn"})
    assert {item.reason for item in status(made, (), "", load=refuse)} == {""}


def test_what_changed_is_stale_then_built(made: Path) -> None:
    edit(made, CAMPAIGN, ("en: Two posts about", "en: Three posts about"))
    stale = [item.id for item in status(made, (), "", load=load.load) if item.reason == "text changed"]
    assert build(made).summary.built == stale
    shutil.rmtree(made / "build/dawn")
    assert {item.reason for item in status(made, (), "", load=load.load)} == {"output missing"}
