"""The work of one process: documents composed, files written; libraries, fonts and templates loaded once."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.document.tree import Document
from pipeline.model.theme import Theme
from pipeline.selfcheck.facts import Facts
from pipeline.selfcheck.finished import Finished, Inspector
from pipeline.selfcheck.ledger import Ledger
from pipeline.writers.registry import Writers

if TYPE_CHECKING:
    from pipeline.domain.targets import Target
    from pipeline.rendering.compose import Composed, Composer


@dataclass(frozen=True)
class Job:
    """One output to make: the target's id, its format, its pickled Document, and what the finished file must say."""

    target: str
    format: str
    tree: bytes
    facts: Facts | None = None


@dataclass(frozen=True)
class Task:
    """Documents to compose, one target of each: `project` is a pickled Project that holds what they speak of.

    `names` and `known` are what Composer takes.
    """

    project: bytes
    names: frozenset[str]
    targets: tuple[Target, ...]
    known: Mapping[str, str]


class Worker:
    """Makes outputs, one after the other."""

    def __init__(self, writers: Writers, ledgers: Mapping[str, Ledger] | None = None) -> None:
        self._writers = writers
        self._inspector = Inspector(writers, ledgers or {})
        self._composer: tuple[bytes, Composer] | None = None

    def load(self, formats: Iterable[str]) -> None:
        """Loads the writers of some formats, which are else loaded with the first document of each."""
        for form in formats:
            self._writers.writer(form)

    def work(self, job: Job) -> Finished:
        """The finished file of a job."""
        return self.made(pickle.loads(job.tree), job.format, job.facts)  # noqa: S301 - our own

    def made(self, document: Document, form: str, facts: Facts | None = None) -> Finished:
        """The finished file of a document, read again for what it must say and for what it must not."""
        return self._inspector.finished(self._writers.writer(form).write(document), form, document, facts)

    def compose(self, task: Task) -> list[Composed]:
        """The documents of a task."""
        # A process that only writes need not load what composes.
        from pipeline.rendering.compose import Composer

        if self._composer is None or self._composer[0] != task.project:
            self._composer = task.project, Composer(pickle.loads(task.project), task.names)  # noqa: S301 - our own
        return list(self._composer[1].composed(task.targets, task.known))


_worker: Worker | None = None


def start(
    theme: Theme,
    templates: Path,
    formats: Iterable[str] = (),
    ledgers: Mapping[str, Ledger] | None = None,
    engine: str = "",
) -> None:
    """Sets up this process as a worker; to be called once in each. The writers of `formats` are loaded at once.

    `ledgers` say by language what belongs to whom; jobs with facts need them.
    """
    global _worker
    _worker = Worker(Writers(theme, templates, engine), ledgers)
    _worker.load(formats)


def run(job: Job) -> Finished:
    """The finished file of a job, made by this process's worker."""
    return _own().work(job)


def compose(task: Task) -> list[Composed]:
    """The documents of a task, composed by this process's worker."""
    return _own().compose(task)


def _own() -> Worker:
    if _worker is None:
        raise RuntimeError("start() comes first")
    return _worker
