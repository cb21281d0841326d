"""Archived versions → what this program says otherwise than the one that made them, each change once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from pipeline.archive import notice, provenance
from pipeline.archive.manifest import MANIFEST, Manifest
from pipeline.archive.notice import Edition, Notice
from pipeline.archive.store import ArchiveStore
from pipeline.base import saved
from pipeline.base.assets import LOWER
from pipeline.base.digests import of_bytes
from pipeline.document import difference
from pipeline.document.difference import Change
from pipeline.domain.subjects import Subject, subjects
from pipeline.reading.project import Project

Key = TypeVar("Key")


@dataclass(frozen=True)
class ProgramChange:
    """One change that the program makes, and the documents in which it does.

    `kind` is changed, new or gone, which are of whole documents, or look: how they are set. Only what changed has a
    section and what it was and is, empty where it was not or is not there.
    """

    kind: str
    documents: tuple[str, ...]
    section: str = ""
    was: str = ""
    now: str = ""


def archived(project: Project, store: ArchiveStore, names: Iterable[str]) -> list[Subject]:
    """Those of some subjects whose present version is in the archive."""
    known = subjects(project)
    return [known[name] for name in names if (store.version(name, known[name].version) / MANIFEST).is_file()]


def changes(
    project: Project, store: ArchiveStore, label: str, found: Iterable[Subject], language: str
) -> list[ProgramChange]:
    """What the program changes in documents of archived versions in one language, the most frequent first.

    Both sides have the content that was archived: one is made with the templates and words in the archive, the other
    with those of this program. Raises Problems.
    """
    notices: list[Notice] = []
    looks: list[str] = []
    for subject in found:
        was = notice.archived(store, label, subject.id, subject.version)
        now = notice.archived(store, label, subject.id, subject.version, project)
        notices += notice.notices(was, now, language)
        if _looks_otherwise(now, store, subject):
            looks.append(subject.id)
    return [*_of_words(notices), *_of_documents(notices), *([ProgramChange("look", tuple(looks))] if looks else [])]


def _of_words(notices: Iterable[Notice]) -> list[ProgramChange]:
    pairs = (
        ((change.section, _said(change, "was"), _said(change, "now")), item.document)
        for item in notices
        for change in item.changes
    )
    grouped = _grouped(pairs)
    found = [ProgramChange("changed", names, section, was, now) for (section, was, now), names in grouped]
    return sorted(found, key=lambda change: -len(change.documents))


def _of_documents(notices: Iterable[Notice]) -> Iterator[ProgramChange]:
    whole = ((item.state, item.document) for item in notices if item.state != "changed")
    return (ProgramChange(state, names) for state, names in _grouped(whole))


def _grouped(pairs: Iterable[tuple[Key, str]]) -> list[tuple[Key, tuple[str, ...]]]:
    """Documents by what they share, in the order in which it was met."""
    found: dict[Key, dict[str, None]] = {}
    for key, document in pairs:
        found.setdefault(key, {})[document] = None
    return [(key, tuple(documents)) for key, documents in found.items()]


def _said(change: Change, side: str) -> str:
    pieces = getattr(change, side)
    return difference.text(pieces) if pieces is not None else ""


def _looks_otherwise(now: Edition, store: ArchiveStore, subject: Subject) -> bool:
    """Whether the files that say how documents look are others than in the archive."""
    path = store.version(subject.id, subject.version) / MANIFEST
    before = Manifest.read(saved.content(path)).sources
    present = provenance.files(now.project, now.subject)
    looks = {name.removeprefix(f"{LOWER}/"): of_bytes(content) for name, content in present.items()}
    return any(
        looks.get(name.removeprefix(f"{LOWER}/")) != digest
        for name, digest in before.items()
        if provenance.looks_only(name)
    )
