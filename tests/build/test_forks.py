from __future__ import annotations

import os
import subprocess
import sys
import textwrap

import pytest

CODE = """
import os, sys, threading, time
from pipeline.build import child, forks
from pipeline.build.forks import ForkedProcess
from pipeline.build.processes import Limits, WorkerLost, Workers
{body}
"""


def said(body: str) -> str:
    """What a program of its own prints: whoever runs the tests has threads."""
    code = CODE.format(body=textwrap.dedent(body))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_fork_has_what_is_loaded_and_does_the_jobs_of_a_process() -> None:
    body = """
    assert forks.has_one_thread()
    sys.modules["loaded"] = os
    with Workers(1, first=ForkedProcess(child.serve)) as workers:
        process = workers.submit(os.getpid).result()
        assert process != os.getpid()
        assert workers.submit(os.getpid).result() == process
        print(workers.submit(eval, "'loaded' in __import__('sys').modules").result())
    """
    assert said(body) == "True"


def test_the_process_after_a_fork_is_a_new_one() -> None:
    body = """
    sys.modules["loaded"] = os
    with Workers(1, first=ForkedProcess(child.serve)) as workers:
        try:
            workers.submit(os.abort).result()
        except WorkerLost as lost:
            print(lost.reason, lost.detail)
        print(workers.submit(eval, "'loaded' in __import__('sys').modules").result())
    """
    assert said(body) == "full \nFalse"


@pytest.mark.long
def test_a_fork_that_hangs_or_grows_is_ended() -> None:
    body = """
    for work, given in ((time.sleep, 60), (bytearray, 900_000_000)):
        limits = Limits(seconds=2, bytes=600_000_000)
        with Workers(1, limits=limits, first=ForkedProcess(child.serve)) as workers:
            try:
                workers.submit(work, given).result()
            except WorkerLost as lost:
                print(lost.reason)
    """
    assert said(body) == "hung\nfull"


def test_a_process_with_threads_is_not_forked() -> None:
    body = """
    threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
    print(forks.has_one_thread())
    """
    assert said(body) == "False"


def test_a_fork_keeps_nothing_open_of_its_parent_and_prints_nowhere() -> None:
    body = """
    held = open(os.devnull)
    with Workers(1, first=ForkedProcess(child.serve)) as workers:
        workers.submit(os.write, 1, b"lost").result()
        print(workers.submit(os.path.exists, f"/proc/self/fd/{held.fileno() + 40}").result())
    """
    assert said(body) == "False"


def test_no_fork_is_left_behind() -> None:
    body = """
    with Workers(1, first=ForkedProcess(child.serve)) as workers:
        print(workers.submit(os.getpid).result())
    """
    process = int(said(body))
    assert not os.path.exists(f"/proc/{process}")  # noqa: PTH110
