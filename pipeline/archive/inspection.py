"""The files of an archive, one by one: each is what its manifest lists, or is named."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.archive.manifest import MANIFEST, SUMS, Manifest, StoredFile, sums
from pipeline.archive.store import stored_file
from pipeline.base import saved
from pipeline.base.problems import N_, Problem, problem

_FORBIDDEN = 0o7333
"""Bits of a file's mode: that it can be written to, run, or run as somebody else."""


class ArchiveInspector:
    """Keeps what is found in one archive. `label` names its folder in findings."""

    def __init__(self, folder: Path, label: str) -> None:
        self.folder = folder
        self.label = label
        self.findings: list[Problem] = []

    def find(self, path: str, message: str, *, hint: str = "", **values: Any) -> None:
        """Notes a finding about a path in the archive."""
        name = "/".join(part for part in (self.label, path) if part)
        self.findings.append(problem(_shown(name), message, hint=hint, **values))

    def files(self, path: str, raw: bytes, manifest: Manifest | None) -> int:
        """How many of a version's files are there, each looked at. Without a manifest nothing is known of them."""
        listed: dict[str, StoredFile] = dict(manifest.files) if manifest else {}
        known = {*listed, MANIFEST, SUMS}
        folders = {parent.as_posix() for name in known for parent in Path(name).parents} - {"."}
        seen: set[str] = set()
        open_files = []
        for name, entry in _walk(self.folder / path):
            seen.add(name)
            if entry.is_dir(follow_symlinks=False):
                if manifest and name not in folders:
                    self.find(f"{path}/{name}", N_("a folder that was not archived"))
            elif (manifest and name not in known) or not entry.is_file(follow_symlinks=False):
                self.stranger(f"{path}/{name}", entry)
            else:
                if entry.stat(follow_symlinks=False).st_mode & _FORBIDDEN:
                    open_files.append(name)
                if name in listed:
                    self._content(path, name, listed)
        for name in sorted(known - seen):
            self.find(f"{path}/{name}", N_("is missing"), hint=N_("it was archived"))
        if manifest and SUMS in seen:
            self._sums(f"{path}/{SUMS}", sums(manifest.files, raw))
        self._modes(path, open_files, len(known & seen))
        return len(known & seen)

    def _content(self, path: str, name: str, listed: Mapping[str, StoredFile]) -> None:
        try:
            found = stored_file(self.folder / path / name)
        except OSError as error:
            self.find(f"{path}/{name}", N_("cannot be read: {reason}"), reason=error.strerror)
            return
        if found == listed[name]:
            return
        twin = next((other for other, file in listed.items() if file == found), "")
        if twin:
            self.find(f"{path}/{name}", N_("holds what {other} should hold"), other=twin)
        elif found.bytes != listed[name].bytes:
            message = N_("has {found} bytes; {archived} were archived")
            self.find(f"{path}/{name}", message, found=found.bytes, archived=listed[name].bytes)
        else:
            self.find(f"{path}/{name}", N_("is not what was archived"))

    def _sums(self, path: str, wanted: bytes) -> None:
        try:
            if (self.folder / path).is_symlink() or saved.content(self.folder / path) == wanted:
                return
        except (OSError, ValueError):
            pass
        self.find(path, N_("does not list the digests of {manifest}"), manifest=MANIFEST)

    def _modes(self, path: str, names: list[str], count: int) -> None:
        message, hint = N_("can be written to or run"), N_("chmod -R a=rX says that it is only to be read")
        if names and len(names) == count:
            self.find(path, N_("every file can be written to or run"), hint=hint)
            return
        for name in names:
            self.find(f"{path}/{name}", message, hint=hint)

    def regular(self, name: str, status: os.stat_result) -> None:
        """Looks at what kind of file one is, and who may write to it."""
        if not stat.S_ISREG(status.st_mode):
            self.find(name, N_("is a link or no file"))
        elif status.st_mode & _FORBIDDEN:
            self.find(name, N_("can be written to or run"), hint=N_("chmod -R a=rX says that it is only to be read"))

    def stranger(self, path: str, entry: os.DirEntry[str]) -> None:
        """Names what does not belong into an archive."""
        if entry.is_symlink():
            self.find(path, N_("is a link; an archive holds none"))
        elif entry.is_dir(follow_symlinks=False):
            if path.endswith(".part") and "/." in path:
                self.leftover(path)
            else:
                self.find(path, N_("a folder that was not archived"))
        elif entry.is_file(follow_symlinks=False):
            self.find(path, N_("a file that was not archived"))
        else:
            self.find(path, N_("is no file"))

    def leftover(self, path: str) -> None:
        """Names what an interrupted run left."""
        self.find(path, N_("is left of an interrupted run"), hint=N_("the next briefs archive removes it"))


def _walk(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below a folder with its path, links not followed, however deep it is."""
    waiting = [(folder, "")]
    while waiting:
        path, above = waiting.pop()
        for entry in sorted(os.scandir(path), key=lambda found: found.name):
            name = f"{above}{entry.name}"
            yield name, entry
            if entry.is_dir(follow_symlinks=False):
                waiting.append((Path(entry.path), f"{name}/"))


def _shown(name: str) -> str:
    """A path as it can be printed, whatever is in it."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in name)
