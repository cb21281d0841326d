"""Commands of the program, each in a fork of a process that has it loaded: orders come in, how each ended goes out."""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

CPU_SECONDS, WALL_SECONDS = 10, 120
MEGABYTES = 1000
_ADDRESSES = 6_000_000_000


Call = tuple[str, str, str]
"""A system call: its name, which kind of file it was for, and the line of the program that made it."""


@dataclass(frozen=True)
class Ended:
    """How a command ended: its status, negative for a signal, what it said, and what it took."""

    status: int
    said: str
    seconds: float
    megabytes: float
    calls: tuple[Call, ...] = ()
    """The system calls that it made, where these were counted."""


class Zygote:
    """A process with the program loaded, that is forked for each command.

    Where a project is given, it is checked once before: what the program keeps from then on, each fork has.
    """

    def __init__(self, program: Path, warm: Path | None = None) -> None:
        own = {"PYTHONPATH": str(program), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).resolve()), *([str(warm)] if warm else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={name: value for name, value in os.environ.items() if not name.startswith("PYTEST")} | own,
        )

    def __enter__(self) -> Self:
        """The process, once it has everything loaded."""
        return self

    def __exit__(self, *_: object) -> None:
        """Ends it."""
        self._process.communicate()

    def run(self, project: Path, *arguments: str, language: str = "en", failing: int | None = None) -> Ended:
        """How a command ends in a project, with its system call of the number `failing` refused; 0 only counts them."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        order = {"folder": str(project), "arguments": arguments, "language": language, "failing": failing}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        ended = json.loads(self._process.stdout.readline())
        return Ended(**ended | {"calls": tuple(map(tuple, ended["calls"]))})


def _loaded() -> None:
    """Imports all of the program, and runs nothing of it: threads would not be there in a fork."""
    import pipeline

    for found in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if found.name != "pipeline.__main__":
            importlib.import_module(found.name)


def _warm(project: str) -> None:
    """Checks a project in this process."""
    from pipeline.cli.main import main

    os.chdir(project)
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere), contextlib.suppress(SystemExit):
        main(["check"], prog_name="briefs")
    threads = Path("/proc/self/task")
    assert not threads.is_dir() or len([*threads.iterdir()]) == 1, "a fork would have one of several threads"


def _ended(order: dict[str, Any]) -> dict[str, Any]:
    said, calls = (Path(order["folder"]).parent / name for name in ("said", "calls"))
    child = os.fork()
    if not child:
        _run(order, said)
    deadline = time.monotonic() + WALL_SECONDS
    while True:
        ended, status, used = os.wait4(child, os.WNOHANG)
        if ended:
            break
        if time.monotonic() > deadline:
            os.killpg(child, signal.SIGKILL)
        time.sleep(0.005)
    return {
        "status": os.waitstatus_to_exitcode(status),
        "said": said.read_text(encoding="utf-8", errors="replace")[-6000:],
        "seconds": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss / 1024,
        "calls": [] if order["failing"] is None else json.loads(calls.read_text(encoding="utf-8")),
    }


@contextlib.contextmanager
def _refused(order: dict[str, Any], calls: Path) -> Iterator[None]:
    """Refuses the system call that an order names, and writes down how many there were."""
    if order["failing"] is None:
        yield
        return
    from system_calls import at_call, failing  # type: ignore[import-not-found]

    made: list[Call] = []
    try:
        with at_call(order["failing"], failing(order["failing"])) as made:
            yield
    finally:
        calls.write_text(json.dumps(made), encoding="utf-8")


def _run(order: dict[str, Any], said: Path) -> None:
    """Never returns."""
    status = 70
    try:
        os.setsid()
        os.chdir(order["folder"])
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        file = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(file, 1)
        os.dup2(file, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 2))
        resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))
        os.environ["LANGUAGE"] = order["language"]
        sys.argv = ["briefs", *order["arguments"]]
        with _refused(order, said.with_name("calls")):
            from pipeline.cli.main import main

            main(order["arguments"], prog_name="briefs")
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else 1 if error.code else 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    _loaded()
    for project in sys.argv[1:]:
        _warm(project)
    gc.freeze()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_ended(json.loads(line))) + "\n")
        sys.stdout.flush()
