"""Files that are either the old one or the new one, whatever happens in between."""

from __future__ import annotations

import contextlib
import errno
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

_BUFFER = 1 << 20
"""Bytes that are written at once: few calls for a file that comes in many pieces."""

_TEMPORARY = re.compile(r"\..+\.[0-9]+\.part")


def real(path: Path) -> Path:
    """Where a path leads in the end, through whatever links. Raises OSError where they lead to each other."""
    try:
        return path.resolve()
    except RuntimeError:
        # Python 3.13 says so by an OSError.
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from None


def leads_nowhere(path: Path) -> bool:
    """Whether a path is a link to something that is not there, or to itself through others."""
    return path.is_symlink() and not path.exists()


def inside(folder: Path, name: str) -> Path:
    """The path of something below a folder that really is there. Raises OSError where a link leads elsewhere."""
    path = folder / name
    if not real(path.parent).is_relative_to(real(folder)):
        raise OSError(errno.EXDEV, "a link leads out of the folder", str(path))
    return path


def entries(folder: Path) -> list[Path]:
    """What stands in a folder, in order; nothing where there is none. Raises OSError, unlike `Path.glob`.

    A folder that cannot be read is not an empty one: what it holds would count as deleted.
    """
    try:
        with os.scandir(folder) as found:
            return sorted(folder / entry.name for entry in found)
    except (FileNotFoundError, NotADirectoryError):
        return []


def below(folder: Path) -> list[Path]:
    """Everything that stands below a folder, in order; what links lead to does not. Raises OSError."""
    found = []
    for path in entries(folder):
        found.append(path)
        if path.is_dir() and not path.is_symlink():
            found += below(path)
    return found


def publish(path: Path, content: bytes) -> None:
    """Puts `content` at `path` in one step: written beside it, flushed to disk, then renamed over it.

    A file that holds `content` already stays as it is. Raises OSError; the file that was there
    before is then untouched.
    """
    publish_together({path: content})


def publish_together(contents: Mapping[Path, bytes]) -> None:
    """Puts each content at its path as `publish` does, after all have been written.

    Raises OSError, which names the path; the files that were there before are then there again.
    """
    _put({path: (content,) for path, content in contents.items() if _content(path) != content})


def publish_pieces(path: Path, pieces: Callable[[], Iterable[bytes]]) -> None:
    """Puts what `pieces` gives at `path` as `publish` does: once to compare and once to write, never held whole."""
    if not _holds(path, pieces()):
        _put({path: pieces()})


def _put(contents: Mapping[Path, Iterable[bytes]]) -> None:
    temporaries = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in contents}
    try:
        for path, pieces in contents.items():
            with _naming(path):
                _write(temporaries[path], pieces)
        _replace(temporaries)
    except BaseException:
        for temporary in temporaries.values():
            _discard(temporary)
        raise
    for folder in dict.fromkeys(path.parent for path in contents):
        flush(folder)


def _content(path: Path) -> bytes | None:
    """What a file holds; None where there is none."""
    return path.read_bytes() if path.is_file() else None


def _holds(path: Path, pieces: Iterable[bytes]) -> bool:
    """Whether a file holds these pieces, one after the other, and no more."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return all(file.read(len(piece)) == piece for piece in pieces) and not file.read(1)


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb", buffering=_BUFFER) as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())


def _replace(temporaries: Mapping[Path, Path]) -> None:
    """Gives each temporary file the name of its path; where one cannot have it, none of them has."""
    former: dict[Path, bytes | None] = {}
    try:
        for path, temporary in temporaries.items():
            with _naming(path):
                before = _content(path) if len(temporaries) > 1 else None
                temporary.replace(path)
                former[path] = before
    except OSError:
        for path, before in former.items():
            _restore(path, before)
        raise


def _restore(path: Path, content: bytes | None) -> None:
    """Puts a former file back in its place, as far as that can be done: the next build judges what is there."""
    if content is None:
        _discard(path)
        return
    with contextlib.suppress(OSError):
        publish(path, content)


@contextlib.contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Whoever reads of an error knows the file by its own name."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


def temporaries(folder: Path) -> Iterator[Path]:
    """What an interrupted run left half written in a folder and those in it. Raises OSError."""
    for place in (folder, *_folders(folder)):
        with os.scandir(place) as found:
            names = sorted(entry.name for entry in found if _TEMPORARY.fullmatch(entry.name))
        yield from (place / name for name in names)


def _folders(folder: Path) -> list[Path]:
    # Nothing is put deeper, and a link leads to what is not ours.
    with os.scandir(folder) as found:
        return sorted(Path(entry.path) for entry in found if entry.is_dir(follow_symlinks=False))


def sweep(folder: Path) -> None:
    """Removes what an interrupted run left half written, as far as that can be seen and removed."""
    try:
        found = list(temporaries(folder))
    except OSError:
        return
    for path in found:
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
