"""System calls that fail, or at which the process dies, at the n-th call of a piece of work."""

from __future__ import annotations

import errno
import io
import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

CALLS = (
    *("mkdir", "chmod", "fchmod", "open", "fsync", "rename", "replace", "rmdir", "unlink", "scandir", "write"),
    *("stat", "lstat", "listdir"),
)


class Call(NamedTuple):
    """A call: its name, which kind of file it was for, and from where in the program it was made."""

    name: str
    file: str
    site: str


def _call(name: str, arguments: tuple[Any, ...]) -> Call:
    frame, site = sys._getframe(2), ""
    while frame is not None and not site:
        _, program, place = frame.f_code.co_filename.rpartition("/pipeline/")
        site = f"{place}:{frame.f_lineno}" if program else ""
        frame = frame.f_back  # type: ignore[assignment]
    return Call(name, _kind(arguments[0]) if arguments else "", site)


def _kind(file: object) -> str:
    """What files of one kind have in common: the folder of the project, the depth, and the end of the name."""
    if not isinstance(file, str | bytes | os.PathLike):
        return "descriptor"
    path, here = Path(os.fsdecode(file)), Path.cwd()
    own = path.relative_to(here) if path.is_relative_to(here) else path
    *folders, last = own.parts or (".",)
    between = ["*" for _ in folders[2 if own.is_absolute() else 1 :]]
    name = f"{'.' if last.startswith('.') else ''}*{re.sub('[0-9]+', '0', Path(last).suffix)}"
    return "/".join([*folders[: 2 if own.is_absolute() else 1], *between, name])


@contextmanager
def at_call(number: int, fault: Callable[[], None], *, lasting: bool = False) -> Iterator[list[Call]]:
    """Lets the fault happen at call `number`, counted from 1, and at all after it where it is `lasting`.

    The calls made so far are listed, also afterwards. Those of a fork of this process do not count: its end is not
    that of the work.
    """
    made: list[Call] = []
    own = os.getpid()
    kept = {name: getattr(os, name) for name in CALLS}
    kept_open = io.open

    def watched(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            if os.getpid() != own:
                return call(*arguments, **options)
            made.append(_call(name, arguments))
            if len(made) == number or (lasting and len(made) > number > 0):
                fault()
            return call(*arguments, **options)

        return run

    for name, call in kept.items():
        setattr(os, name, watched(name, call))
    io.open = watched("io.open", kept_open)
    try:
        yield made
    finally:
        for name, call in kept.items():
            setattr(os, name, call)
        io.open = kept_open


def failing(number: int, *codes: int) -> Callable[[], None]:
    """A fault that the system reports: one of some, by turns; of a disk without space, read-only or broken."""
    codes = codes or (errno.ENOSPC, errno.EROFS, errno.EIO)
    code = codes[number % len(codes)]

    def fail() -> None:
        raise OSError(code, os.strerror(code))

    return fail


def die() -> None:
    """The end that no program sees coming."""
    os.kill(os.getpid(), signal.SIGKILL)


def killed(number: int, work: Callable[[], object]) -> bool:
    """Whether work in a process of its own was killed at call `number`; not, where it makes fewer."""
    child = os.fork()
    if not child:
        try:
            with at_call(number, die):
                work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
