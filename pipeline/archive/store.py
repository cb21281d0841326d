"""The folder of an archive: a version is put there whole, once, and then only read."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.archive.manifest import INDEX, MANIFEST, SOURCES, SUMS, Index, Manifest, Release, StoredFile, sums
from pipeline.base import files, locks, saved
from pipeline.base.files import flush

PENDING = f".{INDEX}.part"
"""The index as it will be, written before a version gets its name and renamed after it.

Where a run ends between the two, the version is there whole, and this says that it belongs.
"""
ATTRIBUTES = ".gitattributes"
AS_ARCHIVED = b"# An archive is verified byte for byte: git may not change its line ends.\n* -text\n"
"""What keeps git from changing line ends in an archive, on systems where it does so without being asked."""
READABLE = 0o444
_STAGE = ".part"


class ArchiveStore:
    """One archive: `<id>/<version>/` for each version, and the index. Everything but reading needs `held`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Keeps other runs out, and puts right what an interrupted one left. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with locks.held(self.folder):
            self._recover()
            try:
                yield
            except BaseException:
                with contextlib.suppress(OSError):
                    self._recover()
                raise

    def index(self) -> Index:
        """The versions that are there; none in a folder without archive. Raises OSError, ValueError."""
        for index in (self.pending(), self.recorded()):
            if index is not None:
                return index
        return Index({})

    def recorded(self) -> Index | None:
        """The index as it is written; None where there is none. Raises OSError, ValueError."""
        try:
            return Index.read(saved.content(self.folder / INDEX))
        except FileNotFoundError:
            return None

    def pending(self) -> Index | None:
        """The index of a run that ended after its version was there and before the index said so. Raises OSError."""
        try:
            pending = Index.read(saved.content(self.folder / PENDING))
            recorded = self.recorded() or Index({})
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return None
        for name, releases in pending.releases.items():
            if recorded.with_release(name, releases[-1]) == pending and self._is_there(name, releases[-1]):
                return pending
        return None

    def _is_there(self, name: str, release: Release) -> bool:
        # What cannot be read now is there all the same: whether the version belongs hangs on it.
        try:
            raw = saved.content(self.version(name, release.version) / MANIFEST)
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return False
        return hashlib.sha256(raw).hexdigest() == release.sha256

    def holds_anything(self) -> bool:
        """Whether anything but hidden files stands in its folder. Raises OSError."""
        return any(not path.name.startswith(".") for path in files.entries(self.folder))

    def issued(self) -> Iterator[tuple[str, Release, str]]:
        """Each archived version with its subject and the day of its issue. Raises OSError, ValueError."""
        for name, releases in sorted(self.index().releases.items()):
            for release in releases:
                manifest = Manifest.read(saved.content(self.version(name, release.version) / MANIFEST))
                yield name, release, manifest.issued

    def version(self, name: str, version: str) -> Path:
        """The folder of one version."""
        return self.folder / name / version

    def sources(self, name: str, version: str) -> Path:
        """The project from which one version was made."""
        return self.version(name, version) / SOURCES

    @contextlib.contextmanager
    def stage(self, name: str, version: str) -> Iterator[Path]:
        """An empty folder in which a version is prepared; gone afterwards, unless it was placed. Raises OSError."""
        stage = self.folder / name / f".{version}{_STAGE}"
        stage.mkdir(parents=True)
        try:
            yield stage
        finally:
            shutil.rmtree(stage, ignore_errors=True)
            self._tidy(name)

    def place(self, stage: Path, name: str, version: str, manifest: bytes) -> None:
        """Gives a prepared version its name, with its manifest and checksums, for reading only. Raises OSError.

        Until the one rename nothing is there, after it everything; the index that is renamed next
        has been on disk before.
        """
        (stage / MANIFEST).write_bytes(manifest)
        held = {path: stored_file(stage / path) for path in names(stage) if path not in (MANIFEST, SUMS)}
        (stage / SUMS).write_bytes(sums(held, manifest))
        _close(stage)
        if not (self.folder / ATTRIBUTES).exists():
            files.publish(self.folder / ATTRIBUTES, AS_ARCHIVED)
        release = Release(version, hashlib.sha256(manifest).hexdigest())
        pending = self.folder / PENDING
        _write(pending, (self.recorded() or Index({})).with_release(name, release).encoded())
        stage.rename(self.version(name, version))
        flush(self.folder / name)
        pending.replace(self.folder / INDEX)
        flush(self.folder)

    def _recover(self) -> None:
        """Ends what an interrupted run began: its version is listed if it is there, and else nothing is left of it."""
        pending = self.folder / PENDING
        if self.pending() is not None:
            pending.replace(self.folder / INDEX)
            flush(self.folder)
        pending.unlink(missing_ok=True)
        for stage in self._stages():
            shutil.rmtree(stage)
            self._tidy(stage.parent.name)

    def _stages(self) -> list[Path]:
        """The folders in which interrupted runs prepared versions; what links lead to is nobody's stage."""
        subjects = [entry for entry in os.scandir(self.folder) if entry.is_dir(follow_symlinks=False)]
        found = [entry for subject in subjects for entry in os.scandir(subject)]
        stages = [Path(entry.path) for entry in found if entry.is_dir(follow_symlinks=False)]
        return sorted(path for path in stages if path.name.startswith(".") and path.name.endswith(_STAGE))

    def _tidy(self, name: str) -> None:
        """Removes the folder of a subject that has no version."""
        with contextlib.suppress(OSError):
            (self.folder / name).rmdir()


def stored_file(path: Path) -> StoredFile:
    """What a manifest says of a file. Raises OSError."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return StoredFile(digest, file.tell())


def names(folder: Path) -> list[str]:
    """The files below a folder, by path, in order."""
    return sorted(path.relative_to(folder).as_posix() for path in files.below(folder) if not path.is_dir())


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes files into a folder that is being prepared. Raises OSError."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def _write(path: Path, content: bytes) -> None:
    """Writes one file to disk, for reading only."""
    path.unlink(missing_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fchmod(file.fileno(), READABLE)
        os.fsync(file.fileno())


def _close(folder: Path) -> None:
    """Sends everything below a folder to disk, its files for reading only, whatever the user's mask is."""
    for path in (folder, *files.below(folder)):
        path.chmod(0o755 if path.is_dir() else READABLE)
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
