from __future__ import annotations

import signal
import subprocess
import sys
import threading

import pytest

from pipeline.base import limits


def test_what_computes_too_long_is_stopped() -> None:
    with pytest.raises(limits.TooMuchTime), limits.seconds_of_computing(0.05):
        while True:
            pass


def test_what_is_done_in_time_is_left_alone_and_so_are_signals() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with limits.seconds_of_computing(5):
        done = sum(range(1000))
    assert done == 499500
    assert signal.getsignal(signal.SIGVTALRM) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


def test_nothing_is_held_to_it_in_another_thread() -> None:
    done: list[int] = []

    def work() -> None:
        with limits.seconds_of_computing(5):
            done.append(1)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [1]


def ended(code: str) -> int:
    program = f"from pipeline.base import limits\n{code}"
    return subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=False).returncode


def test_the_system_ends_what_cannot_be_stopped() -> None:
    assert ended("limits.end_after(0.2)\n10 ** 10 ** 8") == -signal.SIGXCPU


def test_memory_above_the_limit_is_refused() -> None:
    code = (
        "limits.refuse_memory_above(200_000_000)\ntry: bytearray(300_000_000)\nexcept MemoryError: raise SystemExit(9)"
    )
    assert ended(code) == 9
