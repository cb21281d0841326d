"""What some work may take: seconds of computing, and bytes of memory, where the system can hold it to them."""

from __future__ import annotations

import contextlib
import math
import re
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from pipeline.base.problems import N_, Problem, problem

DOCUMENT_SECONDS = 2
"""How long one template may compute: a hundred times what the longest one takes."""


class TooMuchTime(Exception):
    """Some work computes for longer than it may."""


@contextlib.contextmanager
def seconds_of_computing(seconds: float) -> Iterator[None]:
    """Raises TooMuchTime in what stands inside, at the line that it has come to.

    Only time in which this process computes counts: a machine that does something else meanwhile changes nothing.
    Nothing is held to it where signals do not come: in another thread than the first, and without POSIX.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _refuse)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _refuse(number: int, frame: FrameType | None) -> None:
    raise TooMuchTime


def exceeded(template: str, target: str, line: int = 0, *, memory: bool = False) -> Problem:
    """The problem that a template takes more time, or more memory, than it may for one document."""
    message = (
        N_("needs more memory than one document is allowed, while rendering {target}")
        if memory
        else N_("needs more time than one document is allowed, while rendering {target}")
    )
    return problem(template, message, line=line, target=target)


def end_after(seconds: float) -> None:
    """Has the system end this process when it has computed for so long from now, whatever it is doing then."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time() + seconds), most))


def refuse_memory_above(size: int) -> None:
    """Keeps this process from taking more memory than that beyond what it has, where the system can.

    A fork begins with all that its parent has, which is no fault of the work it is made for.
    """
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        most = size + _data_in_use()
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _data_in_use() -> int:
    """The bytes that the system counts against RLIMIT_DATA; 0 where it does not tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    found = re.search(r"^VmData:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0
