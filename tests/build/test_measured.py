from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from samples import CAMPAIGN, edit, load

from pipeline.base.problems import Problem
from pipeline.build import isolation, measured, run
from pipeline.build.document_buffer import DocumentBuffer
from pipeline.build.processes import WorkerLost
from pipeline.domain.targets import Target, targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer

BRIEF = "templates/kinds/brief.html"
SHORTER = ("pages: 4\ncore: 2", "pages: 1\ncore: 1")


class Lost:
    """A pool whose worker never comes to an end."""

    wanted = 1

    def submit(self, fn: Callable[..., object], /, *args: object, **kwargs: object) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(WorkerLost(WorkerLost.HUNG, "10"))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        assert cancel_futures


def told(project: Project, selected: list[Target]) -> list[Problem]:
    """What is wrong on the pages of some documents."""
    with DocumentBuffer() as buffer:
        made = zip(selected, isolation.checked(Composer(project), selected, {}), strict=True)
        composed = [(target, buffer.keep(item.tree)) for target, item in made if item.tree is not None]
        return [item for _, said in measured.problems(project, composed, buffer) for item in said]


def test_what_is_too_long_is_told_as_a_build_tells_it(only_briefs: Path, tmp_path: Path) -> None:
    project = load(only_briefs, BRIEF, SHORTER)
    selected = [target for target in targets(project) if measured.has_pages(target)]
    found = told(project, selected)
    assert {dict(said.values)["target"] for said in found} == {f"dawn.brief.ivan.{name}.pdf" for name in ("en", "ru")}
    assert found == run.build(project, targets(project, "*.pdf"), tmp_path / "build", jobs=1).failed
    assert not (only_briefs / "build").exists()


def test_a_document_that_cannot_be_measured_in_time_is_told(only_briefs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = load(only_briefs)
    monkeypatch.setattr(measured, "single", lambda setup: Lost())
    assert [str(said).partition(" (")[0] for said in told(project, targets(project, "*.en.pdf"))] == [
        "build/dawn/dawn.brief.ivan.en.pdf: dawn.brief.ivan.en.pdf timed out after 10 seconds"
    ]


def test_nothing_to_measure_starts_nothing(only_briefs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(measured, "single")
    assert told(load(only_briefs), []) == []


def test_what_was_built_as_it_would_be_now_is_known(made: Path) -> None:
    project = load(made)
    selected = targets(project)
    assert set(measured.known(project, selected)) == {target.document for target in selected}
    sheet = made / "templates/theme/print.typ"
    sheet.write_text(sheet.read_text(encoding="utf-8") + "\n// wider\n", encoding="utf-8")
    assert measured.known(load(made), selected) == {}


def test_only_what_all_outputs_of_a_document_were_made_from_is_known(made: Path) -> None:
    project = load(made)
    selected = targets(project)
    (made / "build/state.json").unlink()
    run.build(project, targets(project, "*.ivan.en.*"), made / "build", jobs=1)
    run.build(project, targets(project, "*.ivan.ru.pdf"), made / "build", jobs=1)
    assert list(measured.known(project, selected)) == ["dawn.brief.ivan.en"]


def test_a_text_that_changed_since_the_build_is_measured(made: Path) -> None:
    project = load(made)
    before = measured.known(project, targets(project))
    edit(made, CAMPAIGN, ("en: Two posts about", "en: Three posts about"))
    changed = load(made)
    items = list(isolation.checked(Composer(changed), targets(changed, "*.pdf"), before))
    assert [item.document for item in items if item.tree is not None] == ["dawn.brief.ivan.en"]
