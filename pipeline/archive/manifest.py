"""What an archive says of itself: a manifest in each version, and the index that chains them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from pipeline.base import saved

INDEX = "INDEX.json"
MANIFEST = "MANIFEST.json"
SUMS = "SHA256SUMS"
SOURCES = "sources"
FORM = 1
"""The form of manifest and index; another one is refused, not guessed at."""

_DIGEST = re.compile("[0-9a-f]{64}")
_ID = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_VERSION = re.compile(r"[0-9]{1,3}\.[0-9]{1,3}")

_FIELDS = ("id", "version", "issued", "previous", "sources", "files", "texts", "program", "libraries", "documents")


@dataclass(frozen=True)
class StoredFile:
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

    `everything` is whether its sources are those of the whole project; `texts` is the digest of what each
    document says, by the document's id: documents of all formats say the same. `program` and `libraries` are
    what made it, `record` is all that the manifest says, as plain values.
    """

    id: str
    version: str
    issued: str
    previous: Release | None
    everything: bool
    files: Mapping[str, StoredFile]
    texts: Mapping[str, str]
    program: Mapping[str, str]
    libraries: Mapping[str, str]
    record: Mapping[str, Any]

    @classmethod
    def read(cls, raw: bytes) -> Self:
        """The manifest that some bytes hold. Raises ValueError where they hold none."""
        record = saved.mapping(_parsed(raw), *_FIELDS)
        previous = record["previous"]
        for document in saved.listed(record["documents"]):
            saved.mapping(document)
        return cls(
            id=saved.text(record["id"], _ID),
            version=saved.text(record["version"], _VERSION),
            issued=saved.text(record["issued"], _DAY),
            previous=None if previous is None else _release(previous),
            everything=record["sources"] == "everything",
            files={saved.below(name): _stored(entry) for name, entry in saved.mapping(record["files"]).items()},
            texts=saved.texts(record["texts"]),
            program=saved.texts(saved.mapping(record["program"], "version", "source")),
            libraries=saved.texts(record["libraries"]),
            record=record,
        )

    @property
    def sources(self) -> dict[str, str]:
        """The digest of each source, by its path in the project."""
        start = f"{SOURCES}/"
        return {name.removeprefix(start): file.sha256 for name, file in self.files.items() if name.startswith(start)}


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
        subjects = saved.mapping(saved.mapping(_parsed(raw), "subjects")["subjects"])
        found = cls(
            {saved.text(name, _ID): tuple(map(_release, saved.listed(entries))) for name, entries in subjects.items()}
        )
        # A subject is listed with its first version.
        if found.encoded() != raw or not all(found.releases.values()):
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


def sums(files: Mapping[str, StoredFile], manifest: bytes) -> bytes:
    """The lines that `sha256sum -c` checks: every file of a version but this one."""
    digests = {name: file.sha256 for name, file in files.items()} | {MANIFEST: hashlib.sha256(manifest).hexdigest()}
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode()


def _parsed(raw: bytes) -> Mapping[str, Any]:
    record = saved.mapping(saved.parsed(raw), "form")
    if record["form"] != FORM:
        raise ValueError("another form")
    return record


def _stored(entry: Any) -> StoredFile:
    file = saved.mapping(entry, "sha256", "bytes")
    return StoredFile(saved.text(file["sha256"], _DIGEST), saved.whole(file["bytes"]))


def _release(entry: Any) -> Release:
    release = saved.mapping(entry, "version", "manifest")
    return Release(saved.text(release["version"], _VERSION), saved.text(release["manifest"], _DIGEST))
