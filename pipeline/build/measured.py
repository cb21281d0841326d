"""Composed documents → what is wrong on the pages that they would have, as a build would say it; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.base.assets import STYLE
from pipeline.base.problems import Problem
from pipeline.build import fingerprint, state, worker
from pipeline.build.document_buffer import DocumentBuffer, Ticket
from pipeline.build.plan import known_digests, located, look_of, lost
from pipeline.build.pools import results
from pipeline.build.scheduler import single
from pipeline.build.worker import Job, Setup
from pipeline.domain.targets import Target
from pipeline.reading.project import Project
from pipeline.selfcheck.finished import FinishedFile
from pipeline.writers import registry


def has_pages(target: Target) -> bool:
    """Whether a target is of a format that has pages."""
    return registry.chosen(target.format).paging is not None


def known(project: Project, selected: Iterable[Target]) -> dict[str, str]:
    """By document, the digest of what its template gave when all of its outputs were made as they would be now."""
    before = state.load(project.folder / "build")
    look = look_of(project)
    made_so = {name for name, made in before.fingerprints.items() if made.theme == look}
    outputs = {
        target.id
        for target in selected
        if target.id in made_so and before.fingerprints[target.id].writer == fingerprint.writer(target.format)
    }
    rendered = {name: digest for name, digest in before.rendered.items() if name in outputs}
    found = known_digests(selected, replace(before, rendered=rendered))
    return {document: digest for document, (digest, _) in found.items()}


class Finding(NamedTuple):
    """What is wrong on some pages or, where it is no `fault`, to be looked at."""

    problem: Problem
    fault: bool


def findings(project: Project, composed: Sequence[tuple[Target, Ticket]], buffer: DocumentBuffer) -> Iterator[Finding]:
    """What is found on the pages of documents whose trees stand in a buffer, each by a target that has pages."""
    if not composed:
        return
    targets = {target.id: target for target, _ in composed}
    jobs = (Job(target.id, target.format, buffer.kept(ticket)) for target, ticket in composed)
    pool = single(Setup(project.theme, project.assets.path(STYLE).parents[1]))
    try:
        for job, answer in results(pool, worker.measure, jobs):
            target = targets[job.target]
            if isinstance(answer, FinishedFile):
                yield from (Finding(located(said, target, project), True) for said in answer.complaints)
                yield from (Finding(located(said, target, project), False) for said in answer.remarks)
            else:
                yield Finding(lost(f"build/{target.path}", target.id, answer), True)
    finally:
        pool.shutdown(cancel_futures=True)
