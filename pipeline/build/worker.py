"""The work of one process: documents composed, files written; libraries, fonts and templates loaded once."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, Self

from pipeline.base.assets import Assets
from pipeline.base.digests import of_bytes
from pipeline.build import child
from pipeline.document.tree import Document
from pipeline.model.theme import Theme
from pipeline.selfcheck.facts import Facts
from pipeline.selfcheck.finished import FileInspector, FinishedFile
from pipeline.selfcheck.ledger import Ledger
from pipeline.writers.registry import Writers

if TYPE_CHECKING:
    from pipeline.domain.targets import Target
    from pipeline.rendering.compose import ComposedDocument, Composer


@dataclass(frozen=True)
class Setup:
    """Everything a worker is made from, which can be pickled.

    `ledgers` say by language what belongs to whom: jobs with facts need them. The writers of `formats` are loaded at
    once, the others with the first document of each. `engine` is what Writers takes.
    """

    theme: Theme
    assets: Assets
    ledgers: Mapping[str, Ledger] = field(default_factory=dict)
    formats: tuple[str, ...] = ()
    engine: str = ""


class PickledSetup(NamedTuple):
    """A setup, pickled, with the digest by which a process knows that it has it."""

    digest: str
    content: bytes

    @classmethod
    def of(cls, setup: Setup) -> Self:
        """A setup, to be sent along with each job."""
        content = pickle.dumps(setup)
        return cls(of_bytes(content), content)


@dataclass(frozen=True)
class Job:
    """One output to make: the target's id, its format, its pickled Document, and what the finished file must say."""

    target: str
    format: str
    tree: bytes
    facts: Facts | None = None


@dataclass(frozen=True)
class CompositionTask:
    """Documents to compose, one target of each: `project` is a pickled Project that holds what they speak of.

    `names` and `known` are what Composer takes.
    """

    project: bytes
    names: frozenset[str]
    targets: tuple[Target, ...]
    known: Mapping[str, str]


class Worker:
    """Makes outputs, one after the other."""

    def __init__(self, setup: Setup) -> None:
        self._assets = setup.assets
        self._writers = Writers(setup.theme, setup.assets, setup.engine)
        self._inspector = FileInspector(self._writers, setup.ledgers)
        self._composer: tuple[bytes, Composer] | None = None
        for form in setup.formats:
            self._writers.writer(form)

    def work(self, job: Job) -> FinishedFile:
        """The finished file of a job."""
        return self.finish(pickle.loads(job.tree), job.format, job.facts)  # noqa: S301 - our own

    def finish(self, document: Document, form: str, facts: Facts | None = None) -> FinishedFile:
        """The finished file of a document, read again for what it must say and for what it must not."""
        return self._inspector.finished(self._writers.writer(form).write(document), form, document, facts)

    def measure(self, job: Job) -> FinishedFile:
        """What is wrong on the pages that the document of a job would have; no file is written."""
        return self._inspector.measured(pickle.loads(job.tree))  # noqa: S301 - our own

    def compose(self, task: CompositionTask) -> list[ComposedDocument]:
        """The documents of a task."""
        # A process that only writes need not load what composes.
        from pipeline.rendering.compose import Composer

        if self._composer is None or self._composer[0] != task.project:
            project = pickle.loads(task.project)  # noqa: S301 - our own
            # On another machine its files are where this worker was told.
            here = replace(project, folder=self._assets.project, assets=self._assets)
            self._composer = task.project, Composer(here, task.names)
        return list(self._composer[1].composed(task.targets, task.known))


_worker: Worker | None = None
_packed = ""
"""The digest of the setup that this process's worker was sent with a job."""

_ONE_AT_A_TIME = threading.Lock()


def start(setup: Setup) -> None:
    """Sets up this process as a worker; to be called once in each."""
    global _worker, _packed
    _worker, _packed = Worker(setup), ""


def run_request(setup: PickledSetup, request: bytes) -> bytes:
    """The answer to a request, as of `child`, from a process that nobody has set up: its worker is kept for the next.

    A worker does one job at a time, also where its process has several threads.
    """
    global _packed
    with _ONE_AT_A_TIME:
        if _packed != setup.digest:
            start(pickle.loads(setup.content))  # noqa: S301 - our own
            _packed = setup.digest
        return child.answer(child.run, request)


def run(job: Job) -> FinishedFile:
    """The finished file of a job, made by this process's worker."""
    return _own().work(job)


def measure(job: Job) -> FinishedFile:
    """What is wrong on the pages of a job's document, found by this process's worker."""
    return _own().measure(job)


def compose(task: CompositionTask) -> list[ComposedDocument]:
    """The documents of a task, composed by this process's worker."""
    return _own().compose(task)


def _own() -> Worker:
    if _worker is None:
        raise RuntimeError("start() comes first")
    return _worker
