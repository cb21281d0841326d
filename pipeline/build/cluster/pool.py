"""A cluster as a pool: jobs to its workers in batches, answers as they come."""

from __future__ import annotations

import pickle
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from concurrent.futures import wait as waited
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from distributed import KilledWorker

from pipeline.base.problems import N_, Problems, problem
from pipeline.build.cluster import identity, payload
from pipeline.build.cluster.address import Address
from pipeline.build.cluster.connection import Connection, lacking
from pipeline.build.cluster.plugin import BuildPlugin
from pipeline.build.pools import hand_on
from pipeline.build.processes import Limits, WorkerLost
from pipeline.build.worker import Setup

_TOGETHER = 8
"""So many jobs are sent at most at a time."""

_AHEAD = 2
"""So many batches for each that is in work: no worker waits for the network."""

_MOST_BYTES = 64_000_000
"""With so much handed out, no more is wanted."""

_TICK = 0.5
_USUAL = Limits()

Result = TypeVar("Result")


class _Job(NamedTuple):
    """A request, and the future of whoever waits for its answer."""

    request: bytes
    future: Future[Any]


@dataclass(frozen=True)
class _Batch:
    """Jobs that are sent together; `alone` where a single one is, and nothing beside it."""

    jobs: tuple[_Job, ...]
    alone: bool = False


class ClusterPool(Executor):
    """The workers of a scheduler, for one build. Raises Problems where they cannot work for it.

    Where there is no worker for so many seconds of `patience`, all jobs fail.
    """

    def __init__(self, address: Address, setup: Setup, limits: Limits = _USUAL, patience: float = 60) -> None:
        wanted = identity.needed(setup.theme)
        self._connection = Connection(address, BuildPlugin(payload.packed(setup), wanted, limits), wanted)
        self._patience = patience
        self._lock = threading.RLock()
        self._waiting = deque[_Job]()
        self._suspects = deque[_Job]()
        self._sent: dict[Any, _Batch] = {}
        self._ended: Problems | None = None
        self._closed = threading.Event()
        self._threads = max(1, self._connection.threads())
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def wanted(self) -> int:
        """A full batch for each that is in work or comes next; fewer where they are large."""
        with self._lock:
            large = sum(len(job.request) for job in self._jobs()) > _MOST_BYTES
        return 1 if large else self._threads * _AHEAD * _TOGETHER

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
        """A future of what `fn` returns on a worker. Both must be picklable."""
        job = _Job(pickle.dumps((fn, args, kwargs)), Future())
        with self._lock:
            self._waiting.append(job)
        self._send()
        return job.future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leaves the cluster when all is done, or at once with `cancel_futures`."""
        with self._lock:
            jobs, sent = list(self._jobs()), list(self._sent)
        if cancel_futures:
            self._closed.set()
            for job in jobs:
                job.future.cancel()
            if sent:
                self._connection.cancel(sent)
        elif wait:
            waited([job.future for job in jobs])
        self._closed.set()
        self._connection.close()

    def _jobs(self) -> Iterator[_Job]:
        """Every job that has no answer yet."""
        yield from (*self._waiting, *self._suspects)
        for batch in self._sent.values():
            yield from batch.jobs

    def _send(self) -> None:
        """Hands out what there is room for."""
        with self._lock:
            while self._ended is None and not self._closed.is_set() and (batch := self._next()).jobs:
                try:
                    future = self._connection.submit(tuple(job.request for job in batch.jobs))
                except Exception:
                    self._waiting.extend(batch.jobs)
                    self._end(self._gone())
                    return
                self._sent[future] = batch
                future.add_done_callback(self._answered)
            if self._ended is not None:
                self._end(self._ended)

    def _next(self) -> _Batch:
        """The batch to be sent next, which is the larger the more waits; one without jobs where there is no room."""
        if self._waiting and len(self._sent) < _AHEAD * self._threads:
            number = min(_TOGETHER, -(-len(self._waiting) // self._threads))
            return _Batch(_taken(self._waiting, number))
        # Whose fault it is shows when nothing else is in work.
        if self._suspects and not self._sent and not self._waiting:
            return _Batch(_taken(self._suspects, 1), alone=True)
        return _Batch(())

    def _answered(self, future: Any) -> None:
        with self._lock:
            batch = self._sent.pop(future, _Batch(()))
        try:
            if future.status == "error":
                raise future.exception()
            if future.status == "finished":
                answers = pickle.loads(future.result())  # noqa: S301 - written by our own worker
                for job, answer in zip(batch.jobs, answers, strict=True):
                    hand_on(answer, job.future)
            elif not self._connection.is_lost:
                # The worker that had the answers has gone since: nobody knows them any more.
                with self._lock:
                    self._waiting.extend(batch.jobs)
            else:
                self._fail(batch, self._gone())
        except BaseException as error:
            self._failed(batch, error)
        self._send()

    def _failed(self, batch: _Batch, error: BaseException) -> None:
        """Hands on why a batch has no answers, or has them found out one by one."""
        if isinstance(error, Problems):
            self._fail(batch, error)
        elif isinstance(error, ImportError | AttributeError):
            self._fail(batch, Problems([lacking(self._connection.address)]))
        elif self._connection.is_lost:
            self._fail(batch, self._gone())
        elif not isinstance(error, KilledWorker):
            self._hand_on(batch, WorkerLost(WorkerLost.DIED, type(error).__name__))
        elif batch.alone:
            self._hand_on(batch, WorkerLost(WorkerLost.POISON, str(error.last_worker.address)))
        else:
            with self._lock:
                self._suspects.extend(batch.jobs)

    def _fail(self, batch: _Batch, why: Problems) -> None:
        self._hand_on(batch, why)
        with self._lock:
            self._end(why)

    def _hand_on(self, batch: _Batch, why: Exception) -> None:
        if not self._closed.is_set():
            for job in batch.jobs:
                hand_on(why, job.future)

    def _end(self, why: Problems) -> None:
        """Has every job fail, and those that are still to come."""
        self._ended = why
        jobs = tuple(self._jobs())
        self._waiting.clear()
        self._suspects.clear()
        self._sent.clear()
        self._hand_on(_Batch(jobs), why)

    def _gone(self) -> Problems:
        message = N_("the scheduler was lost; finished documents are kept")
        return Problems([problem(self._connection.address, message, hint=N_("build again"))])

    def _watch(self) -> None:
        """Ends what would otherwise be waited for without an end."""
        seen = time.monotonic()
        while not self._closed.wait(_TICK):
            try:
                threads = 0 if self._connection.is_lost else self._connection.threads()
            except Exception:
                threads = 0
            with self._lock:
                self._threads = threads or self._threads
                if threads or not any(True for _ in self._jobs()):
                    seen = time.monotonic()
                if self._connection.is_lost:
                    self._end(self._gone())
                elif time.monotonic() - seen > self._patience:
                    self._end(self._deserted())

    def _deserted(self) -> Problems:
        message = N_("no worker for {seconds} seconds; finished documents are kept")
        hint = N_("start workers: dask worker {address}")
        where = self._connection.address
        return Problems([problem(where, message, hint=hint, seconds=f"{self._patience:g}", address=where)])


def _taken(jobs: deque[_Job], number: int) -> tuple[_Job, ...]:
    """The first of some jobs that somebody still waits for."""
    found: list[_Job] = []
    while jobs and len(found) < number:
        if not (job := jobs.popleft()).future.cancelled():
            found.append(job)
    return tuple(found)
