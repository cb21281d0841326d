"""Who composes the documents of one build, who writes its outputs, and what is begun before all is composed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from functools import cached_property
from types import TracebackType
from typing import Self

from pipeline.build import child, engines, forks, worker
from pipeline.build.document_buffer import DocumentBuffer
from pipeline.build.forks import ForkedProcess
from pipeline.build.in_process import InProcessExecutor
from pipeline.build.plan import PlannedOutput
from pipeline.build.pools import Pool, results
from pipeline.build.processes import WorkerLost, Workers, worth_starting
from pipeline.build.worker import Job, Setup
from pipeline.reading.project import Project
from pipeline.selfcheck.claims import ProjectFacts
from pipeline.selfcheck.finished import FinishedFile

PoolFactory = Callable[[Setup], Pool]
"""Makes a pool of workers of one setup."""

_WORTH_COMPOSING = 200
"""Fewer documents than this are composed in this process: other processes would first have to load what composes."""

_WORTH_A_PROCESS = 4
"""So many outputs are made in this process, which has loaded most of what makes them."""

_WORTH_BEGINNING = 12
"""So many outputs are begun before all documents are composed."""


def single(setup: Setup) -> Pool:
    """A pool of one process that has what this one has loaded, or in this very process where that cannot be."""
    at_hand = replace(setup, formats=())
    if forks.has_one_thread():
        return Workers(1, worker.start, (at_hand,), first=ForkedProcess(child.serve))
    worker.start(at_hand)
    return InProcessExecutor(lambda: Workers(1, worker.start, (setup,)))


class Scheduler:
    """Hands out the work of one build, and ends whoever did it: at once where the build ends with an error.

    `jobs` is the number of processes: 0 for as many as are worth their start, 1 for this very process. What `pool`
    makes does everything that would else be done by processes.
    """

    def __init__(
        self,
        project: Project,
        buffer: DocumentBuffer,
        *,
        jobs: int = 0,
        engine: str = "",
        pool: PoolFactory | None = None,
    ) -> None:
        self._project = project
        self._buffer = buffer
        self._jobs = jobs
        self._engine = engine
        self._factory = pool
        self._register = ProjectFacts(project)
        self._pools: list[Pool] = []
        self._given: Pool | None = None
        self._composer_pool: Pool | None = None
        self._writer_pool: Pool | None = None
        self._begun: dict[Future[FinishedFile], Job] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pool in reversed(self._pools):
            pool.shutdown(cancel_futures=kind is not None)

    def composer_pool(self, documents: int, outputs: int) -> Pool | None:
        """Who composes so many documents of so many outputs; None where this process does."""
        if self._jobs != 1 and documents >= _WORTH_COMPOSING:
            # Whoever only composes need not load what writes.
            self._composer_pool = self._pool(outputs, replace(self._setup, formats=(), ledgers={}))
        return self._composer_pool

    def expect(self, outputs: int) -> bool:
        """Whether outputs are begun while others are composed, if so many will surely be made."""
        waiting = self._composer_pool is None and self._writer_pool is None
        if waiting and self._jobs != 1 and outputs >= _WORTH_BEGINNING:
            # What they load, they load while documents are composed.
            self._writer_pool = self._pool(outputs, self._setup, prepared=True)
        return self.begins

    @property
    def begins(self) -> bool:
        """Whether outputs are begun while others are composed."""
        return self._writer_pool is not None

    def begin(self, item: PlannedOutput) -> None:
        """Hands an output out, where that was expected; `finished` gives it back if it is asked for."""
        if self._writer_pool is not None:
            job = self._job(item)
            self._begun[self._writer_pool.submit(worker.run, job)] = job

    def finished(
        self, stale: list[PlannedOutput]
    ) -> Iterator[tuple[PlannedOutput, FinishedFile | WorkerLost | OSError]]:
        """Each of some items with its finished file, as they come. No more is composed from now on."""
        if self._composer_pool is not None and self._composer_pool is not self._given:
            # What they have loaded to compose, others need not carry while they write.
            self._composer_pool.shutdown()
        items = {item.target.id: item for item in stale}
        wanted = {future: job for future, job in self._begun.items() if job.target in items}
        for future in self._begun.keys() - wanted.keys():
            future.cancel()
        # No finished file is held longer than it takes to publish it.
        self._begun = {}
        if not items:
            return
        already = {job.target for job in wanted.values()}
        jobs = (self._job(item) for name, item in items.items() if name not in already)
        for job, answer in results(self._writer_pool or self._writers(len(items)), worker.run, jobs, wanted):
            yield items[job.target], answer

    def prepare(self, outputs: int) -> None:
        """Has whoever makes so many outputs at hand, before this process has threads of its own."""
        if outputs and self._writer_pool is None:
            self._writer_pool = self._writers(outputs)

    def _job(self, item: PlannedOutput) -> Job:
        if item.tree is None:
            raise ValueError(f"{item.target.id} has no tree")
        return Job(item.target.id, item.target.format, self._buffer.kept(item.tree), self._register.facts(item.target))

    @cached_property
    def _setup(self) -> Setup:
        """What workers that write are made from: a job's time is for its document, so that writers are loaded first."""
        project = self._project
        return engines.setup(project, self._register.ledgers, project.formats, self._engine)

    def _writers(self, outputs: int) -> Pool:
        """Who makes so many outputs."""
        if self._factory is None and (self._jobs == 1 or outputs <= _WORTH_A_PROCESS):
            return self._kept(single(self._setup))
        return self._pool(outputs, self._setup)

    def _pool(self, outputs: int, setup: Setup, *, prepared: bool = False) -> Pool:
        """The one that was given, or as many processes as are worth their start; `prepared` ones start at once."""
        if self._factory is not None:
            self._given = self._given or self._kept(self._factory(self._setup))
            return self._given
        workers = Workers(worth_starting(outputs, self._jobs), worker.start, (setup,))
        if prepared:
            workers.prepare()
        return self._kept(workers)

    def _kept(self, pool: Pool) -> Pool:
        self._pools.append(pool)
        return pool
