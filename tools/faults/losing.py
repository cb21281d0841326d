"""A build in which whatever process is given one document comes to a bad end: losing.py FOLDER HOW TARGET WHO.

WHO is a number of processes, or the address of a scheduler.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.base.problems import Problems
from pipeline.build import inputs, run, worker
from pipeline.build.cluster import address
from pipeline.build.pools import Pool
from pipeline.build.processes import Limits, Workers
from pipeline.build.worker import Job, Setup
from pipeline.checks import load
from pipeline.domain import targets


def end(how: str, target: str, job: Job) -> object:
    """What the writer makes of a job, unless it is the one."""
    if job.target != target:
        return worker.run(job)
    if how == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "poison":
        # The worker of a cluster, whose process this is.
        os.kill(os.getppid(), signal.SIGKILL)
    if how == "hung":
        time.sleep(3600)
    hoard = []
    while True:
        hoard.append(bytearray(50_000_000))


class Losing(Workers):
    """Workers that are lost with one target."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The job, or the end of its process."""
        return super().submit(end, HOW, TARGET, *args) if fn is worker.run else super().submit(fn, *args, **kwargs)


def pool(who: str, setup: Setup) -> Pool:
    """So many processes that are lost with one target, or the workers of a scheduler with such processes."""
    if who.isdigit():
        return Losing(int(who), worker.start, (setup,), Limits(seconds=6))
    from pipeline.build.cluster.pool import ClusterPool

    class LosingCluster(ClusterPool):
        """A cluster that is lost with one target."""

        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            """The job, or the end of its process."""
            bad = fn is worker.run
            return super().submit(end, HOW, TARGET, *args) if bad else super().submit(fn, *args, **kwargs)

    return LosingCluster(address.parse(who), setup, Limits(seconds=6))


if __name__ == "__main__":
    import losing

    folder, HOW, TARGET, who = Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
    end = losing.end
    taken = inputs.taken(folder)
    project = load.load(folder)
    selected = targets.targets(project)
    try:
        summary = run.build(project, selected, folder / "build", taken=taken, pool=partial(pool, who))
    except Problems as found:
        sys.exit("\n".join(map(str, found.problems)))
    for item in summary.failed:
        sys.stderr.write(f"{item}\n")
    sys.exit(1 if summary.failed else 0)
