from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest
from samples import load

from pipeline.build import fingerprint, scheduler, state
from pipeline.build.document_buffer import DocumentBuffer
from pipeline.build.in_process import InProcessExecutor
from pipeline.build.plan import PlannedOutput, Planner
from pipeline.build.processes import Workers, available_cpus
from pipeline.build.scheduler import Scheduler
from pipeline.build.worker import Setup
from pipeline.domain import targets
from pipeline.reading.project import Project

MANY = 1_000


class Asked(Executor):
    """Does each job at once, by saying its name, but for one that it never does."""

    wanted = 2

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.jobs: list[tuple[str, Future[Any]]] = []
        self.never = 0
        self.ended: list[bool] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.jobs.append((args[0].target, Future()))
        if len(self.jobs) != self.never:
            self.jobs[-1][1].set_result(args[0].target)
        return self.jobs[-1][1]

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.ended.append(cancel_futures)


@pytest.fixture
def buffer() -> Iterator[DocumentBuffer]:
    with DocumentBuffer() as kept:
        yield kept


@pytest.fixture
def small(minimal: Path) -> Project:
    return load(minimal)


@pytest.fixture
def items(small: Project, buffer: DocumentBuffer) -> list[PlannedOutput]:
    planner = Planner(small, fingerprint.look(small.theme, ""), buffer)
    return planner.composed(targets.targets(small), state.NOTHING)


@pytest.fixture
def given() -> list[Asked]:
    """The pools that were made."""
    return []


@pytest.fixture
def own(small: Project, buffer: DocumentBuffer, given: list[Asked]) -> Scheduler:
    def give(setup: Setup) -> Asked:
        given.append(Asked(setup))
        return given[-1]

    return Scheduler(small, buffer, pool=give)


# --- what is begun ----------------------------------------------------------


def test_what_was_begun_is_given_out_and_not_made_again(
    own: Scheduler, given: list[Asked], items: list[PlannedOutput]
) -> None:
    assert own.expect(MANY)
    for item in items[:2]:
        own.begin(item)
    wanted = [items[0], items[1], *items[3:]]
    assert {item.target.id: answer for item, answer in own.finished(wanted)} == {
        item.target.id: item.target.id for item in wanted
    }
    [asked] = given
    assert [name for name, _ in asked.jobs] == [item.target.id for item in wanted]


def test_what_was_begun_and_is_not_wanted_is_left(
    own: Scheduler, given: list[Asked], items: list[PlannedOutput]
) -> None:
    own.expect(MANY)
    given[0].never = 3
    for item in items[:3]:
        own.begin(item)
    assert [item for item, _ in own.finished([items[1]])] == [items[1]]
    assert given[0].jobs[2][1].cancelled()
    assert len(given[0].jobs) == 3


@pytest.mark.long
def test_what_has_no_tree_cannot_be_begun(own: Scheduler, items: list[PlannedOutput]) -> None:
    own.expect(MANY)
    known = PlannedOutput(items[0].target, items[0].fingerprint, items[0].rendered, None)
    with pytest.raises(ValueError, match="has no tree"):
        own.begin(known)


@pytest.mark.long
def test_few_outputs_are_not_begun(own: Scheduler, given: list[Asked], items: list[PlannedOutput]) -> None:
    assert not own.expect(2)
    own.begin(items[0])
    assert given == []
    assert [answer for _, answer in own.finished(items[:1])] == [items[0].target.id]


# --- who does it ------------------------------------------------------------


@pytest.mark.long
def test_a_pool_that_is_given_does_everything_with_one_setup_and_ends_with_the_build(
    own: Scheduler, given: list[Asked], items: list[PlannedOutput], small: Project
) -> None:
    with own:
        assert own.composer_pool(MANY, MANY) is given[0]
        assert not own.expect(MANY)
        assert len(list(own.finished(items))) == len(items)
        assert given[0].ended == []
    [asked] = given
    assert asked.ended == [False]
    assert (asked.setup.formats, asked.setup.theme) == (small.formats, small.theme)
    assert set(asked.setup.ledgers) == set(small.organisation.languages)


def test_who_works_is_told_to_stop_at_once_where_the_build_fails(own: Scheduler, given: list[Asked]) -> None:
    with pytest.raises(ZeroDivisionError), own:
        own.expect(MANY)
        raise ZeroDivisionError
    assert given[0].ended == [True]


def test_no_pool_is_made_where_nothing_is_stale(own: Scheduler, given: list[Asked]) -> None:
    with own:
        assert list(own.finished([])) == []
    assert given == []


@pytest.mark.parametrize(("jobs", "documents", "composes", "begins"), [(0, 5, False, True), (0, MANY, True, False), (1, MANY, False, False)])  # fmt: skip
def test_many_documents_are_composed_elsewhere_or_many_outputs_begun_early_unless_all_is_done_here(
    small: Project,
    buffer: DocumentBuffer,
    monkeypatch: pytest.MonkeyPatch,
    jobs: int,
    documents: int,
    composes: bool,
    begins: bool,
) -> None:
    begun: list[Workers] = []
    monkeypatch.setattr(Workers, "prepare", lambda self: begun.append(self))
    with Scheduler(small, buffer, jobs=jobs) as own:
        composing = own.composer_pool(documents, MANY)
        assert isinstance(composing, Workers) == composes
        assert own.expect(MANY) == begins
        assert len(begun) == begins


def test_few_outputs_are_made_in_this_process_and_more_in_others(
    small: Project, buffer: DocumentBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Scheduler(small, buffer) as own:
        few, more = own._writers(4), own._writers(5)
        assert isinstance(few, InProcessExecutor)
        assert (isinstance(more, Workers), more.wanted) == (True, 4)
        assert own._writers(MANY).wanted == 4 * available_cpus()
    with Scheduler(small, buffer, jobs=3) as own:
        assert own._writers(MANY).wanted == 12
    with Scheduler(small, buffer, jobs=1) as own:
        assert isinstance(own._writers(MANY), InProcessExecutor)


def test_whoever_only_composes_need_not_load_what_writes(
    small: Project, buffer: DocumentBuffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Setup] = []
    monkeypatch.setattr(scheduler, "Workers", lambda number, start, setup: made.append(*setup) or Asked(*setup))
    with Scheduler(small, buffer, engine="typst") as own:
        own.composer_pool(MANY, MANY)
        own._writers(MANY)
    assert [(setup.formats, bool(setup.ledgers), setup.engine) for setup in made] == [
        ((), False, "typst"),
        (small.formats, True, "typst"),
    ]
