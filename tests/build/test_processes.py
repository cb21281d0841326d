from __future__ import annotations

import gc
import os
import resource
import signal
import subprocess
import sys
import time
from concurrent.futures import Future, wait
from pathlib import Path

import pytest

from pipeline.base.problems import Problems, problem
from pipeline.build import processes
from pipeline.build.in_process import InProcessExecutor
from pipeline.build.processes import (
    Limits,
    WorkerLost,
    Workers,
    available_cpus,
    started_early,
    worth_starting,
)

ROOT = Path(__file__).resolve().parents[2]
started: list[str] = []


# What the processes do: they import this module by its name.


def prepare(name: str) -> None:
    started.append(name)


def prepared() -> tuple[list[str], int]:
    return started, os.getpid()


def end(how: int) -> None:
    os.kill(os.getpid(), how)


def leave() -> None:
    os._exit(7)


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def fill(size: int) -> int:
    return len(bytearray(size))


def print_much() -> str:
    print("between two answers", flush=True)  # noqa: T201
    os.write(1, b"between two answers")
    return "answer"


def refuse() -> None:
    raise Problems([problem("a.yaml", "is wrong", line=2)])


def fail() -> None:
    raise ZeroDivisionError("never")


def interrupt() -> None:
    raise KeyboardInterrupt


def lost(future: Future[object]) -> tuple[str, str]:
    with pytest.raises(WorkerLost) as found:
        future.result(timeout=60)
    return found.value.reason, found.value.detail


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_work_is_done_in_other_processes_that_are_set_up_once() -> None:
    with Workers(2, prepare, ("ready",)) as workers:
        futures = [workers.submit(prepared) for _ in range(8)]
        answers = [future.result(timeout=60) for future in futures]
    assert {tuple(names) for names, _ in answers} == {("ready",)}
    processes = {process for _, process in answers}
    assert os.getpid() not in processes
    assert 1 <= len(processes) <= 2
    assert not any(map(alive, processes))


@pytest.mark.long
@pytest.mark.parametrize(
    ("job", "reason", "detail"),
    [
        ((end, signal.SIGKILL), WorkerLost.DIED, "SIGKILL"),
        ((end, signal.SIGSEGV), WorkerLost.DIED, "SIGSEGV"),
        ((leave,), WorkerLost.DIED, "status 7"),
        ((sleep, 60), WorkerLost.HUNG, "3"),
        ((end, signal.SIGSTOP), WorkerLost.HUNG, "3"),
        ((fill, 400_000_000), WorkerLost.FULL, ""),
    ],
)
def test_a_process_that_is_lost_costs_its_own_job_only(job: tuple[object, ...], reason: str, detail: str) -> None:
    with Workers(1, prepare, ("ready",), Limits(seconds=3, bytes=300_000_000)) as workers:
        before, bad, after = workers.submit(prepared), workers.submit(*job), workers.submit(prepared)  # type: ignore[arg-type]
        assert lost(bad) == (reason, detail)
        assert before.result(timeout=60)[1] != after.result(timeout=60)[1]


@pytest.mark.parametrize(("each", "processes"), [(1, 6), (3, 2), (4, 2), (6, 1)])
def test_after_so_many_jobs_another_process_takes_over(each: int, processes: int) -> None:
    with Workers(1, prepare, ("ready",), Limits(jobs=each)) as workers:
        answers = [workers.submit(prepared).result(timeout=60) for _ in range(6)]
    assert {tuple(names) for names, _ in answers} == {("ready",)}
    done = [process for _, process in answers]
    assert len(set(done)) == processes
    assert not any(map(alive, done))
    assert done == sorted(done, key=done.index)


def test_a_job_may_take_what_its_limits_allow() -> None:
    with Workers(1, limits=Limits(bytes=300_000_000)) as workers:
        assert workers.submit(fill, 100_000_000).result(timeout=60) == 100_000_000


def test_what_a_job_prints_does_not_reach_its_answer(capfd: pytest.CaptureFixture[str]) -> None:
    with Workers(1) as workers:
        assert [workers.submit(print_much).result(timeout=60) for _ in range(2)] == ["answer"] * 2
    assert capfd.readouterr() == ("", "")


def test_what_a_job_raises_is_raised_here_with_its_place_and_the_process_goes_on() -> None:
    with Workers(1) as workers:
        first, one, two, last = (workers.submit(job) for job in (prepared, refuse, fail, prepared))
        with pytest.raises(Problems) as problems:
            one.result(timeout=60)
        assert [str(item) for item in problems.value.problems] == ["a.yaml:2: is wrong"]
        with pytest.raises(ZeroDivisionError) as found:
            two.result(timeout=60)
        assert "in fail" in found.value.__notes__[0]
        assert first.result(timeout=60) == last.result(timeout=60)


def test_a_set_up_that_fails_is_the_failure_of_each_job() -> None:
    with Workers(1, fail) as workers:
        for future in [workers.submit(prepared), workers.submit(prepared)]:
            with pytest.raises(ZeroDivisionError):
                future.result(timeout=60)


def test_processes_can_be_started_before_there_is_work() -> None:
    workers = Workers(2, prepare, ("ready",))
    workers.prepare()
    workers.prepare()
    while len(workers._processes) < 2:
        time.sleep(0.01)
    processes = {process._process.pid for process in workers._processes}
    assert workers.submit(prepared).result(timeout=60)[1] in processes
    workers.shutdown()
    assert not any(map(alive, processes))
    workers.prepare()
    assert len(workers._threads) == 2


def test_what_fails_before_there_is_work_fails_with_the_work() -> None:
    with Workers(1, fail) as workers:
        workers.prepare()
        with pytest.raises(ZeroDivisionError):
            workers.submit(prepared).result(timeout=60)


def test_where_no_process_can_be_started_the_job_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with Workers(1) as workers, pytest.raises(FileNotFoundError):
        workers.submit(prepared).result(timeout=60)


def test_shutting_down_at_once_ends_what_is_in_work_and_cancels_the_rest() -> None:
    workers = Workers(1)
    _, process = workers.submit(prepared).result(timeout=60)
    running, waiting = workers.submit(sleep, 60), workers.submit(prepared)
    while not running.running():
        time.sleep(0.01)
    before = time.monotonic()
    workers.shutdown(cancel_futures=True)
    assert time.monotonic() - before < 30
    assert lost(running)[0] == WorkerLost.DIED
    assert waiting.cancelled()
    assert not alive(process)
    with pytest.raises(RuntimeError, match="shut down"):
        workers.submit(prepared)


PARENT = """
import sys, os
sys.path.insert(0, sys.argv[1])
import test_processes
from pipeline.build.processes import Workers
if __name__ == "__main__":
    workers = Workers(2)
    both = [workers.submit(test_processes.prepared).result()[1] for _ in range(2)]
    workers.submit(test_processes.sleep, 60)
    print(both[0], flush=True)
    {rest}
"""


@pytest.mark.parametrize("rest", ["workers.submit(test_processes.sleep, 60).result()", "os.kill(os.getpid(), 9)"])
def test_no_process_outlives_its_parent(rest: str) -> None:
    program = [sys.executable, "-c", PARENT.replace("{rest}", rest), ROOT / "tests/build"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        process = int(parent.stdout.readline())
        parent.kill()
    deadline = time.monotonic() + 30
    while alive(process) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(process)


def test_an_interruption_of_the_terminal_does_not_reach_the_processes() -> None:
    with Workers(1) as workers:
        _, process = workers.submit(prepared).result(timeout=60)
        assert os.getpgid(process) != os.getpgid(0)


def none() -> Workers:
    raise AssertionError("no job was left behind")


def test_here_is_this_process() -> None:
    with InProcessExecutor(none) as here:
        assert here.submit(prepared).result()[1] == os.getpid()
        with pytest.raises(ZeroDivisionError):
            here.submit(fail).result()
        with pytest.raises(KeyboardInterrupt):
            here.submit(interrupt).result()
        assert lost(here.submit(fill, 1 << 62)) == (WorkerLost.FULL, "")
        assert len(wait([here.submit(prepared)]).done) == 1


@pytest.mark.long
def test_a_job_that_hangs_here_is_left_behind_and_a_process_does_the_rest() -> None:
    with InProcessExecutor(lambda: Workers(1), seconds=0.5) as here:
        assert lost(here.submit(sleep, 20)) == (WorkerLost.HUNG, "0.5")
        process = here.submit(prepared).result(timeout=60)[1]
        assert process != os.getpid()
    assert not alive(process)


def test_there_is_at_least_one_cpu_and_no_more_than_the_machine_has() -> None:
    assert 1 <= available_cpus() <= (os.cpu_count() or 1)


def test_this_process_keeps_its_own_limits() -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA)
    with Workers(1, limits=Limits(bytes=300_000_000)) as workers:
        workers.submit(prepared).result(timeout=60)
    assert resource.getrlimit(resource.RLIMIT_DATA) == before


def test_processes_that_were_started_early_work_and_those_that_nobody_took_are_ended() -> None:
    with started_early(2):
        early = list(processes._early)
        with Workers(1) as workers:
            assert workers.submit(os.getpid).result() in [process.pid for process in early]
            assert workers.submit(loaded).result() == {"typst", "pipeline.writers.docx.writer"}
        assert len(processes._early) == 1
    assert processes._early == []
    assert all(process.poll() is not None for process in early)


def loaded() -> set[str]:
    return {"typst", "pipeline.writers.docx.writer"} & sys.modules.keys()


def test_the_only_cpu_does_first_what_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "available_cpus", lambda: 1)
    assert worth_starting(1000) == 1
    with started_early():
        assert processes._early == []


def test_a_process_looks_for_cycles_seldom_and_never_among_what_it_began_with() -> None:
    with Workers(1) as workers:
        (young, *_), kept = workers.submit(gc.get_threshold).result(), workers.submit(gc.get_freeze_count).result()
    assert young >= 10_000
    assert kept > 0
