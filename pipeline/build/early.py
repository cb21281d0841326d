"""Planned outputs → finished files, by an executor; begun before it is known whether all are wanted."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, Future

from pipeline.build import plan, worker
from pipeline.build.plan import Planned
from pipeline.build.processes import Lost
from pipeline.build.spool import Spool
from pipeline.build.worker import Job
from pipeline.selfcheck.claims import Register
from pipeline.selfcheck.finished import Finished


class Maker:
    """Has the outputs of one project made."""

    def __init__(self, executor: Executor, spool: Spool, register: Register) -> None:
        self._executor = executor
        self._spool = spool
        self._register = register
        self._begun: dict[Future[Finished], Job] = {}

    def begin(self, item: Planned) -> None:
        """Hands an output to the executor; `made` gives it out, or leaves it where it is not asked for."""
        job = self._job(item)
        self._begun[self._executor.submit(worker.run, job)] = job

    def made(self, stale: list[Planned]) -> Iterator[tuple[Planned, Finished | Lost | OSError]]:
        """Each of some items with its finished file, as they come."""
        items = {item.target.id: item for item in stale}
        wanted = {future: job for future, job in self._begun.items() if job.target in items}
        for future in self._begun.keys() - wanted.keys():
            future.cancel()
        # No finished file is held longer than it takes to publish it.
        self._begun = {}
        already = {job.target for job in wanted.values()}
        jobs = (self._job(item) for name, item in items.items() if name not in already)
        for job, answer in plan.run(self._executor, worker.run, jobs, wanted):
            yield items[job.target], answer

    def _job(self, item: Planned) -> Job:
        if item.tree is None:
            raise ValueError(f"{item.target.id} has no tree")
        return Job(item.target.id, item.target.format, self._spool.kept(item.tree), self._register.facts(item.target))
