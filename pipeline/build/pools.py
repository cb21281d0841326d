"""Jobs to whoever does them: what an executor has to know besides, and how another's executor comes to know it."""

from __future__ import annotations

import itertools
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future
from concurrent.futures import wait as waited
from typing import Any, Protocol, TypeVar

from pipeline.build import worker
from pipeline.build.processes import WorkerLost
from pipeline.build.worker import PickledSetup, Setup

_HOPELESS = 3
"""So many jobs that take too much, and none that is done, show that it is what all are made by."""

Result = TypeVar("Result")
Item = TypeVar("Item")


class Pool(Protocol):
    """An executor of `concurrent.futures` whose workers are set up, and which says how much work it wants."""

    @property
    def wanted(self) -> int:
        """How many jobs it wants to have at a time: enough that no worker waits, and few are in memory."""

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
        """A future of what a function returns there; it raises Lost or OSError where its worker was lost."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Ends it when all is done, or at once with `cancel_futures`."""


def results(
    pool: Pool,
    work: Callable[[Item], Result],
    items: Iterator[Item],
    begun: dict[Future[Result], Item] | None = None,
) -> Iterator[tuple[Item, Result | WorkerLost | OSError]]:
    """What `work` makes of each item, as they come; for an item whose worker was lost or not to be had, how.

    `begun` are more items, which the pool has already; they leave it as they are done. Where the first take too much,
    the others are not tried: a style sheet that is too much for each document would cost as many times what one may.
    """
    running = {} if begun is None else begun
    exceeded, any_done = 0, False
    while True:
        for item in itertools.islice(items, max(0, pool.wanted - len(running))):
            running[pool.submit(work, item)] = item
        if not running:
            return
        done = waited(running, return_when=FIRST_COMPLETED).done
        for future in [future for future in running if future in done]:
            item = running.pop(future)
            try:
                answer: Result | WorkerLost | OSError = future.result()
            except (WorkerLost, OSError) as error:
                answer = error
            any_done |= not isinstance(answer, WorkerLost | OSError)
            exceeded += isinstance(answer, WorkerLost) and answer.reason in (WorkerLost.HUNG, WorkerLost.FULL)
            yield item, answer
            if exceeded >= _HOPELESS and not any_done and isinstance(answer, WorkerLost):
                left = [*running.values(), *items]
                for future in running:
                    future.cancel()
                running.clear()
                yield from ((item, answer) for item in left)
                return


def hand_on(answer: bytes | BaseException, future: Future[Any]) -> None:
    """Gives a future what a worker answered, as of `child`, or why there is no answer."""
    if not future.set_running_or_notify_cancel():
        return
    done, found = (False, answer) if isinstance(answer, BaseException) else pickle.loads(answer)  # noqa: S301 - our own
    if done:
        future.set_result(found)
    else:
        future.set_exception(WorkerLost(WorkerLost.FULL, "") if isinstance(found, MemoryError) else found)


class ExternalPool(Executor):
    """Another's executor as a pool: its workers know nothing of this project, so that each job brings their setup.

    It may be of any kind, in threads, processes or on other machines, as long as the program, its libraries and the
    project's folder are to be had there by the same paths. What a job may take of time and memory is its business, and
    so is its end: it is given back as it was.
    """

    def __init__(self, executor: Executor, setup: Setup, wanted: int) -> None:
        self.wanted = wanted
        self._executor = executor
        self._setup = PickledSetup.of(setup)
        self._asked: set[Future[Any]] = set()

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
        """A future of what `fn` returns there. Whatever else than `fn` itself raises an error counts as lost."""
        future: Future[Result] = Future()
        asked = self._executor.submit(worker.run_request, self._setup, pickle.dumps((fn, args, kwargs)))
        self._asked.add(asked)
        asked.add_done_callback(lambda answer: self._hand_on(answer, future))
        future.add_done_callback(lambda answer: asked.cancel() if answer.cancelled() else None)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Waits for what was asked of the executor or, with `cancel_futures`, asks it no more."""
        asked = list(self._asked)
        if cancel_futures:
            for future in asked:
                future.cancel()
        elif wait:
            waited(asked)

    def _hand_on(self, asked: Future[bytes], future: Future[Any]) -> None:
        self._asked.discard(asked)
        try:
            answer: bytes | BaseException = asked.result()
        except CancelledError:
            answer = WorkerLost(WorkerLost.DIED, "cancelled")
        except BaseException as error:
            # Each library has errors of its own for a worker that came to its end.
            answer = WorkerLost(WorkerLost.DIED, type(error).__name__)
        hand_on(answer, future)
