"""Files that are either the old one or the new one, whatever happens in between."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_TEMPORARY = ".part"


def publish(path: Path, content: bytes) -> None:
    """Puts `content` at `path` in one step: written beside it, flushed to disk, then renamed over it.

    A file that holds `content` already stays as it is. Raises OSError; the file that was there
    before is then untouched.
    """
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}{_TEMPORARY}")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        _discard(temporary)
        raise
    flush(path.parent)


def temporaries(folder: Path) -> Iterator[Path]:
    """What an interrupted run left half written in a folder and those in it. Raises OSError."""
    for place, _, names in os.walk(folder):
        yield from (Path(place, name) for name in names if name.startswith(".") and name.endswith(_TEMPORARY))


def sweep(folder: Path) -> None:
    """Removes what an interrupted run left half written."""
    for path in list(temporaries(folder)):
        _discard(path)


def _discard(path: Path) -> None:
    """Removes a file, where it is there and can be removed; the next run will try again."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def flush(folder: Path) -> None:
    """Makes a rename last over a power cut, where the system can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        return
    finally:
        os.close(descriptor)
