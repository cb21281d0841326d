"""A build in which whatever process is given one document comes to a bad end: losing.py FOLDER HOW TARGET PROCESSES."""

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

from pipeline.build import inputs, run, worker
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


def pool(processes: int, setup: Setup) -> Losing:
    """So many processes that are lost with one target."""
    return Losing(processes, worker.start, (setup,), Limits(seconds=6))


if __name__ == "__main__":
    import losing

    folder, HOW, TARGET, processes = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
    end = losing.end
    taken = inputs.taken(folder)
    project = load.load(folder)
    selected = targets.targets(project)
    summary = run.build(project, selected, folder / "build", taken=taken, pool=partial(pool, processes))
    for item in summary.failed:
        sys.stderr.write(f"{item}\n")
    sys.exit(1 if summary.failed else 0)
