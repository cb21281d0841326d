"""Documents composed in a child of this process, so that a template that does not end ends the child alone."""

from __future__ import annotations

import os
import pickle
import select
import signal
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NoReturn

from pipeline.base import limits
from pipeline.base.problems import N_, Problem, problem
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
        started()
        started = bool
        try:
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


class _Child:
    """A fork of this process that does some work for one target after the other."""

    def __init__(self, work: Callable[[Target], ComposedDocument], targets: Sequence[Target]) -> None:
        answers, said = os.pipe()
        self._process = forks.fork()
        if not self._process:
            _work(work, targets, said)
        os.close(said)
        # Nothing is read ahead: what waits in a buffer would not be seen to wait.
        self._answers = os.fdopen(answers, "rb", buffering=0)
        self._over = False

    def next(self) -> ComposedDocument | None:
        """The next document, or None where the child came to its end. Raises what the child raised."""
        if not select.select([self._answers], [], [], PATIENCE)[0]:
            return None
        try:
            found = pickle.loads(received(self._answers))  # noqa: S301 - written by our own child
        except EOFError:
            self._over = True
            return None
        if isinstance(found, BaseException):
            raise found
        assert isinstance(found, ComposedDocument)  # noqa: S101 - the child sends nothing else
        return found

    def end(self) -> int:
        """How the child came to its end: its exit status, or a signal as a number below 0."""
        if not self._over:
            os.kill(self._process, signal.SIGKILL)
        self._answers.close()
        return os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])


def _work(work: Callable[[Target], ComposedDocument], targets: Sequence[Target], said: int) -> NoReturn:
    """The life of a child: it never returns to what its parent was doing."""
    try:
        forks.let_go(said)
        limits.refuse_memory_above(BYTES)
        with os.fdopen(said, "wb") as pipe:
            try:
                for target in targets:
                    limits.end_after(SECONDS)
                    send(pipe, pickle.dumps(work(target)))
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
    return ComposedDocument(target.document, problems=(_problem(target, ended),), exceeded=True)


def _problem(target: Target, ended: int) -> Problem:
    path = f"templates/kinds/{target.kind}.html"
    if ended == _NO_MEMORY:
        return problem(
            path, "needs more memory than one document is allowed, while rendering {target}", target=target.id
        )
    if ended in (-signal.SIGXCPU, -signal.SIGKILL):
        message = N_("needs more time than one document is allowed, while rendering {target}")
        return problem(path, message, target=target.id)
    message, hint = N_("the process building {target} was stopped ({detail})"), N_("build again")
    return problem(path, message, hint=hint, target=target.id, detail=ended)
