"""Composed documents → what is wrong on the pages that they would have, as a build would say it; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.base.digests import of_texts
from pipeline.base.problems import Problem
from pipeline.build import engines, fingerprint, fitting, state, worker
from pipeline.build.document_buffer import DocumentBuffer, Ticket
from pipeline.build.plan import known_digests, located, look_of, lost
from pipeline.build.pools import results
from pipeline.build.scheduler import single
from pipeline.build.worker import Job
from pipeline.domain.targets import Target
from pipeline.reading.project import Project
from pipeline.selfcheck.finished import FinishedFile
from pipeline.writers import registry


def has_pages(target: Target) -> bool:
    """Whether a target is of a format that has pages."""
    return registry.chosen(target.format).paging is not None


def known(project: Project, selected: Iterable[Target]) -> dict[str, str]:
    """By document, the digest of what its template gave when it was found to fit: by a check, or by a build."""
    return {**_built(project, selected), **fitting.known(project.folder, _setting(project))}


def keep(project: Project, rendered: Mapping[str, str]) -> None:
    """Keeps the digests of documents that were found to fit, so that a later check need not set them again."""
    fitting.keep(project.folder, _setting(project), rendered)


def _setting(project: Project) -> str:
    """The digest of what pages depend on beside what a template gives."""
    return of_texts(look_of(project), fingerprint.writer("pdf", engines.used(project)))


def _built(project: Project, selected: Iterable[Target]) -> dict[str, str]:
    """By document, the digest of what its template gave when all of its outputs were made as they would be now."""
    before = state.load(project.folder / "build")
    look = look_of(project)
    made_so = {name for name, made in before.fingerprints.items() if made.theme == look}
    engine = engines.used(project)
    outputs = {
        target.id
        for target in selected
        if target.id in made_so and before.fingerprints[target.id].writer == fingerprint.writer(target.format, engine)
    }
    rendered = {name: digest for name, digest in before.rendered.items() if name in outputs}
    found = known_digests(selected, replace(before, rendered=rendered))
    return {document: digest for document, (digest, _) in found.items()}


def problems(
    project: Project, composed: Sequence[tuple[Target, Ticket]], buffer: DocumentBuffer
) -> Iterator[tuple[Target, tuple[Problem, ...]]]:
    """What is wrong on the pages of each document whose tree stands in a buffer, by a target that has pages."""
    if not composed:
        return
    targets = {target.id: target for target, _ in composed}
    jobs = (Job(target.id, target.format, buffer.kept(ticket)) for target, ticket in composed)
    pool = single(engines.setup(project))
    try:
        for job, answer in results(pool, worker.measure, jobs):
            target = targets[job.target]
            if isinstance(answer, FinishedFile):
                yield target, tuple(located(said, target, project) for said in answer.complaints)
            else:
                yield target, (lost(f"build/{target.path}", target.id, answer),)
    finally:
        pool.shutdown(cancel_futures=True)
