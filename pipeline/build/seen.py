"""Whether files are surely as they were when all of them were last read: by what the system says of each, as Git does.

What is said of a file is where it is, how large, when it was written and when anything about it changed. Nobody can
set the last by hand, and a file that gets another content in the same moment is told from it by waiting: a moment is
kept only once it is over.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from pipeline.base import files, saved

SEEN = "seen"
"""The file in the output folder that keeps the stamp of what was read last."""

_OVER = 2_000_000_000
"""Nanoseconds after which a change of a file surely has another time than one before: that of the coarsest disks."""


class Stamp(NamedTuple):
    """What the system says of some files, as one digest; `changed` is when the last of them changed, in nanoseconds."""

    digest: str
    changed: int

    def is_kept(self, output: Path) -> bool:
        """Whether it is the one that an output folder keeps."""
        try:
            return saved.content(output / SEEN, len(self.digest)).decode("ascii", "replace") == self.digest
        except (OSError, ValueError):
            return False

    def is_over(self, now: int) -> bool:
        """Whether at the moment `now`, in nanoseconds, all changes are so long over that a later one differs."""
        return self.changed + _OVER < now

    def keep(self, output: Path, now: int) -> None:
        """Keeps it, if at the moment `now`, before the files were read, all their changes were long over."""
        # Where it cannot be kept, all is read again.
        if self.is_over(now):
            with contextlib.suppress(OSError):
                files.publish(output / SEEN, self.digest.encode())


def stamp(found: Iterable[tuple[str, os.stat_result]], besides: str = "") -> Stamp:
    """The stamp of files, by the name of each and what the system says of it; `besides` says what else counts."""
    digest, changed = hashlib.sha256(besides.encode()), 0
    for name, status in found:
        said = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        digest.update(f"{name}\0{said}".encode("utf-8", "surrogateescape"))
        changed = max(changed, status.st_mtime_ns, status.st_ctime_ns)
    return Stamp(digest.hexdigest(), changed)


def with_more(first: Stamp, folder: Path, names: Iterable[str]) -> Stamp:
    """The stamp of files in a folder besides those of another stamp. Raises OSError, ValueError."""
    its = stamp([(name, (folder / name).stat()) for name in names], first.digest)
    return its._replace(changed=max(its.changed, first.changed))
