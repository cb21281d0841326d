"""The files of an archive, one by one: each is what its manifest lists, or is named."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.archive.manifest import MANIFEST, SUMS, Manifest, StoredFile, sums
from pipeline.archive.store import stored_file
from pipeline.base import saved
from pipeline.base.files import real
from pipeline.base.problems import N_, Problem, problem

_FORBIDDEN = 0o7333
"""Bits of a file's mode: that it can be written to, run, or run as somebody else."""
_A_PROGRAM = 0o7111
_MANY = 3
"""How many files are named whose line ends were changed: git changes those of all."""
CRLF, LF = b"\r\n", b"\n"


class ArchiveInspector:
    """Keeps what is found in one archive. `label` names its folder in findings."""

    def __init__(self, folder: Path, label: str) -> None:
        self.folder = folder
        self.label = label
        self.findings: list[Problem] = []
        # Git keeps nothing of a file's mode but whether it is a program.
        self.forbidden = _A_PROGRAM if _is_in_a_clone(folder) else _FORBIDDEN

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
        open_files, line_ends = [], []
        for name, entry in _walk(self.folder / path):
            seen.add(name)
            if entry.is_dir(follow_symlinks=False):
                if manifest and name not in folders:
                    self.find(f"{path}/{name}", N_("this folder was never archived"))
            elif (manifest and name not in known) or not entry.is_file(follow_symlinks=False):
                self.stranger(f"{path}/{name}", entry)
            else:
                if entry.stat(follow_symlinks=False).st_mode & self.forbidden:
                    open_files.append(name)
                if name in listed and not self._content(path, name, listed):
                    line_ends.append(name)
        for name in sorted(known - seen):
            self.find(f"{path}/{name}", N_("is missing"), hint=N_("it was archived"))
        if manifest and SUMS in seen and not self._sums(f"{path}/{SUMS}", sums(manifest.files, raw)):
            line_ends.append(SUMS)
        if line_ends:
            self.line_ends(path, line_ends)
        self._modes(path, open_files, len(known & seen))
        return len(known & seen)

    def _content(self, path: str, name: str, listed: Mapping[str, StoredFile]) -> bool:
        """Whether a file is more than its line ends away from what was archived, or not at all."""
        try:
            found = stored_file(self.folder / path / name)
        except OSError as error:
            self.find(f"{path}/{name}", N_("cannot be read: {reason}"), reason=error.strerror)
            return True
        if found == listed[name]:
            return True
        if found.bytes > listed[name].bytes and _is_text_of(self.folder / path / name, listed[name]):
            return False
        twin = next((other for other, file in listed.items() if file == found), "")
        if twin:
            self.find(f"{path}/{name}", N_("contains what {other} should contain"), other=twin)
        elif found.bytes != listed[name].bytes:
            message = N_("has {found} bytes; {archived} were archived")
            self.find(f"{path}/{name}", message, found=found.bytes, archived=listed[name].bytes)
        else:
            self.find(f"{path}/{name}", N_("differs from what was archived"))
        return True

    def _sums(self, path: str, wanted: bytes) -> bool:
        """Whether the list of digests is more than its line ends away from what it was, or not at all."""
        try:
            found = wanted if (self.folder / path).is_symlink() else saved.content(self.folder / path)
        except (OSError, ValueError):
            found = b""
        if found == wanted:
            return True
        if found.replace(CRLF, LF) == wanted:
            return False
        self.find(path, N_("does not match the digests in {manifest}"), manifest=MANIFEST)
        return True

    def line_ends(self, path: str, names: Sequence[str] = ()) -> None:
        """Names files of which nothing but the line ends was changed, as git does where it may."""
        message = N_("its line endings were changed") if not names else N_("line endings were changed in {files}")
        hint = N_("type git config core.autocrlf false, delete the folder {folder}, then type git checkout -- {folder}")
        more = [f"… ({len(names)})"] if len(names) > _MANY else []
        self.find(path, message, hint=hint, files=", ".join([*names[:_MANY], *more]), folder=self.label)

    def _modes(self, path: str, names: list[str], count: int) -> None:
        message, hint = N_("is writable or executable"), N_("chmod -R a=rX makes it read-only")
        if names and len(names) == count:
            self.find(path, N_("every file is writable or executable"), hint=hint)
            return
        for name in names:
            self.find(f"{path}/{name}", message, hint=hint)

    def regular(self, name: str, status: os.stat_result) -> None:
        """Looks at what kind of file one is, and who may write to it."""
        if not stat.S_ISREG(status.st_mode):
            self.find(name, N_("is a link or not a regular file"))
        elif status.st_mode & self.forbidden:
            self.find(name, N_("is writable or executable"), hint=N_("chmod -R a=rX makes it read-only"))

    def stranger(self, path: str, entry: os.DirEntry[str]) -> None:
        """Names what does not belong into an archive."""
        if entry.is_symlink():
            self.find(path, N_("is a link; an archive may not contain links"))
        elif entry.is_dir(follow_symlinks=False):
            if path.endswith(".part") and "/." in path:
                self.leftover(path)
            else:
                self.find(path, N_("this folder was never archived"))
        elif entry.is_file(follow_symlinks=False):
            self.find(path, N_("this file was never archived"))
        else:
            self.find(path, N_("is not a file"))

    def leftover(self, path: str) -> None:
        """Names what an interrupted run left."""
        self.find(path, N_("was left behind by an interrupted run"), hint=N_("the next briefs archive removes it"))


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


def as_unix(path: Path | str) -> bytes:
    """What a file holds, with the line ends that everything has in an archive. Raises OSError, ValueError."""
    return saved.content(Path(path)).replace(CRLF, LF)


def is_with_unix_line_ends(raw: bytes, sha256: str) -> bool:
    """Whether bytes have a digest where their line ends are those of an archive, and not as they are."""
    return CRLF in raw and hashlib.sha256(raw.replace(CRLF, LF)).hexdigest() == sha256


def _is_text_of(path: Path, archived: StoredFile) -> bool:
    try:
        return is_with_unix_line_ends(saved.content(path), archived.sha256)
    except (OSError, ValueError):
        return False


def _is_in_a_clone(folder: Path) -> bool:
    try:
        place = real(folder)
    except OSError:
        return False
    return any((above / ".git").exists() for above in (place, *place.parents))


def _shown(name: str) -> str:
    """A path as it can be printed, whatever is in it."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in name)
