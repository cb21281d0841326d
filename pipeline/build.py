"""Targets → files: what is stale is made anew, published whole, and recorded last."""

from __future__ import annotations

import concurrent.futures
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import filelock

from pipeline import fingerprint, markup, matrix, publishing, sources, state, worker
from pipeline.composition import Composer
from pipeline.errors import Problem, Problems, problem
from pipeline.fingerprint import Fingerprint
from pipeline.matrix import Target
from pipeline.project import Project
from pipeline.state import State
from pipeline.worker import Job
from pipeline.writers import Written

_WORTH_A_POOL = 4
"""Fewer outputs than this are made in this process: starting another costs as much as making them."""


@dataclass(frozen=True)
class Planned:
    """A target with its document and, where its output must be made anew, the reason."""

    target: Target
    html: str
    fingerprint: Fingerprint
    reason: str


@dataclass
class Summary:
    """What a build did, as target ids."""

    built: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)


Progress = Callable[[Planned], None]


def plan(project: Project, selected: Sequence[Target], output: Path, *, force: bool = False) -> list[Planned]:
    """Each selected target with why it is stale. Raises Problems with all that is wrong in any document."""
    return _judged(_composed(project, selected), state.load(output), output, force=force)


def _composed(project: Project, selected: Sequence[Target]) -> list[Planned]:
    """Each selected target with its document, not judged yet. Raises Problems with all that is wrong in any."""
    composer = Composer(project)
    look = fingerprint.look(project.theme, _sheet(project))
    problems: list[Problem] = []
    composed = []
    for target in selected:
        try:
            html = markup.html(composer.compose(target))
        except Problems as found:
            problems += found.problems
            continue
        composed.append(Planned(target, html, fingerprint.of(html, target.format, look), ""))
    if problems:
        raise Problems(problems)
    return composed


def _judged(composed: list[Planned], before: State, output: Path, *, force: bool) -> list[Planned]:
    """The same items, each with the reason for which its output must be made anew, if there is one."""
    otherwise = "forced" if force else ""
    return [
        replace(item, reason=before.reason(item.target, item.fingerprint, output) or otherwise) for item in composed
    ]


def build(
    project: Project,
    selected: Sequence[Target],
    output: Path,
    *,
    jobs: int = 0,
    force: bool = False,
    started: Callable[[list[Planned]], None] = lambda stale: None,
    finished: Progress = lambda item: None,
) -> Summary:
    """Makes what is stale among the selected targets, and removes outputs that no target asks for.

    `jobs` is the number of processes, 0 for as many as this process has CPUs. `started` is told
    what will be made, `finished` each item as it is done. An output that fails keeps its former
    file. Raises Problems before anything is written if any document is wrong.
    """
    composed = _composed(project, selected)
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problems([problem(output.name, "cannot be written: {reason}", reason=error.strerror)]) from None
    with filelock.FileLock(output / ".lock"):
        publishing.sweep(output)
        before = state.load(output)
        # Judged under the lock: another build may just have made what this one would make.
        planned = _judged(composed, before, output, force=force)
        stale = [item for item in planned if item.reason]
        summary = Summary(kept=[item.target.id for item in planned if not item.reason])
        started(stale)
        artifacts, fingerprints = dict(before.artifacts), dict(before.fingerprints)
        try:
            for item, written in _made(project, stale, jobs or available_cpus()):
                failures = _published(item, written, output)
                if not failures:
                    version = matrix.version(project, item.target)
                    artifacts[item.target.id] = state.artifact(
                        item.target, written.content, written.pages, version, item.fingerprint
                    )
                    fingerprints[item.target.id] = item.fingerprint
                    summary.built.append(item.target.id)
                summary.failed += failures
                finished(item)
        finally:
            wanted = {target.id for target in matrix.targets(project, review=True)}
            for name in [name for name in artifacts if name not in wanted]:
                (output / artifacts.pop(name).path).unlink(missing_ok=True)
                fingerprints.pop(name)
                summary.removed.append(name)
            libraries = {
                name: number for form in project.formats for name, number in fingerprint.versions(form).items()
            }
            state.save(output, State(artifacts, fingerprints), libraries)
    return summary


def available_cpus() -> int:
    """How many CPUs this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _made(project: Project, stale: list[Planned], jobs: int) -> Iterator[tuple[Planned, Written]]:
    """Each item with its finished file, as they come."""
    templates = project.folder / "templates"
    work = {Job(item.target.id, item.target.format, item.html): item for item in stale}
    if jobs == 1 or len(stale) < _WORTH_A_POOL:
        own = worker.Worker(project.theme, templates)
        for job, item in work.items():
            yield item, own.work(job)
        return
    spawn = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(
        min(jobs, len(stale)), mp_context=spawn, initializer=worker.start, initargs=(project.theme, templates)
    ) as executor:
        futures = {executor.submit(worker.run, job): item for job, item in work.items()}
        try:
            for future in concurrent.futures.as_completed(futures):
                yield futures[future], future.result()
        finally:
            executor.shutdown(wait=True, cancel_futures=True)


def _published(item: Planned, written: Written, output: Path) -> list[Problem]:
    """Puts a finished file in its place; what the writer complained of keeps it out."""
    if written.complaints:
        files = {
            "text": item.target.source,
            "look": f"templates/kinds/{item.target.kind}.html",
        }
        return [said.problem(item.target.id, files) for said in written.complaints]
    try:
        publishing.publish(output / item.target.path, written.content)
    except OSError as error:
        return [problem(f"{output.name}/{item.target.path}", "cannot be written: {reason}", reason=error.strerror)]
    return []


def _sheet(project: Project) -> str:
    name = "templates/theme/print.typ"
    return sources.text(project.folder / name, name)
