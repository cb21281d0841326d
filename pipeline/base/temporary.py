"""The folder for what is made on the way: a failure in it names it, and what older programs kept there goes."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.base.problems import Problems, problem

UNFINISHED = ".part"
_DAY = 86_400
_UNUSED = 30 * _DAY


@contextlib.contextmanager
def named() -> Iterator[None]:
    """Work in the temporary folder. Raises Problems where the system lets nothing be written there."""
    try:
        yield
    except (OSError, shutil.Error) as error:
        # There may be no folder that could be named, which is then what the error says.
        place = tempfile.tempdir or os.environ.get("TMPDIR") or "TMPDIR"
        hint = "make room in it, or name another folder in TMPDIR"
        reason = error.strerror or re.sub(r".*?\[Errno \d+\] ([^:]+).*", r"\1", str(error))
        message = "the temporary folder cannot be written: {reason}"
        raise Problems([problem(str(place), message, hint=hint, reason=reason)]) from None


@contextlib.contextmanager
def unfinished(name: str) -> Iterator[Path]:
    """A new folder for what is being made, of this user alone; gone afterwards, unless it was renamed."""
    made = Path(tempfile.mkdtemp(prefix=f"{name}-", suffix=UNFINISHED))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def used(kept: Path) -> None:
    """Notes that a kept folder is in use: one that has not been for long is swept."""
    with contextlib.suppress(OSError):
        os.utime(kept)


def sweep(name: str, present: Path) -> None:
    """Removes what was kept under a name and has long not been used, and what runs that were ended left half made.

    `present` was made just now: how old others are is told by it.
    """
    with contextlib.suppress(OSError):
        now = present.stat().st_mtime
        with os.scandir(present.parent) as found:
            entries = [entry for entry in found if entry.name.startswith(f"{name}-") and is_ours(entry.path)]
        for entry in entries:
            limit = _DAY if entry.name.endswith(UNFINISHED) else _UNUSED
            if now - entry.stat(follow_symlinks=False).st_mtime > limit:
                shutil.rmtree(entry.path, ignore_errors=True)


def is_ours(folder: Path | str) -> bool:
    """Whether something is a folder of this user that nobody else may write to. Raises OSError."""
    about = os.lstat(folder)
    return stat.S_ISDIR(about.st_mode) and about.st_uid == user() and not about.st_mode & 0o022


def user() -> int:
    """Who this process runs as."""
    return os.getuid() if hasattr(os, "getuid") else 0
