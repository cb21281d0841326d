"""Content that says something else than the archived version whose number it still carries."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.archive import present_program, provenance, records, release
from pipeline.archive.manifest import MANIFEST, Manifest
from pipeline.archive.store import ArchiveStore
from pipeline.base import saved
from pipeline.base.digests import of_bytes
from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.domain.subjects import Subject, rank, subjects
from pipeline.reading import sources
from pipeline.reading.project import Project
from pipeline.reading.sources import Source
from pipeline.reading.yaml_values import Place

_MANY = 20
"""How many changed places of one file are named: a file that was written anew needs no list."""
_SHOWN = 60
_CONTENT = "content/"


def problems(project: Project, store: ArchiveStore, label: str, names: Collection[str]) -> list[Problem]:
    """What changed in subjects in force since their version was archived; nothing while their files are the same.

    `label` names the archive in problems; `names` are the ids of the subjects to look at.
    """
    found: list[Problem] = []
    for subject in subjects(project).values():
        if subject.id in names:
            found += records.rewritten(project, store, subject.id)
        if subject.locked and subject.id in names:
            found += _since(project, subject, store, label)
        if subject.id in names:
            found += _of_an_old_day(project, subject, store)
    return found


def _of_an_old_day(project: Project, subject: Subject, store: ArchiveStore) -> Iterator[Problem]:
    """A problem where a version was raised and its day was left behind."""
    try:
        newest = store.index().of(subject.id)[-1].version
        day = Manifest.read(saved.content(store.version(subject.id, newest) / MANIFEST)).issued
    except (IndexError, OSError, ValueError):
        # None is archived yet, or `briefs verify` speaks of it.
        return
    if rank(subject.version) > rank(newest):
        yield from not_newly_dated(project, subject, newest, day)


def not_newly_dated(project: Project, subject: Subject, newest: str, day: str) -> Iterator[Problem]:
    """A problem for a version that is issued before the newest archived one, or on its day."""
    issued = subject.issued.isoformat()
    values: dict[str, Any] = {"issued": issued, "day": day, "newest": newest, "version": subject.version}
    if issued < day:
        message, hint = "{issued} is before {day}, when {newest} was issued", "update version and issued"
        yield project.sources[subject.path].problem(("issued",), message, hint=hint, **values)
    elif issued == day and rank(subject.version) > rank(newest):
        message, hint = N_("{newest} was issued on {day} too"), N_("write the day on which {version} is issued")
        yield project.sources[subject.path].problem(("issued",), message, hint=hint, **values)


def _since(project: Project, subject: Subject, store: ArchiveStore, label: str) -> list[Problem]:
    path = store.version(subject.id, subject.version) / MANIFEST
    try:
        manifest = Manifest.read(saved.content(path))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except (OSError, ValueError):
        name = f"{label}/{subject.id}/{subject.version}/{MANIFEST}"
        return [problem(name, "cannot be read", hint="run briefs verify for details")]
    names = _changed_by_people(project, subject, store, manifest)
    if not names or not _says_otherwise(project, subject, store, manifest):
        return []
    return list(changes(project, subject, store, [name for name in names if not provenance.looks_only(name)]))


def changed(project: Project, subject: Subject, store: ArchiveStore, manifest: Manifest) -> list[str]:
    """The files because of which a version made now would be another one than that which is archived."""
    names = _changed_by_people(project, subject, store, manifest)
    looks = [name for name in names if provenance.looks_only(name)]
    return names if names and (looks or _says_otherwise(project, subject, store, manifest)) else []


def changes(project: Project, subject: Subject, store: ArchiveStore, names: list[str]) -> Iterator[Problem]:
    """A problem for each place of the named files that is not what it was when the subject's version was archived."""
    archived = store.sources(subject.id, subject.version)
    values: dict[str, Any] = {"version": subject.version, "file": subject.path}
    hint = N_("update version and issued in {file}, or undo the change")
    for name in names:
        now = project.sources.get(name) if name.startswith(_CONTENT) else None
        if now is None or not (archived / name).is_file():
            yield problem(name, _fate(project.folder / name, archived / name), hint=hint, **values)
            continue
        before = sources.read(archived / name, name)
        places = list(_places(before.data, now.data, ()))
        for place, was in islice(places, _MANY):
            yield _change(now, place, was, hint, values)
        if len(places) > _MANY:
            message = N_("{more} more changes since version {version} was archived")
            yield problem(name, message, hint=hint, more=len(places) - _MANY, **values)


def _fate(now: Path, before: Path) -> str:
    if not now.is_file():
        return N_("removed since version {version} was archived")
    if not before.is_file():
        return N_("added since version {version} was archived")
    return N_("changed since version {version} was archived")


def _change(now: Source, place: Place, was: Any, hint: str, values: Mapping[str, Any]) -> Problem:
    if was is None or isinstance(was, dict | list):
        return now.problem(place, N_("changed since version {version} was archived"), hint=hint, **values)
    text = str(was)
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    message = N_('changed since version {version} was archived; it said "{was}"')
    return now.problem(place, message, hint=hint, was=shown, **values)


def _places(before: Any, now: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    """Each place whose value changed, with what it was; None for one that was not there."""
    if isinstance(before, dict) and isinstance(now, dict):
        for key in [*now, *(key for key in before if key not in now)]:
            yield from _places(before.get(key), now.get(key), (*place, key))
    elif isinstance(before, list) and isinstance(now, list):
        for index in range(max(len(before), len(now))):
            was, is_now = (side[index] if index < len(side) else None for side in (before, now))
            yield from _places(was, is_now, (*place, index))
    elif before != now:
        yield place, before


def _says_otherwise(project: Project, subject: Subject, store: ArchiveStore, manifest: Manifest) -> bool:
    """Whether any document says something else than it would if it were made from the archived sources.

    Both are made by this program, with its present templates and words, so that only content is compared. Sources
    that it cannot read any more are compared by what was recorded of the documents.
    """
    try:
        was = present_program.read(store.sources(subject.id, subject.version), project)
        was = present_program.with_present_status(was, project, subject.id)
        before = release.texts(was, subject.id)
    except Problems:
        before = dict(manifest.texts)
    return before != release.texts(project, subject.id)


def _changed_by_people(project: Project, subject: Subject, store: ArchiveStore, manifest: Manifest) -> list[str]:
    """The files that are not what they were, but for those of the program: an update is nobody's revision."""
    names = provenance.changed(manifest.sources, _digests(project, subject, manifest))
    return present_program.own(store.sources(subject.id, subject.version), project, names)


def _digests(project: Project, subject: Subject, manifest: Manifest) -> dict[str, str]:
    files = provenance.files(project, subject, everything=manifest.everything)
    return {name: of_bytes(content) for name, content in files.items()}
