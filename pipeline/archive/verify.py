"""An archive as it was written, or everything in it that is not."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.archive.inspection import CRLF, LF, ArchiveInspector, as_unix, is_with_unix_line_ends
from pipeline.archive.manifest import INDEX, MANIFEST, Index, Manifest, Release
from pipeline.archive.store import AS_ARCHIVED, ATTRIBUTES, PENDING, ArchiveStore
from pipeline.base import locks, saved
from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.domain.subjects import rank


@dataclass(frozen=True)
class VersionHistory:
    """The versions of one subject, as the archive lists them; the digest of the last one vouches for all."""

    id: str
    releases: tuple[Release, ...]
    files: int

    @property
    def digest(self) -> str:
        """What has to be kept elsewhere to prove that nothing was taken away or rewritten."""
        return self.releases[-1].sha256


@dataclass
class VerificationResult:
    """What was looked at, and what is not as it was written."""

    histories: list[VersionHistory] = field(default_factory=list)
    findings: list[Problem] = field(default_factory=list)


def verify(folder: Path, label: str, only: str = "", expected: Sequence[str] = ()) -> VerificationResult:
    """Every file of an archive against its manifest, every manifest against the next one and the index.

    `label` names the folder in findings; `only` is the id of one subject; `expected` are digests of
    manifests that were kept elsewhere, each of which has to be one of those that are listed. Raises Problems
    where others cannot be kept out meanwhile.
    """
    try:
        with _undisturbed(folder):
            done = examine(ArchiveStore(folder), label, only)
    except locks.NoLock as error:
        raise Problems([error.problem(label)]) from None
    listed = {release.sha256 for history in done.histories for release in history.releases}
    for digest in expected:
        if digest not in listed:
            message = N_("no version has the digest {digest}")
            hint = N_("versions were removed or rewritten since the digest was noted")
            done.findings.append(problem(f"{label}/{INDEX}", message, hint=hint, digest=digest))
    return done


def examine(store: ArchiveStore, label: str, only: str = "") -> VerificationResult:
    """The same for an archive that this process holds already."""
    verifier = _Verifier(store, label)
    verifier.verify(only)
    return VerificationResult(verifier.histories, verifier.findings)


@contextlib.contextmanager
def _undisturbed(folder: Path) -> Iterator[None]:
    """Waits for a run that is archiving, where this user may; an archive that is only read needs no lock."""
    lock = folder / locks.LOCK
    if lock.is_symlink() or not lock.is_file() or not os.access(lock, os.W_OK) or not os.access(folder, os.W_OK):
        yield
        return
    with locks.held(folder):
        yield


class _Verifier(ArchiveInspector):
    """Looks through one archive and keeps what it finds."""

    def __init__(self, store: ArchiveStore, label: str) -> None:
        super().__init__(store.folder, label)
        self.store = store
        self.histories: list[VersionHistory] = []

    def verify(self, only: str) -> None:
        index = self._index()
        here = {entry.name: entry for entry in os.scandir(self.store.folder)}
        for name in sorted(index.releases):
            if only not in ("", name):
                continue
            try:
                self._subject(name, index.of(name), here.get(name))
            except OSError as error:
                path = os.path.relpath(error.filename or name, self.store.folder)
                self.find(path, N_("cannot be read: {reason}"), reason=error.strerror)
        if only and not index.of(only):
            if only in here:
                self.find(only, N_("is not listed in {index}"), index=INDEX)
            else:
                self.find(only, N_("nothing is archived under this id"))
        for name, entry in sorted(here.items()):
            if name in index.releases or name == INDEX or (only and name != only):
                continue
            try:
                self._at_the_top(name, entry)
            except OSError as error:
                self.find(name, N_("cannot be read: {reason}"), reason=error.strerror)

    def _at_the_top(self, name: str, entry: os.DirEntry[str]) -> None:
        if name == locks.LOCK and entry.is_file(follow_symlinks=False) and not entry.stat().st_size:
            return
        if name == PENDING and self.store.pending() is not None and not entry.is_symlink():
            return
        if name == ATTRIBUTES and entry.is_file(follow_symlinks=False) and as_unix(entry.path) == AS_ARCHIVED:
            return
        if name == PENDING:
            self.leftover(name)
        else:
            self.stranger(name, entry)

    def _index(self) -> Index:
        path = self.store.folder / INDEX
        try:
            index = self.store.index()
            if not index.releases and not path.exists() and not self.store.holds_anything():
                return index
            if self.store.pending() is None:
                self.regular(INDEX, path.lstat())
            return index
        except FileNotFoundError:
            self.find(INDEX, N_("is missing"), hint=N_("it lists every archived version"))
        except OSError as error:
            self.find(INDEX, N_("cannot be read: {reason}"), reason=error.strerror)
        except ValueError:
            if unchanged := _with_unix_line_ends(path):
                self.line_ends(INDEX)
                return unchanged
            self.find(INDEX, N_("has changed since it was written"))
        return Index({})

    # --- one subject --------------------------------------------------------

    def _subject(self, name: str, releases: Sequence[Release], entry: os.DirEntry[str] | None) -> None:
        if entry is None or not entry.is_dir(follow_symlinks=False):
            if entry is not None:
                self.stranger(name, entry)
            for release in releases:
                self.find(f"{name}/{release.version}", N_("is missing"), hint=N_("it was archived"))
            self.histories.append(VersionHistory(name, tuple(releases), 0))
            return
        self._order(name, releases)
        here = {found.name: found for found in os.scandir(entry.path)}
        count, before = 0, None
        for release in releases:
            path = f"{name}/{release.version}"
            found = here.pop(release.version, None)
            if found is None or not found.is_dir(follow_symlinks=False):
                if found is not None:
                    self.stranger(path, found)
                self.find(path, N_("is missing"), hint=N_("it was archived"))
            else:
                count += self._version(path, release, before)
            before = release
        for extra, found in sorted(here.items()):
            self.stranger(f"{name}/{extra}", found)
        self.histories.append(VersionHistory(name, tuple(releases), count))

    def _order(self, name: str, releases: Sequence[Release]) -> None:
        for before, after in itertools.pairwise(releases):
            if rank(after.version) <= rank(before.version):
                message = N_("lists {name} {after} after {before}")
                self.find(INDEX, message, name=name, after=after.version, before=before.version)

    def _version(self, path: str, release: Release, before: Release | None) -> int:
        """How many files of a version were looked at."""
        folder = self.store.folder / path
        try:
            raw = saved.content(folder / MANIFEST) if not (folder / MANIFEST).is_symlink() else b""
        except FileNotFoundError:
            raw = b""
        except (OSError, ValueError) as error:
            self.find(f"{path}/{MANIFEST}", N_("cannot be read: {reason}"), reason=getattr(error, "strerror", error))
            raw = b""
        if raw and is_with_unix_line_ends(raw, release.sha256):
            raw = raw.replace(CRLF, LF)
            self.line_ends(f"{path}/{MANIFEST}")
        elif raw and hashlib.sha256(raw).hexdigest() != release.sha256:
            self.find(f"{path}/{MANIFEST}", N_("is not the one listed in {index}"), index=INDEX)
        elif not raw and (folder / MANIFEST).is_file() and not (folder / MANIFEST).is_symlink():
            self.find(f"{path}/{MANIFEST}", N_("is empty"))
        try:
            manifest = Manifest.read(raw)
        except ValueError:
            # What it listed is not known any more; that it is not what was written has been said.
            manifest = None
        if manifest is not None:
            self._chain(path, manifest, release, before)
        return self.files(path, raw, manifest)

    def _chain(self, path: str, manifest: Manifest, release: Release, before: Release | None) -> None:
        name = path.split("/")[0]
        if (manifest.id, manifest.version) != (name, release.version):
            message = N_("belongs to {name} {version}")
            self.find(f"{path}/{MANIFEST}", message, name=manifest.id, version=manifest.version)
        if manifest.previous != before:
            said, listed = (
                f"{item.version} ({item.sha256[:12]})" if item else "–" for item in (manifest.previous, before)
            )
            message = N_("follows {said}; {index} lists {listed} before it")
            self.find(f"{path}/{MANIFEST}", message, said=said, listed=listed, index=INDEX)


def _with_unix_line_ends(path: Path) -> Index | None:
    """The index where nothing but its line ends was changed."""
    try:
        return Index.read(as_unix(path))
    except (OSError, ValueError):
        return None


def _told(release: Release | None) -> str:
    return f"{release.version} ({release.sha256[:12]})" if release else "–"
