"""Documents composed in a child of this process, so that a template that does not end ends the child alone."""

from __future__ import annotations

import os
import pickle
import select
import signal
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, NoReturn, TypeVar

from pipeline.base import limits
from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.build import forks
from pipeline.build.child import received, send
from pipeline.domain.targets import Target
from pipeline.rendering.compose import ComposedDocument, Composer

SECONDS = 3
"""How long one document may compute before the system ends its process; its template is stopped before that."""

PATIENCE = 20
"""How many seconds on the clock one document may take: a process that computes nothing would never be ended."""

BYTES = 700_000_000
"""The memory that a process may take to compose, beyond what it has from this one."""

_ENOUGH = 2
"""So many documents of one kind that take too much show that it is their template."""

_NO_MEMORY = 3

Item = TypeVar("Item")
Made = TypeVar("Made")


def composed(
    composer: Composer,
    targets: Sequence[Target],
    known: Mapping[str, str],
    started: Callable[[], object] = lambda: None,
) -> Iterator[ComposedDocument]:
    """The document of each target, as `Composer.composed`; one that takes too much has a problem that says so.

    `started` is called when the first child runs: a child has none of the threads that are started later.
    """
    yield from _isolated(lambda target: next(composer.composed([target], known)), targets, started)


def checked(composer: Composer, targets: Sequence[Target], known: Mapping[str, str]) -> Iterator[ComposedDocument]:
    """The document of each target, as `Composer.checked`: enough to find what is wrong."""
    yield from _isolated(lambda target: composer.checked(target, known), targets, lambda: None)


def made(work: Callable[[], str], template: str, wanted: str) -> str:
    """What some work gives, as it is done for one document. Raises what the work raises, and Problems, which name
    `template` as what takes too much and `wanted` as what was rendered.
    """
    if not hasattr(os, "fork"):
        return work()
    child = _Child(lambda _: work(), [wanted])
    try:
        found = child.next()
    finally:
        ended = child.end()
    if found is None:
        raise Problems([_problem(template, wanted, ended)])
    return found


def _isolated(
    work: Callable[[Target], ComposedDocument], targets: Sequence[Target], started: Callable[[], object]
) -> Iterator[ComposedDocument]:
    if not hasattr(os, "fork"):
        started()
        yield from map(work, targets)
        return
    exceeded = Counter[str]()
    waiting = list(targets)
    while waiting:
        child = _Child(work, waiting)
        try:
            started()
            started = bool
            while waiting and (item := child.next()) is not None:
                target = waiting.pop(0)
                exceeded[target.kind] += item.exceeded
                yield item
                if exceeded[target.kind] == _ENOUGH and item.exceeded:
                    break
        finally:
            ended = child.end()
        if waiting and item is None:
            exceeded[waiting[0].kind] += 1
            yield _ended(waiting.pop(0), ended)
        # A template that is too much for several documents is so for all: each would take as long.
        refused = [target for target in waiting if exceeded[target.kind] >= _ENOUGH]
        waiting = [target for target in waiting if exceeded[target.kind] < _ENOUGH]
        yield from (_ended(target, -signal.SIGXCPU) for target in refused)


class _Child(Generic[Item, Made]):
    """A fork of this process that does some work for one item after the other."""

    def __init__(self, work: Callable[[Item], Made], items: Sequence[Item]) -> None:
        answers, said = os.pipe()
        self._process = forks.fork()
        if not self._process:
            _work(work, items, said)
        os.close(said)
        # Nothing is read ahead: what waits in a buffer would not be seen to wait.
        self._answers = os.fdopen(answers, "rb", buffering=0)
        self._over = False

    def next(self) -> Made | None:
        """What the next item gave, or None where the child came to its end. Raises what the child raised."""
        if not select.select([self._answers], [], [], PATIENCE)[0]:
            return None
        try:
            found: Made | BaseException = pickle.loads(received(self._answers))  # noqa: S301 - written by our own child
        except EOFError:
            self._over = True
            return None
        if isinstance(found, BaseException):
            raise found
        return found

    def end(self) -> int:
        """How the child came to its end: its exit status, or a signal as a number below 0."""
        if not self._over:
            os.kill(self._process, signal.SIGKILL)
        self._answers.close()
        return os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])


def _work(work: Callable[[Item], Made], items: Sequence[Item], said: int) -> NoReturn:
    """The life of a child: it never returns to what its parent was doing."""
    try:
        forks.let_go(said)
        limits.refuse_memory_above(BYTES)
        with os.fdopen(said, "wb") as pipe:
            try:
                for item in items:
                    limits.end_after(SECONDS)
                    send(pipe, pickle.dumps(work(item)))
            except Exception as error:
                if isinstance(error, MemoryError):
                    os._exit(_NO_MEMORY)
                error.add_note("".join(traceback.format_exception(error)))
                send(pipe, pickle.dumps(error))
        os._exit(0)
    except BaseException:
        os._exit(1)


def _ended(target: Target, ended: int) -> ComposedDocument:
    """A document whose child came to its end before it."""
    said = _problem(f"templates/kinds/{target.kind}.html", target.id, ended)
    interrupted = ended not in (_NO_MEMORY, -signal.SIGXCPU)
    return ComposedDocument(target.document, problems=(said,), exceeded=True, interrupted=interrupted)


def _problem(template: str, wanted: str, ended: int) -> Problem:
    if ended in (_NO_MEMORY, -signal.SIGXCPU, -signal.SIGKILL):
        return limits.exceeded(template, wanted, memory=ended == _NO_MEMORY)
    message, hint = N_("the process building {target} was stopped ({detail})"), N_("build again")
    return problem(template, message, hint=hint, target=wanted, detail=ended)
