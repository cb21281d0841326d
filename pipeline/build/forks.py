"""Children of this process: forks, which have all that it has loaded and none of its threads, and new processes."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

_MOST_FILES = 65_536

_BOOT = "import sys; sys.path[:] = sys.argv[1:]; from pipeline.build import child\n{loaded}child.serve()"
# What cannot be loaded is told by the first job that needs it: nobody hears a process that ends before it is asked.
_LOADED = """import contextlib
with contextlib.suppress(BaseException):
    from pipeline.build import worker; from pipeline.writers import registry; registry.load()
"""


def has_one_thread() -> bool:
    """Whether this process has one thread, those of libraries included, so that a fork is as good as it is.

    A library that keeps threads waits in a fork for those that are not there.
    """
    if sys.platform != "linux":
        return False
    try:
        return len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False


def fork() -> int:
    """The process id of a child, and 0 in the child itself, as `os.fork`."""
    with warnings.catch_warnings():
        # Python 3.12 warns of threads: whichever there are, what a child does here needs none of them.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def let_go(*kept: int) -> None:
    """Has a child close what its parent has open, but for some files, and leave interruptions to its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    first = 3
    for descriptor in sorted(kept):
        os.closerange(first, descriptor)
        first = max(first, descriptor + 1)
    os.closerange(first, _MOST_FILES)


class ForkedProcess:
    """A fork that serves over its standard input and output, asked as a `subprocess.Popen` is."""

    def __init__(self, serve: Callable[[], object]) -> None:
        asked, asking = os.pipe()
        answers, answered = os.pipe()
        self.returncode: int | None = None
        self._asked = threading.Lock()
        self.pid = fork()
        if not self.pid:
            _serve(serve, asked, answered)
        os.close(asked)
        os.close(answered)
        self.stdin, self.stdout = os.fdopen(asking, "wb"), os.fdopen(answers, "rb")

    def kill(self) -> None:
        """Ends it at once."""
        if self.returncode is None:
            # Another thread may have seen its end just now.
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def wait(self, timeout: float | None = None) -> int:
        """How it came to its end: a status, or a signal as a number below 0. Raises subprocess.TimeoutExpired."""
        until = None if timeout is None else time.monotonic() + timeout
        while self.returncode is None:
            # Whoever hears of the end first is the only one to hear of it, and several threads may wait.
            with self._asked:
                if self.returncode is None:
                    ended, status = os.waitpid(self.pid, os.WNOHANG)
                    if ended:
                        self.returncode = os.waitstatus_to_exitcode(status)
            if self.returncode is None:
                if until is not None and time.monotonic() > until:
                    raise subprocess.TimeoutExpired("fork", timeout or 0)
                time.sleep(0.002)
        return self.returncode


def _serve(serve: Callable[[], object], asked: int, answered: int) -> NoReturn:
    with contextlib.suppress(BaseException):
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor, standard in ((asked, 0), (answered, 1), (nowhere, 2)):
            os.dup2(descriptor, standard)
        let_go()
        serve()
    os._exit(0)


def spawned(*, loaded: bool = False) -> subprocess.Popen[bytes]:
    """A process of its own that serves over its standard input and output.

    One that is `loaded` has what writes the usual formats before it is asked for anything.
    """
    # A group of its own: what interrupts the terminal's group is for the parent to answer.
    own: dict[str, Any] = {} if sys.platform == "win32" else {"process_group": 0}
    return subprocess.Popen(
        [sys.executable, "-c", _BOOT.format(loaded=_LOADED if loaded else ""), *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        **own,
    )
