"""Processes that work one job at a time, where each that dies, hangs or grows costs its own job and no other."""

from __future__ import annotations

import concurrent.futures
import contextlib
import math
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pipeline.build import patience
from pipeline.build.child import received, send
from pipeline.build.forks import ForkedProcess, spawned

Result = TypeVar("Result")

_AHEAD = 4
"""How many jobs a process wants to have before it is done with one: it never waits, and few are in memory."""

_WORTH_ANOTHER = 6
"""One more process for so many outputs: starting it costs about as much as making them."""


@dataclass(frozen=True)
class Limits:
    """What one job may take: seconds, and bytes of memory; `start` is the time to be ready for the first.

    After so many `jobs` another process takes the place of one: libraries do not give back all they take.
    """

    seconds: float = 10
    bytes: int = 1_000_000_000
    start: float = 60
    jobs: int = 150


class WorkerLost(Exception):
    """A job's process came to its end before the job did. `reason` is one of DIED, HUNG, FULL and POISON.

    POISON is what several workers of a cluster were lost by.
    """

    DIED, HUNG, FULL, POISON = "died", "hung", "full", "poison"

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


def available_cpus() -> int:
    """How many CPUs this process may use, by its affinity and by its control group's quota."""
    cpus = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text(encoding="ascii").split()
        return max(1, min(cpus, math.ceil(int(quota) / int(period))))
    except (OSError, ValueError):
        return cpus


def worth_starting(outputs: int, most: int = 0) -> int:
    """How many processes are worth their start for so many outputs, at `most`; with 0, at most one for each CPU."""
    return min(most or available_cpus(), -(-outputs // _WORTH_ANOTHER))


_early: list[subprocess.Popen[bytes]] = []


@contextlib.contextmanager
def started_early(most: int = 0) -> Iterator[None]:
    """Starts processes that load what writes documents while this one finds out which: as many as `worth_starting`
    says of many outputs. Workers take them; those that nobody took are ended.
    """
    number = worth_starting(sys.maxsize, most)
    # The one CPU of a machine would only do later what this process has to do first.
    _early.extend(spawned(loaded=True) for _ in range(number if number > 1 else 0))
    try:
        yield
    finally:
        while _early:
            _Process(_early.pop()).dispose()


class Workers(concurrent.futures.Executor):
    """An executor over processes of its own, started when there is work and kept for more.

    Each process runs `initializer` once and is given one job at a time. A job whose process is lost
    raises Lost; another process takes its place. Interrupting the terminal reaches this process only.
    """

    def __init__(
        self,
        number: int,
        initializer: Callable[..., object] | None = None,
        initargs: tuple[Any, ...] = (),
        limits: Limits = Limits(),
        first: ForkedProcess | None = None,
    ) -> None:
        self.wanted = _AHEAD * number
        """How many jobs it wants to have at a time."""
        self._number = number
        self._setup = pickle.dumps((limits.bytes, initializer, initargs))
        self._limits = limits
        self._first = first
        self._jobs: queue.SimpleQueue[tuple[concurrent.futures.Future[Any], bytes] | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._processes: set[_Process] = set()
        self._lock = threading.Lock()
        self._closed = False

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> concurrent.futures.Future[Result]:
        """A future of what `fn` returns in one of the processes. Both must be picklable."""
        future: concurrent.futures.Future[Result] = concurrent.futures.Future()
        with self._lock:
            if self._closed:
                raise RuntimeError("the executor is shut down")
            self._jobs.put((future, pickle.dumps((fn, args, kwargs))))
            if len(self._threads) < self._number:
                self._begin(prepared=False)
        return future

    def prepare(self) -> None:
        """Starts every process now, and not with its first job."""
        with self._lock:
            while not self._closed and len(self._threads) < self._number:
                self._begin(prepared=True)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Ends the processes when all is done, or at once with `cancel_futures`."""
        with self._lock:
            self._closed = True
            if cancel_futures:
                while not self._jobs.empty():
                    job = self._jobs.get()
                    if job is not None:
                        job[0].cancel()
                for process in self._processes:
                    process.kill()
            for _ in self._threads:
                self._jobs.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def _begin(self, *, prepared: bool) -> None:
        thread = threading.Thread(target=self._work, args=(prepared,), daemon=True)
        self._threads.append(thread)
        thread.start()

    def _work(self, prepared: bool) -> None:
        """One thread's life: to hand jobs to one process after another."""
        process: _Process | None = None
        done = 0
        if prepared:
            # What goes wrong here goes wrong again with the first job, which then says so.
            with contextlib.suppress(Exception):
                process = self._started()
        while (job := self._jobs.get()) is not None:
            future, request = job
            if not future.set_running_or_notify_cancel():
                continue
            try:
                if process is not None and done == self._limits.jobs:
                    process.close()
                    self._ended(process)
                    process = None
                if process is None:
                    process, done = self._started(), 0
                done += 1
                future.set_result(process.answer(request, self._limits.seconds))
            except BaseException as error:
                future.set_exception(error)
            if process is not None and not process.usable:
                self._ended(process)
                process = None
        if process is not None:
            process.close()
            self._ended(process)

    def _started(self) -> _Process:
        with self._lock:
            process, self._first = _Process(self._first or (_early.pop() if _early else spawned())), None
            self._processes.add(process)
            closed = self._closed
        if closed:
            process.kill()
        try:
            process.answer(self._setup, self._limits.start)
        except BaseException:
            self._ended(process)
            raise
        return process

    def _ended(self, process: _Process) -> None:
        process.dispose()
        with self._lock:
            self._processes.discard(process)


class _Process:
    """One process, asked over pipes. `usable` is whether it can be asked again."""

    def __init__(self, process: ForkedProcess | subprocess.Popen[bytes]) -> None:
        self._process = process
        self.usable = True

    def answer(self, request: bytes, seconds: float) -> Any:
        """What the process makes of a request. Raises what it raises, and Lost where it ends or takes too long."""
        late = threading.Event()
        over = patience.watched(self._process.pid, seconds, lambda: (late.set(), self.kill()))  # type: ignore[func-returns-value]
        try:
            assert self._process.stdin is not None and self._process.stdout is not None  # noqa: S101 - both are pipes
            send(self._process.stdin, request)
            done, answer = pickle.loads(received(self._process.stdout))  # noqa: S301 - written by our own process
        except (OSError, EOFError):
            self.kill()
            raise self._lost(f"{seconds:g}" if late.is_set() else "") from None
        finally:
            over.set()
        if done:
            return answer
        if isinstance(answer, MemoryError):
            self.usable = False
            raise WorkerLost(WorkerLost.FULL, "")
        raise answer

    def kill(self) -> None:
        """Ends the process at once."""
        self.usable = False
        self._process.kill()
        self._process.wait()

    def dispose(self) -> None:
        """Ends the process and lets go of its pipes; for the thread that asks it."""
        self.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()

    def close(self) -> None:
        """Lets the process end by itself, which it does when nothing more can be asked; kills it if it does not."""
        if self._process.stdin is not None:
            try:
                self._process.stdin.close()
                self._process.wait(timeout=5)
            except (OSError, subprocess.TimeoutExpired):
                self.kill()

    def _lost(self, late: str) -> WorkerLost:
        end = self._end()
        if late:
            return WorkerLost(WorkerLost.HUNG, late)
        # A library that is refused memory and cannot say so ends its process.
        return WorkerLost(WorkerLost.FULL, "") if end == "SIGABRT" else WorkerLost(WorkerLost.DIED, end)

    def _end(self) -> str:
        """How the process ended, in a word."""
        status = self._process.wait()
        try:
            return signal.Signals(-status).name if status < 0 else f"status {status}"
        except ValueError:
            return f"signal {-status}"
