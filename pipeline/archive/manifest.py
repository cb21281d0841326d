"""What an archive says of itself: a manifest in each version, and the index that chains them."""

from __future__ import annotations

import hashlib
import json
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

INDEX = "INDEX.json"
MANIFEST = "MANIFEST.json"
SUMS = "SHA256SUMS"
SOURCES = "sources"
FORM = 1
"""The form of manifest and index; another one is refused, not guessed at."""

MAX_BYTES = 50_000_000
"""No manifest or index is larger."""

_DIGEST = re.compile("[0-9a-f]{64}")
_ID = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_VERSION = re.compile(r"[0-9]{1,3}\.[0-9]{1,3}")


@dataclass(frozen=True)
class Stored:
    """One file of a version."""

    sha256: str
    bytes: int


@dataclass(frozen=True)
class Release:
    """One version of one subject, by the digest of its manifest."""

    version: str
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What one version holds. `previous` is the version archived before it, None for the first.

    `everything` is whether its sources are those of the whole project; `record` is all that the
    manifest says, as plain values.
    """

    id: str
    version: str
    previous: Release | None
    everything: bool
    files: Mapping[str, Stored]
    record: Mapping[str, Any]

    @classmethod
    def read(cls, raw: bytes) -> Self:
        """The manifest that some bytes hold. Raises ValueError where they hold none."""
        record = _parsed(raw)
        try:
            previous = record["previous"]
            files = {
                name: Stored(_digest(entry["sha256"]), _whole(entry["bytes"]))
                for name, entry in _mapping(record["files"]).items()
            }
            return cls(
                _matching(_ID, record["id"]),
                _matching(_VERSION, record["version"]),
                None if previous is None else _release(previous),
                record["sources"] == "everything",
                files,
                record,
            )
        except (KeyError, TypeError) as error:
            raise ValueError(str(error)) from None

    @property
    def sources(self) -> dict[str, str]:
        """The digest of each source, by its path in the project."""
        start = f"{SOURCES}/"
        return {name.removeprefix(start): file.sha256 for name, file in self.files.items() if name.startswith(start)}

    @property
    def texts(self) -> dict[str, str]:
        """The digest of what each document says, by the document's id; documents of all formats say the same."""
        return dict(self.record["texts"])


@dataclass(frozen=True)
class Index:
    """Every version that was archived, by subject, in the order in which they were: the anchor of the chains.

    A version that is taken away, or an older one put in the place of the newest, breaks no link
    between those that remain. It is missing from, or unlike, what stands here.
    """

    releases: Mapping[str, tuple[Release, ...]]

    @classmethod
    def read(cls, raw: bytes) -> Self:
        """The index that some bytes hold. Raises ValueError where they hold none, or one that was edited by hand."""
        record = _parsed(raw)
        try:
            found = cls(
                {
                    _matching(_ID, name): tuple(_release(entry) for entry in entries)
                    for name, entries in _mapping(record["subjects"]).items()
                }
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(str(error)) from None
        if found.encoded() != raw:
            raise ValueError("not as it was written")
        return found

    def encoded(self) -> bytes:
        """The index as its file holds it."""
        subjects = {
            name: [{"version": entry.version, "manifest": entry.sha256} for entry in self.releases[name]]
            for name in sorted(self.releases)
        }
        return encoded({"form": FORM, "subjects": subjects})

    def of(self, name: str) -> tuple[Release, ...]:
        """The versions of one subject, oldest first."""
        return self.releases.get(name, ())

    def with_release(self, name: str, release: Release) -> Index:
        """The index after one more version of a subject."""
        return Index({**self.releases, name: (*self.of(name), release)})


def encoded(record: Any) -> bytes:
    """Plain values as JSON that is written one way only and ends in a line break."""
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def sums(files: Mapping[str, Stored], manifest: bytes) -> bytes:
    """The lines that `sha256sum -c` checks: every file of a version but this one."""
    digests = {name: file.sha256 for name, file in files.items()} | {MANIFEST: hashlib.sha256(manifest).hexdigest()}
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode()


def small(path: Path) -> bytes:
    """The bytes of a manifest or an index. Raises OSError, and ValueError for what cannot be one."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
        # A pipe could be read for ever.
        raise ValueError("no file, or too large")
    return path.read_bytes()


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        record = json.loads(raw.decode())
    except (ValueError, RecursionError):
        raise ValueError("not JSON") from None
    if not isinstance(record, dict) or record.get("form") != FORM:
        raise ValueError("another form")
    return record


def _release(entry: Mapping[str, Any]) -> Release:
    return Release(_matching(_VERSION, entry["version"]), _digest(entry["manifest"]))


def _digest(value: Any) -> str:
    return _matching(_DIGEST, value)


def _matching(pattern: re.Pattern[str], value: Any) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError(f"not of the form {pattern.pattern}")
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("not a whole number")
    return value


def _mapping(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("not a mapping")
    return value
