"""What a build costs the machine that hands it out, and how long it takes with more and more workers.

`python -m tools.scaling [PARTNERSHIPS]` builds a project once and keeps each answer with the CPU time it took. Then it
builds again by pools that only give the answers back: at once, which shows what the parent costs, and by the workers of
a real scheduler that wait for as long as the work took, of which any number fits a small machine. By these figures it
works out what more documents and workers would take.
"""

from __future__ import annotations

import argparse
import hashlib
import heapq
import pickle
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pipeline.base import files
from pipeline.build import child, inputs, patience, run, worker
from pipeline.build.cluster.address import Address
from pipeline.build.cluster.pool import ClusterPool
from pipeline.build.processes import Limits, Workers
from pipeline.build.worker import CompositionTask, Job, Setup
from pipeline.checks import load
from pipeline.domain import targets
from pipeline.reading.project import Project
from tools.cluster import cluster
from tools.generate import generate

Result = TypeVar("Result")

WORKERS = (1, 2, 4, 8, 16)
FILES = (1_000, 10_000, 100_000)
HERE = Path(__file__).parents[1]
"""Where workers find what they are asked to run: the functions of this module."""
_AHEAD = 16
"""So many jobs for each worker are with the pool at a time."""


class Cost(NamedTuple):
    """What one file takes in seconds: in a worker, and in the parent to hand out, to publish, and before both."""

    worker: float
    handing_out: float
    publishing: float
    reading: float


def name_of(item: Job | CompositionTask) -> str:
    """What an answer is kept by."""
    named = item.target if isinstance(item, Job) else " ".join(target.id for target in item.targets)
    return hashlib.sha256(named.encode()).hexdigest()


def kept(folder: Path, request: bytes, item: Job | CompositionTask) -> Any:
    """What a request gives, which is kept with the CPU time that it took."""
    before = time.process_time()
    answer = child.answer(child.run, request)
    taken = time.process_time() - before
    (folder / name_of(item)).write_bytes(pickle.dumps((taken, answer)))
    return pickle.loads(answer)[1]


def waited(folder: Path, item: Job | CompositionTask) -> Any:
    """The answer that is kept, after as long as it took."""
    taken, answer = pickle.loads((folder / name_of(item)).read_bytes())
    time.sleep(taken)
    return pickle.loads(answer)[1]


class Keeping(Workers):
    """Processes that make all, and keep it."""

    def __init__(self, folder: Path, setup: Setup) -> None:
        super().__init__(2, worker.start, (setup,))
        self._folder = folder

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The job, kept."""
        return super().submit(kept, self._folder, pickle.dumps((fn, args, kwargs)), *args)


class Ready(Executor):
    """A pool that has each answer at once."""

    wanted = 8

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The answer that is kept; a request is pickled as it would be for others."""
        pickle.dumps((fn, args, kwargs))
        future: Future[Any] = Future()
        future.set_result(pickle.loads(pickle.loads((self._folder / name_of(*args)).read_bytes())[1])[1])
        return future


class Waiting(ClusterPool):
    """The workers of a scheduler, which wait and give back what is kept."""

    folder = Path()

    def __init__(self, place: Address, setup: Setup) -> None:
        super().__init__(place, replace(setup, formats=(), ledgers={}), Limits(seconds=600))

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The answer that is kept."""
        return super().submit(waited, self.folder, *args)


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """How many seconds of this process's CPU some work takes, and what it gives."""
    before = time.process_time()
    found = work()
    return time.process_time() - before, found


def effort(process: int) -> float:
    """How many seconds of CPU a process took so far."""
    known = patience.of_process(process)
    return known.cpu if known else 0


def built(project: Project, output: Path, pool: Callable[[Setup], Any]) -> int:
    """How many files a build of everything makes."""
    summary = run.build(project, targets.targets(project), output, force=True, pool=pool)
    if summary.failed:
        raise SystemExit("\n".join(map(str, summary.failed)))
    return len(summary.built)


@contextmanager
def published() -> Iterator[list[float]]:
    """The seconds that publishing waits meanwhile, beside the CPU that it takes."""
    taken = [0.0]
    real = files.publish_together

    def measured(contents: Any) -> None:
        before, busy = time.monotonic(), time.thread_time()
        real(contents)
        taken[0] += time.monotonic() - before - (time.thread_time() - busy)

    files.publish_together = measured
    try:
        yield taken
    finally:
        files.publish_together = real


def simulated(cost: Cost, number: int, workers: int) -> float:
    """The seconds that so many files take with so many workers, the parent doing one thing at a time."""
    now = number * cost.reading
    free, done = [now] * workers, list[float]()
    begun = finished = 0
    while finished < number:
        if begun < number and begun - finished < _AHEAD * workers and not (done and done[0] <= now):
            now += cost.handing_out
            end = max(now, heapq.heappop(free)) + cost.worker
            heapq.heappush(free, end)
            heapq.heappush(done, end)
            begun += 1
        else:
            now = max(now, heapq.heappop(done)) + cost.publishing
            finished += 1
    return now


def main() -> None:
    """Prints what was measured, then what follows from it."""
    asked = argparse.ArgumentParser(description="how a build scales with workers")
    asked.add_argument("partnerships", nargs="?", type=int, default=100)
    number = asked.parse_args().partnerships
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        answers = folder / "answers"
        answers.mkdir()
        root = generate(folder / "project", number)
        digested, _ = timed(lambda: inputs.taken(root))
        read, project = timed(lambda: load.load(root))
        made = built(project, folder / "build", lambda setup: Keeping(answers, setup))
        work = sum(pickle.loads(path.read_bytes())[0] for path in answers.iterdir()) / made
        with published() as put:
            own, _ = timed(lambda: built(project, folder / "build", lambda setup: Ready(answers)))
        say(f"{made} files; each takes {work * 1000:.1f} ms of CPU in a worker, and in the parent:")
        say(f"  digest of the inputs {digested / made * 1000:.2f}, reading and checking {read / made * 1000:.2f}")
        say(f"  handing out, publishing, recording {own / made * 1000:.2f}")
        say(f"  and waiting for the disk {put[0] / made * 1000:.2f} of the clock")
        Waiting.folder = answers
        for threads in WORKERS:
            with cluster(folder / str(threads), 1, threads, (HERE,)) as found:
                place, scheduler = found.address, found.processes[0].pid
                before = effort(scheduler)
                begun = time.monotonic()
                cpu, _ = timed(lambda place=place: built(project, folder / "build", partial(Waiting, place)))  # type: ignore[misc]
                wall, relayed = time.monotonic() - begun, effort(scheduler) - before
            cost = Cost(work, cpu / made, put[0] / made, (digested + read) / made)
            told = simulated(cost._replace(reading=0), made, threads)
            say(
                f"{threads} workers that wait: {wall:.1f} s (by these figures {told:.1f} s); a file costs the parent "
                f"{cpu / made * 1000:.2f} ms of CPU, the scheduler {relayed / made * 1000:.2f}"
            )
        say(f"{'files':>8} " + " ".join(f"{threads:>9}" for threads in WORKERS))
        for count in FILES:
            row = [simulated(cost, count, threads) for threads in WORKERS]
            say(f"{count:8} " + " ".join(f"{seconds:7.0f} s" for seconds in row))


def say(line: str) -> None:
    """Prints a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    from tools import scaling

    scaling.main()
