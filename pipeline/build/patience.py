"""How long a job may take: so much work, however little of the machine it is given."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_STARVED = 6
"""A job may take so many times its limit where other programs have the machine."""
_STEP = 1.0
_STILL = 3
"""A job that does nothing for so many steps no longer moves: on a busy machine an answer of a disk takes one or two."""


@dataclass(frozen=True)
class Effort:
    """The seconds of CPU that a job took so far, and whether it waits for a CPU or a disk."""

    cpu: float
    waits: bool


def in_time(done: Callable[[float], bool], seconds: float, effort: Callable[[], Effort | None]) -> bool:
    """Whether a job is done within so many seconds, or within so many of CPU on a machine that does much else.

    `done` waits for it for some seconds. A job that no longer moves is given up after `seconds`.
    """
    begun = effort()
    if done(seconds):
        return True
    before, waited, still = effort(), seconds, 0
    while begun and before and before.cpu - begun.cpu < seconds and waited < _STARVED * seconds:
        if done(_STEP):
            return True
        now, waited = effort(), waited + _STEP
        if now is None:
            # It came to its end by itself, which whoever waits for its answer is told.
            return True
        still = still + 1 if now.cpu == before.cpu and not now.waits else 0
        if still == _STILL:
            return False
        before = now
    return False


def watched(process: int, seconds: float, give_up: Callable[[], object]) -> threading.Event:
    """What is to be set when a process has done its job; one that is not done in time is given up."""
    done = threading.Event()

    def watch() -> None:
        if not in_time(done.wait, seconds, lambda: of_process(process)):
            give_up()

    threading.Thread(target=watch, daemon=True).start()
    return done


def joined(thread: threading.Thread, seconds: float) -> bool:
    """Whether a thread of this process ends in time."""

    def ended(wait: float) -> bool:
        thread.join(wait)
        return not thread.is_alive()

    return in_time(ended, seconds, lambda: of_thread(thread.native_id or 0))


def of_process(process: int) -> Effort | None:
    """The effort of a process; None where the system does not tell."""
    return _told(Path(f"/proc/{process}/stat"))


def of_thread(thread: int) -> Effort | None:
    """The effort of a thread of this process; None where the system does not tell."""
    return _told(Path(f"/proc/self/task/{thread}/stat"))


def _told(path: Path) -> Effort | None:
    try:
        # The name in parentheses may hold anything; behind it stand the state and numbers.
        fields = path.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return Effort((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), fields[0] in ("R", "D"))
    except (OSError, ValueError, IndexError, AttributeError):
        return None
