"""Jobs done in this very process, where another is not worth its start."""

from __future__ import annotations

import concurrent.futures
import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from pipeline.build import patience
from pipeline.build.processes import Limits, WorkerLost, Workers

Result = TypeVar("Result")


class InProcessExecutor(concurrent.futures.Executor):
    """An executor in this very process, for work that is not worth another: one job at a time, in a thread of its own.

    A job that takes too long raises Lost and is left behind; what follows is done by the executor that
    `rest` makes.
    """

    def __init__(self, rest: Callable[[], Workers], seconds: float = Limits.seconds) -> None:
        self._make_rest = rest
        self._rest: Workers | None = None
        self._seconds = seconds

    @property
    def wanted(self) -> int:
        """One job, which is done when it has been handed over."""
        return self._rest.wanted if self._rest else 1

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> concurrent.futures.Future[Result]:
        """A future that is done, unless an earlier job was left behind."""
        if self._rest is not None:
            return self._rest.submit(fn, *args, **kwargs)
        future: concurrent.futures.Future[Result] = concurrent.futures.Future()
        done: queue.SimpleQueue[tuple[Result | None, BaseException | None]] = queue.SimpleQueue()

        def work() -> None:
            try:
                done.put((fn(*args, **kwargs), None))
            except BaseException as error:
                done.put((None, error))

        # A daemon: the program can end while it hangs. A wait in this thread can be interrupted.
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        if patience.joined(thread, self._seconds):
            result, error = done.get()
        else:
            self._rest = self._make_rest()
            result, error = None, WorkerLost(WorkerLost.HUNG, f"{self._seconds:g}")
        if isinstance(error, MemoryError):
            error = WorkerLost(WorkerLost.FULL, "")
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)  # type: ignore[arg-type]
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Ends the executor that took over, where there is one."""
        if self._rest is not None:
            self._rest.shutdown(wait, cancel_futures=cancel_futures)
