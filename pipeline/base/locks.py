"""A lock on a folder: one process works in it, others wait."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import filelock

from pipeline.base.problems import Problem, problem

LOCK = ".lock"


class NoLock(OSError):
    """The system gives no lock, for another reason than that somebody else has it."""

    def problem(self, name: str) -> Problem:
        """What is wrong with the lock of a folder, which is called `name`."""
        hint = "delete the file; where that does not help, keep the folder on a disk on which files can be locked"
        reason = self.strerror
        return problem(f"{name}/{LOCK}", "cannot be locked: {reason}", hint=hint, reason=reason)


@contextlib.contextmanager
def held(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[bool]:
    """Holds the lock of a folder; gives whether another process had it first, of which `waiting` is told.

    Raises NoLock.
    """
    lock = filelock.FileLock(folder / LOCK)
    waited = _acquired(lock, waiting)
    try:
        yield waited
    finally:
        lock.release()


def _acquired(lock: filelock.BaseFileLock, waiting: Callable[[], None]) -> bool:
    try:
        try:
            lock.acquire(timeout=0)
        except filelock.Timeout:
            waiting()
            lock.acquire()
            return True
    except (OSError, NotImplementedError) as error:
        number, said = getattr(error, "errno", None), getattr(error, "strerror", None)
        raise NoLock(number, said or str(error), lock.lock_file) from None
    return False
