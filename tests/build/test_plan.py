from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest
from samples import CAMPAIGN, edit, load

from pipeline.base.digests import of_texts
from pipeline.base.problems import Problems
from pipeline.build import fingerprint, plan, state, worker
from pipeline.build.document_buffer import DocumentBuffer
from pipeline.build.in_process import InProcessExecutor
from pipeline.build.plan import PlannedOutput, Planner
from pipeline.build.pools import Pool
from pipeline.build.processes import WorkerLost, Workers
from pipeline.build.state import State
from pipeline.build.worker import Setup
from pipeline.document import html
from pipeline.document.tree import Document
from pipeline.domain.targets import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer, kept_names

NOTHING = State({}, {})
HERE = InProcessExecutor(lambda: Workers(1))


class Losing(Executor):
    """An executor over this process in which whoever composes one document is lost."""

    wanted = 3

    def __init__(self, document: str) -> None:
        self.document = document
        self.asked: list[int] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        asked = args[0].targets
        self.asked.append(len(asked))
        if any(target.document == self.document for target in asked):
            future.set_exception(WorkerLost(WorkerLost.DIED, "SIGKILL"))
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def planned(project: Project, pool: Pool | None = None) -> tuple[list[PlannedOutput], dict[str, Document], Planner]:
    """Every target as planned, and the document of each."""
    worker.start(Setup(project.theme, project.assets))
    with DocumentBuffer() as buffer:
        planner = Planner(project, "look", buffer, pool)
        found = planner.composed(targets(project), NOTHING)
        return found, {item.target.id: pickle.loads(buffer.kept(item.tree)) for item in found if item.tree}, planner


@pytest.mark.long
def test_a_part_of_the_project_gives_the_same_documents_as_the_whole(project: Project) -> None:
    here, texts, _ = planned(project)
    there, others, planner = planned(project, HERE)
    assert texts == others
    assert len(texts) == len(targets(project))
    assert [(item.target, item.fingerprint, item.rendered) for item in here] == [
        (item.target, item.fingerprint, item.rendered) for item in there
    ]
    assert planner.failed == []
    assert {name: of_texts(html.html(document)) for name, document in texts.items()} == {
        item.target.id: item.fingerprint.text for item in here
    }


def test_a_part_for_a_month_holds_all_campaigns(project: Project) -> None:
    part = pickle.loads(pickle.dumps(plan.part_of(project, "", "2027-07")))
    assert dict(part.campaigns) == dict(project.campaigns)
    assert part.ritual == project.ritual


def test_a_part_holds_one_campaign_and_whoever_is_in_it(project: Project) -> None:
    whole = len(pickle.dumps(dict(project.sources)))
    for campaign in project.campaigns:
        part = pickle.loads(pickle.dumps(plan.part_of(project, campaign)))
        assert set(part.campaigns) == {campaign}
        assert set(part.creators) < set(project.creators)
        assert part.campaigns[campaign] == project.campaigns[campaign]
        assert len(pickle.dumps(part.sources)) < whole


def test_all_problems_are_told_wherever_documents_are_composed(made: Path) -> None:
    edit(made, CAMPAIGN, ("en: Two posts about", "en: Two ཨ posts about"), ("en: Two more posts", "en: Two ཀ posts"))
    project = load(made)
    found = []
    for pool in (None, HERE):
        with pytest.raises(Problems) as problems:
            planned(project, pool)
        found.append([str(item) for item in problems.value.problems])
    assert found[0] == found[1]
    assert [line.startswith(CAMPAIGN) for line in found[0]] == [True, True]


def test_of_documents_whose_process_was_lost_only_the_guilty_one_fails(made: Path) -> None:
    losing = Losing("dawn.brief.olga.ru")
    found, texts, planner = planned(load(made), losing)
    assert losing.asked == [4, 1, 1, 1, 1]
    assert [item.target.id for item in found] == list(texts)
    assert len(texts) == 6
    assert [str(item) for item in planner.failed] == [
        f"build/dawn/dawn.brief.olga.ru.{form}: the process building dawn.brief.olga.ru.{form}"
        " was stopped (SIGKILL) (build again)"
        for form in ("docx", "pdf")
    ]


def test_a_text_that_is_known_is_not_composed_again(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = load(made)
    before = state.load(made / "build")
    read = Composer._read
    asked: list[str] = []
    monkeypatch.setattr(Composer, "_read", lambda *args: asked.append(args[1].document) or read(*args))
    monkeypatch.delattr(os, "fork")
    with DocumentBuffer() as buffer:
        planner = Planner(project, fingerprint.look(project.theme, ""), buffer)
        first = planner.composed(targets(project), before)
        assert (asked, [item.tree for item in first]) == ([], [None] * 8)
        assert {item.target.id: item.fingerprint.text for item in first} == {
            name: made.text for name, made in before.fingerprints.items()
        }
        second = planner.with_trees(first[:3])
    assert asked == ["dawn.brief.ivan.en", "dawn.brief.ivan.ru"]
    assert [item.fingerprint for item in second] == [item.fingerprint for item in first[:3]]
    assert all(item.tree for item in second)


def test_names_of_other_campaigns_count_in_each(project: Project) -> None:
    if project.organisation.letter_yo:
        project = Project(
            **{**vars(project), "organisation": project.organisation.model_copy(update={"letter_yo": False})}
        )
    names = kept_names(project)
    for record in project.creators.values():
        assert set(record.name.root["ru"].split()) <= names


@pytest.mark.parametrize(
    ("how", "line"),
    [
        (
            WorkerLost(WorkerLost.HUNG, "10"),
            "p: t timed out after 10 seconds (look for a text that is far too long)",
        ),
        (
            WorkerLost(WorkerLost.FULL, ""),
            "p: t needs more memory than one document is allowed (look for a text that is far too long)",
        ),
        (WorkerLost(WorkerLost.DIED, "SIGSEGV"), "p: the process building t was stopped (SIGSEGV) (build again)"),
        (OSError(24, "Too many open files"), "p: no process could be started for t: Too many open files"),
    ],
)
def test_how_a_process_was_lost_is_told(how: WorkerLost | OSError, line: str) -> None:
    assert str(plan.lost("p", "t", how)) == line
