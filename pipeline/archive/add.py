"""A project's subject → a version in the archive, once and for ever."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive import changed, release, verify
from pipeline.archive.manifest import MANIFEST, Manifest, Release
from pipeline.archive.release import Work
from pipeline.archive.store import ArchiveStore
from pipeline.base import locks, saved
from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.build import engines
from pipeline.domain import targets
from pipeline.domain.subjects import Subject, rank
from pipeline.reading.location import MARK
from pipeline.reading.project import Project
from pipeline.writers import registry


@dataclass(frozen=True)
class ArchiveResult:
    """A version that is in the archive now. `added` is whether it was not before."""

    subject: Subject
    digest: str
    added: bool


def archive(project: Project, subject: Subject, folder: Path, label: str, work: Work) -> ArchiveResult:
    """The present version of a subject, put into the archive unless it is there already.

    `label` names the folder in problems. Raises Problems, and then nothing is added: for a version
    that is no release, that is older than the newest there, or that is there with other content,
    and for an archive that is not as it was written.
    """
    wrong = list(_unreleased(project, subject))
    if wrong:
        raise Problems(wrong)
    try:
        with (store := ArchiveStore(folder)).held():
            return _added(project, subject, store, label, work)
    except locks.NoLock as error:
        raise Problems([error.problem(label)]) from None
    except OSError as error:
        raise Problems([problem(label, "cannot be written: {reason}", reason=error.strerror or error)]) from None


def _added(project: Project, subject: Subject, store: ArchiveStore, label: str, work: Work) -> ArchiveResult:
    damage = _damage(store, label, subject.id)
    if damage:
        raise Problems(damage)
    releases = store.index().of(subject.id)
    same = next((entry for entry in releases if entry.version == subject.version), None)
    if same:
        return _again(project, subject, store, same)
    wrong = list(_out_of_order(project, subject, store, releases))
    if wrong:
        raise Problems(wrong)
    previous = releases[-1] if releases else None
    with store.stage(subject.id, subject.version) as stage:
        manifest = release.prepare(project, subject, stage, previous, work)
        store.place(stage, subject.id, subject.version, manifest)
    return ArchiveResult(subject, store.index().of(subject.id)[-1].sha256, added=True)


def _damage(store: ArchiveStore, label: str, name: str) -> list[Problem]:
    """What is not as it was written in the part of the archive that a further version would be linked to."""
    try:
        listed = store.index().releases
    except ValueError:
        return verify.examine(store, label).findings
    if not listed and store.holds_anything():
        # Some other folder, or an archive that lost its index: a new one would disown what is there.
        return verify.examine(store, label).findings
    return verify.examine(store, label, name).findings if name in listed or (store.folder / name).exists() else []


def _again(project: Project, subject: Subject, store: ArchiveStore, entry: Release) -> ArchiveResult:
    manifest = Manifest.read(saved.content(store.version(subject.id, subject.version) / MANIFEST))
    names = changed.changed(project, subject, store, manifest)
    if changes := list(changed.changes(project, subject, store, names)):
        raise Problems(changes)
    return ArchiveResult(subject, entry.sha256, added=False)


def _unreleased(project: Project, subject: Subject) -> Iterator[Problem]:
    source = project.sources[subject.path]
    if not subject.released:
        message, hint = "{status}: only versions in force can be archived", "set it to in-force once it is agreed"
        yield source.problem(("status",), message, hint=hint, status=subject.status)
    if not targets.targets(project, f"{subject.id}.*"):
        yield problem(subject.path, "it has no documents to archive")
    engine, usual = engines.used(project), registry.claims(engines.PDF)
    if lacking := [standard for standard in usual if standard not in registry.claims(engines.PDF, engine)]:
        message = N_("{subject}: PDFs by {engine} do not claim {standards}, as what is archived has to")
        where, hint = project.sources[MARK], N_("archive with the usual engine: take pdf_engine out")
        said = ", ".join(lacking)
        yield where.problem(("pdf_engine",), message, hint=hint, subject=subject.id, engine=engine, standards=said)


def _out_of_order(
    project: Project, subject: Subject, store: ArchiveStore, releases: tuple[Release, ...]
) -> Iterator[Problem]:
    if not releases:
        return
    source, newest = project.sources[subject.path], releases[-1].version
    day = Manifest.read(saved.content(store.version(subject.id, newest) / MANIFEST)).issued
    yield from changed.not_newly_dated(project, subject, newest, day)
    if rank(subject.version) <= rank(newest):
        message, hint = "{version} is not newer than {newest}, the latest archived version", "update version and issued"
        yield source.problem(("version",), message, hint=hint, version=subject.version, newest=newest)
    elif subject.supersedes not in (None, newest):
        message = "{version} is not {newest}, the latest archived version"
        hint = "archive each version when it is issued"
        yield source.problem(("supersedes",), message, hint=hint, version=subject.supersedes, newest=newest)
