from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest
from samples import load

from pipeline.build import fingerprint, state
from pipeline.build.early import Maker
from pipeline.build.plan import Planned, Planner
from pipeline.build.spool import Spool
from pipeline.domain import targets
from pipeline.selfcheck.claims import Register


class Asked(Executor):
    """Does each job at once, by saying its name, but for one that it never does."""

    def __init__(self, never: int | None = None) -> None:
        self.jobs: list[tuple[str, Future[Any]]] = []
        self.never = never

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.jobs.append((args[0].target, Future()))
        if len(self.jobs) != self.never:
            self.jobs[-1][1].set_result(args[0].target)
        return self.jobs[-1][1]


@pytest.fixture
def planned(minimal: Path) -> Iterator[tuple[Maker, Asked, list[Planned]]]:
    project, asked = load(minimal), Asked()
    with Spool() as spool:
        found = Planner(project, fingerprint.look(project.theme, ""), spool).composed(
            targets.targets(project), state.NOTHING
        )
        yield Maker(asked, spool, Register(project)), asked, found


def test_what_was_begun_is_given_out_and_not_made_again(planned: tuple[Maker, Asked, list[Planned]]) -> None:
    maker, asked, items = planned
    for item in items[:2]:
        maker.begin(item)
    wanted = [items[0], items[1], *items[3:]]
    assert {item.target.id: answer for item, answer in maker.made(wanted)} == {
        item.target.id: item.target.id for item in wanted
    }
    assert [name for name, _ in asked.jobs] == [item.target.id for item in wanted]


def test_what_was_begun_and_is_not_wanted_is_left(planned: tuple[Maker, Asked, list[Planned]]) -> None:
    maker, asked, items = planned
    asked.never = 3
    for item in items[:3]:
        maker.begin(item)
    assert [item for item, _ in maker.made([items[1]])] == [items[1]]
    assert asked.jobs[2][1].cancelled()
    assert len(asked.jobs) == 3


def test_what_has_no_tree_cannot_be_begun(planned: tuple[Maker, Asked, list[Planned]]) -> None:
    maker, _, items = planned
    known = Planned(items[0].target, items[0].fingerprint, items[0].rendered, None)
    with pytest.raises(ValueError, match="has no tree"):
        maker.begin(known)
