from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.build import patience
from pipeline.build.patience import Effort


def asked(*efforts: Effort | None) -> Callable[[], Effort | None]:
    """Efforts one after the other, the last one for ever."""
    left = list(efforts)
    return lambda: left.pop(0) if len(left) > 1 else left[0]


def waits(times: int, begun: list[float]) -> Callable[[float], bool]:
    """A job that is done when it was waited for so many times."""

    def done(seconds: float) -> bool:
        begun.append(seconds)
        return len(begun) >= times

    return done


NONE, SOME, MUCH = Effort(0, False), Effort(4, False), Effort(10, False)
SLOW = [Effort(number / 10, False) for number in range(99)]
STARVED = Effort(0, True)


@pytest.mark.parametrize(
    ("times", "efforts", "in_time", "waited"),
    [
        (1, [NONE], True, [10]),
        (3, [NONE, SOME, Effort(5, False)], True, [10, 1, 1]),
        (3, [STARVED], True, [10, 1, 1]),
        (99, [NONE, MUCH], False, [10]),
        (99, [NONE, SOME, SOME], False, [10, 1, 1, 1]),
        (99, [NONE, SOME, SOME, SOME, MUCH], False, [10, 1, 1, 1]),
        (5, [NONE, SOME, SOME, Effort(5, False), Effort(5, False)], True, [10, 1, 1, 1, 1]),
        (99, [None], False, [10]),
        (99, [NONE, SOME, None], True, [10, 1]),
        (99, SLOW, False, [10] + [1] * 50),
        (99, [STARVED], False, [10] + [1] * 50),
    ],
)
def test_a_job_has_so_much_cpu_and_one_that_no_longer_moves_so_many_seconds(
    times: int, efforts: list[Effort | None], in_time: bool, waited: list[float]
) -> None:
    begun: list[float] = []
    assert patience.in_time(waits(times, begun), 10, asked(*efforts)) is in_time
    assert begun == waited


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system does not tell")
def test_the_system_tells_of_processes_and_threads() -> None:
    busy = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    asleep = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        moved = threading.Event()

        def moves() -> bool:
            effort = patience.of_process(busy.pid)
            return effort is not None and effort.cpu > 0

        while not moves():
            moved.wait(0.01)
        assert patience.of_process(asleep.pid) is not None
    finally:
        busy.kill()
        asleep.kill()
        busy.wait()
        asleep.wait()
    own = patience.of_thread(threading.get_native_id())
    assert own is not None
    assert own.waits
    assert patience.of_process(busy.pid) is None
