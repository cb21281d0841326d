from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import mirrors
import pytest
import trees
from samples import load

from pipeline.base.assets import Assets
from pipeline.base.problems import Problems
from pipeline.build import run, worker
from pipeline.build.pools import ExternalPool, results
from pipeline.build.processes import WorkerLost
from pipeline.build.worker import Job, Setup
from pipeline.domain import targets

SETUP = Setup(trees.THEME, Assets(trees.ROOT))
NOTE = Job("dawn.note.en", "docx", pickle.dumps(trees.brief()))


def spawned() -> Executor:
    """An executor over one process that nobody has set up."""
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))


@pytest.fixture(scope="module")
def process() -> Iterator[Executor]:
    with spawned() as executor:
        yield executor


class Slow(Executor):
    """An executor that does nothing before it is told to."""

    def __init__(self) -> None:
        self.asked: list[Future[Any]] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.asked.append(Future())
        return self.asked[-1]


class Counting(ExternalPool):
    """A pool that knows how many jobs it had at most at a time."""

    most = now = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.now += 1
        self.most = max(self.most, self.now)
        future = super().submit(fn, *args, **kwargs)
        future.add_done_callback(self.left)
        return future

    def left(self, future: Future[Any]) -> None:
        self.now -= 1


# --- what a pool wants -------------------------------------------------------


@pytest.mark.parametrize("wanted", [1, 3])
def test_a_pool_has_as_many_jobs_as_it_wants_and_no_more(wanted: int) -> None:
    slow = Slow()
    pool = Counting(slow, SETUP, wanted)
    found = results(pool, len, iter(["a", "bb", "ccc", "dddd"]))
    answers: list[tuple[str, object]] = []
    thread = threading.Thread(target=lambda: answers.extend(found))
    thread.start()
    for number in range(4):
        while len(slow.asked) <= number:
            time.sleep(0.001)
        slow.asked[number].set_result(pickle.dumps((True, number)))
    thread.join()
    assert dict(answers) == {"a": 0, "bb": 1, "ccc": 2, "dddd": 3}
    assert pool.most == wanted


# --- another's executor ------------------------------------------------------


def test_each_job_brings_its_setup(process: Executor) -> None:
    pool = ExternalPool(process, SETUP, 2)
    finished = pool.submit(worker.run, NOTE).result(timeout=60)
    assert finished == worker.Worker(SETUP).work(NOTE)
    assert pool.submit(worker.run, NOTE).result(timeout=60) == finished


def test_a_worker_is_kept_until_another_setup_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(worker, "start", lambda setup: started.append(setup.formats))
    monkeypatch.setattr(worker, "_packed", "")
    other = Setup(SETUP.theme, SETUP.assets, formats=("docx",))
    with ThreadPoolExecutor(4) as threads:
        for setup in (SETUP, SETUP, other, SETUP):
            assert ExternalPool(threads, setup, 2).submit(len, "four").result() == 4
    assert started == [(), ("docx",), ()]


def test_a_worker_does_one_job_at_a_time_however_many_threads_its_process_has() -> None:
    with ThreadPoolExecutor(4) as threads:
        pool = ExternalPool(threads, SETUP, 8)
        before = time.monotonic()
        waited = [pool.submit(time.sleep, 0.05) for _ in range(6)]
        assert [future.result() for future in waited] == [None] * 6
        assert time.monotonic() - before >= 0.3


def test_what_a_job_raises_is_raised_here() -> None:
    with ThreadPoolExecutor(1) as threads:
        pool = ExternalPool(threads, SETUP, 2)
        with pytest.raises(Problems) as problems:
            pool.submit(mirrors.refuse).result()
        with pytest.raises(WorkerLost) as lost:
            pool.submit(mirrors.fill).result()
    assert [str(item) for item in problems.value.problems] == ["a.yaml:2: is wrong"]
    assert lost.value.reason == WorkerLost.FULL


def test_a_worker_that_comes_to_its_end_is_lost_with_its_job() -> None:
    with spawned() as executor:
        pool = ExternalPool(executor, SETUP, 2)
        process = pool.submit(os.getpid).result(timeout=60)
        running = pool.submit(time.sleep, 60)
        os.kill(process, signal.SIGKILL)
        with pytest.raises(WorkerLost) as found:
            running.result(timeout=60)
    assert (found.value.reason, found.value.detail) == (WorkerLost.DIED, "BrokenProcessPool")


def test_what_is_cancelled_on_either_side_is_not_waited_for() -> None:
    slow = Slow()
    pool = ExternalPool(slow, SETUP, 4)
    ours, theirs, last = (pool.submit(len, "four") for _ in range(3))
    ours.cancel()
    assert slow.asked[0].cancelled()
    slow.asked[1].cancel()
    slow.asked[1].set_running_or_notify_cancel()
    with pytest.raises(WorkerLost):
        theirs.result()
    pool.shutdown(cancel_futures=True)
    assert slow.asked[2].cancelled()
    with pytest.raises((WorkerLost, CancelledError)):
        last.result()


def test_it_is_given_back_as_it_was(process: Executor) -> None:
    pool = ExternalPool(process, SETUP, 2)
    asked = pool.submit(time.sleep, 0.2)
    pool.shutdown()
    assert asked.done()
    assert ExternalPool(process, SETUP, 2).submit(len, "four").result(timeout=60) == 4


def test_a_build_by_another_s_executor_is_the_same(made: Path, process: Executor) -> None:
    project = load(made)
    before = {path.name: path.read_bytes() for path in (made / "build/dawn").iterdir()}
    pool = partial(ExternalPool, process, wanted=3)
    summary = run.build(project, targets.targets(project), made / "build", force=True, pool=pool)
    assert sorted(summary.built) == sorted(before)
    assert {path.name: path.read_bytes() for path in (made / "build/dawn").iterdir()} == before


class Losing(Executor):
    """An executor that loses each worker in one way, but for the jobs that it does."""

    def __init__(self, reason: str, done: tuple[str, ...] = ()) -> None:
        self.wanted, self.tried, self._reason, self._done = 2, list[str](), reason, done

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.tried.append(args[0])
        if args[0] in self._done:
            future.set_result(fn(*args))
        else:
            future.set_exception(WorkerLost(self._reason, "3"))
        return future


JOBS = list("abcdefgh")


@pytest.mark.parametrize(
    ("reason", "done", "tried"),
    [
        (WorkerLost.FULL, (), 4),
        (WorkerLost.HUNG, (), 4),
        (WorkerLost.HUNG, ("b",), 8),
        (WorkerLost.DIED, (), 8),
    ],
)
def test_what_is_too_much_for_every_job_is_not_tried_with_all(reason: str, done: tuple[str, ...], tried: int) -> None:
    pool = Losing(reason, done)
    found = dict(results(pool, str.upper, iter(JOBS)))
    assert sorted(found) == JOBS
    assert [found[job] for job in done] == [job.upper() for job in done]
    assert {answer.reason for job, answer in found.items() if isinstance(answer, WorkerLost)} == {reason}
    assert tried - 1 <= len(pool.tried) <= tried
