"""Everything that documents are made from, as one digest: the project's files, this program, its libraries."""

from __future__ import annotations

import errno
import hashlib
import itertools
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pipeline.base import files, program
from pipeline.base.assets import LOWER, SHARED, Assets
from pipeline.build.seen import Stamp, stamp

_LARGEST = 10_000_000
_MOST_BYTES, _MOST_FILES = 1_000_000_000, 100_000
"""More than that is no project: a link leads to something else."""


@dataclass(frozen=True)
class Inputs:
    """The state of all inputs at one moment, without the fonts, which only the theme knows.

    Two moments with one `digest` have the same inputs. `stamps` differ where a file was written
    in between, even if it holds again what it held: they can only tell that something happened.
    """

    digest: str
    stamps: str
    archive: Path | None = field(default=None, compare=False)


def taken(folder: Path, archive: Path | None = None) -> Inputs | None:
    """The inputs of the project in a folder as they are now; None where something cannot be read.

    `archive` is the folder of archived versions, which the content may not contradict; without it, archive/ there.
    """
    there = found(folder, archive)
    return None if there is None else there.read()


@dataclass(frozen=True)
class Found:
    """Every input by its name with what the system says of it, without a look into any."""

    files: tuple[tuple[Path, str, os.stat_result], ...]
    libraries: str
    archive: Path | None

    @cached_property
    def stamp(self) -> Stamp:
        """What the system says of all, as one digest."""
        return stamp([(name, status) for _, name, status in self.files], self.libraries)

    def read(self) -> Inputs | None:
        """The inputs as they are now; None where one cannot be read."""
        digest = hashlib.sha256(self.libraries.encode())
        try:
            for path, name, status in self.files:
                # What is never read stands for a problem, not for a document.
                said = content(path) if _is_read(status) else "-"
                digest.update(f"{name}\0{said}\0".encode("utf-8", "surrogateescape"))
        except OSError:
            return None
        return Inputs(digest.hexdigest(), self.stamp.digest, self.archive)


def found(folder: Path, archive: Path | None = None) -> Found | None:
    """The inputs that there are; None where the system says nothing of one, or they are more than any project has."""
    try:
        return Found(tuple(_every(folder, archive)), _libraries(), archive)
    except OSError:
        return None


def _every(folder: Path, archive: Path | None) -> Iterator[tuple[Path, str, os.stat_result]]:
    """Every input by a name that does not depend on where it is. Raises OSError, also where they are too many."""
    size = 0
    everything = itertools.chain(_files(folder), _archived(archive or folder / "archive"))
    for number, (path, name) in enumerate(everything):
        status = path.stat()
        size += min(status.st_size, _LARGEST)
        if number > _MOST_FILES or size > _MOST_BYTES:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
        yield path, name, status


def content(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal. Raises OSError."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def can_be_read(path: Path) -> bool:
    """Whether a path leads to a file of a size that is ever read. Raises OSError."""
    return _is_read(path.stat())


def _is_read(found: os.stat_result) -> bool:
    return stat.S_ISREG(found.st_mode) and found.st_size <= _LARGEST


def files_of(assets: Assets) -> Iterator[tuple[Path, str]]:
    """Every file of a project and those that the program brings along, by the names that an archive has for them.

    Raises OSError.
    """
    yield from _below(assets.project / "content", "content")
    for name in SHARED:
        # A project need not have any of its own.
        if assets.program is None or (assets.project / name).exists():
            yield from _below(assets.project / name, name)
        if assets.program is not None and (assets.program / name).exists():
            yield from _below(assets.program / name, f"{LOWER}/{name}")


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every file of a project and of the program, with a name that does not depend on where they are."""
    yield from files_of(Assets.of(folder))
    for path, name in program.sources():
        yield path, f"program/{name}"


def _archived(archive: Path) -> Iterator[tuple[Path, str]]:
    """The records of an archive: its index and the manifest of each version, which name all the rest by digest."""
    above = [archive]
    for _ in range(3):
        above = [path for folder in above for path in files.entries(folder)]
        found = [path for path in above if path.suffix == ".json" and not path.is_dir()]
        yield from ((path, f"archive/{path.relative_to(archive).as_posix()}") for path in found)


def _below(folder: Path, name: str) -> Iterator[tuple[Path, str]]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        path = Path(entry.path)
        if entry.is_dir():
            if entry.is_symlink() and files.real(folder).is_relative_to(files.real(path)):
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), entry.path)
            yield from _below(path, f"{name}/{entry.name}")
        elif entry.is_symlink() and not path.exists():
            # An editor's lock on a file that is being edited leads nowhere.
            continue
        else:
            yield path, f"{name}/{entry.name}"


def _libraries() -> str:
    """Every installed distribution with its version, and the interpreter: the names of folders say as much."""
    # A folder may be among them twice, by two names: a distribution in it is one all the same.
    names = set()
    for place in sys.path:
        try:
            with os.scandir(place or ".") as found:
                names |= {entry.name for entry in found if entry.name.endswith((".dist-info", ".egg-info"))}
        except OSError:
            continue
    return "\0".join((sys.version, *sorted(names)))
