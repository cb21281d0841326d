"""The work of one process: a document's HTML in, a finished file out, libraries and fonts loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline import reader
from pipeline.theme import Theme
from pipeline.writers import Writer, Written, writer


@dataclass(frozen=True)
class Job:
    """One output to make: the target's id, its format and its document as HTML."""

    target: str
    format: str
    html: str


class Worker:
    """Makes outputs, one after the other."""

    def __init__(self, theme: Theme, templates: Path) -> None:
        self._theme = theme
        self._templates = templates
        self._writers: dict[str, Writer] = {}

    def work(self, job: Job) -> Written:
        """The finished file of a job."""
        if job.format not in self._writers:
            self._writers[job.format] = writer(job.format, self._theme, self._templates)
        return self._writers[job.format].write(reader.read(job.html, self._theme.roles, job.target))


_worker: Worker | None = None


def start(theme: Theme, templates: Path) -> None:
    """Sets up this process as a worker; to be called once in each."""
    global _worker
    _worker = Worker(theme, templates)


def run(job: Job) -> Written:
    """The finished file of a job, made by this process's worker."""
    if _worker is None:
        raise RuntimeError("start() comes first")
    return _worker.work(job)
