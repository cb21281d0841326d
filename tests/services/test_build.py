from __future__ import annotations

import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest
from samples import CAMPAIGN, edit

from pipeline.build import processes
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


@pytest.mark.long
def test_what_changed_is_stale_then_built(made: Path) -> None:
    edit(made, CAMPAIGN, ("en: Two posts about", "en: Three posts about"))
    stale = [item.id for item in status(made, (), "", load=load.load) if item.reason == "text changed"]
    assert build(made).summary.built == stale
    shutil.rmtree(made / "build/dawn")
    assert {item.reason for item in status(made, (), "", load=load.load)} == {"output missing"}


@pytest.mark.long
def test_what_cannot_be_made_is_told_again_without_another_try(made: Path) -> None:
    edit(
        made,
        "templates/kinds/brief.html",
        ('class="copy">{{ tracking.code|as_code }}</td>', 'class="copy">—</td>'),
        ("code=code|as_code", 'code="—"'),
    )
    first, second = build(made), build(made, refuse)
    assert len(second.summary.failed) == 4
    assert sorted(str(item) for item in second.summary.failed) == sorted(str(item) for item in first.summary.failed)
    assert (second.summary.kept, second.summary.held, second.folders) == ([], [], first.folders)
    assert {(item.reason, item.failed) for item in status(made, ("*.ivan.*",), "dawn", load=refuse)} == {
        ("text changed", True)
    }
    edit(made, CAMPAIGN, ("en: Two posts about", "en: Three posts about"))
    assert len(build(made).summary.failed) == 4


@pytest.mark.long
def test_a_format_that_waits_for_another_is_told_again_too(made: Path) -> None:
    edit(made, "templates/kinds/brief.html", ("\npages: 4\n", "\npages: 1\n"))
    first, second = build(made), build(made, refuse)
    assert sorted(str(item) for item in second.summary.failed) == sorted(str(item) for item in first.summary.failed)
    assert second.summary.held == [name for name in sorted(first.summary.held) if name.endswith(".docx")] != []
    found = status(made, ("*.ivan.*",), "dawn", load=refuse)
    assert {item.failed for item in found if item.id.endswith(".docx")} == {False}


@pytest.mark.long
def test_a_template_that_takes_too_much_is_told_again_without_another_try(made: Path) -> None:
    many, some = (f"[{'1,' * times}]" for times in (9000, 130))
    loops = (
        f"{{% for i in {some} %}}{{% for j in {some} %}}{{% set x = {many}|sort|sort %}}{{% endfor %}}{{% endfor %}}"
    )
    edit(made, "templates/kinds/brief.html", ("{% block content %}", "{% block content %}" + loops))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.base.limits.DOCUMENT_SECONDS", 0.2)
        first = build(made)
    second = build(made, refuse)
    assert len(first.summary.failed) == 4
    assert all("needs more time than one document is allowed" in str(item) for item in first.summary.failed)
    assert sorted(map(str, second.summary.failed)) == sorted(map(str, first.summary.failed))
    assert {(item.reason, item.failed) for item in status(made, ("*.ivan.*",), "dawn", load=refuse)} == {
        ("text changed", True)
    }
    edit(made, "templates/kinds/brief.html", (loops, ""))
    assert build(made).summary.failed == []


def test_who_writes_is_started_before_the_project_is_loaded_where_nothing_is_built_yet(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(processes, "started_early", lambda most: asked.append(most) or nullcontext())

    def begin(folder: Path, jobs: int, *, force: bool = False) -> None:
        with pytest.raises(AssertionError):
            build_unless_unchanged(
                folder, (), "", ArchiveFolder.of(folder), load=refuse, progress=lambda: nullcontext(Silent()),
                jobs=jobs, force=force,
            )  # fmt: skip

    edit(made, CAMPAIGN, ("en: Two posts about", "en: Three posts about"))
    begin(made, 2)
    assert asked == []
    begin(made, 2, force=True)
    shutil.rmtree(made / "build")
    begin(made, 3)
    begin(made, 1)
    assert asked == [2, 3]
