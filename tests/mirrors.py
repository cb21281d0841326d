"""Formats whose files are the documents they were made from; processes import this module by its name."""

from __future__ import annotations

import pickle

from pipeline.base.problems import Problems, problem
from pipeline.build import worker
from pipeline.build.worker import Setup
from pipeline.document.traversal import lines
from pipeline.document.tree import Document
from pipeline.writers import Reading, WriterResult, registry
from pipeline.writers.registry import Format, Writers


class Mirror:
    """A writer whose files are pickled documents."""

    def write(self, document: Document) -> WriterResult:
        """The document itself."""
        return WriterResult(pickle.dumps(document))


def made(own: Writers) -> Mirror:
    """The writer of a mirror."""
    return Mirror()


def reading(content: bytes) -> Reading:
    """What a mirror says."""
    return Reading("\n".join(lines(pickle.loads(content).blocks)), "")


def mirrors(*names: str) -> tuple[Format, ...]:
    """The entries of formats of some names whose files are mirrors: they have no pages."""
    return tuple(Format(name, "mirror", made, reading, libraries=("click",)) for name in names)


def start(setup: Setup) -> None:
    """Sets up this process as a worker whose every format is a mirror."""
    registry.FORMATS = mirrors(*setup.formats)
    worker.start(setup)


def refuse() -> None:
    """A job that is wrong."""
    raise Problems([problem("a.yaml", "is wrong", line=2)])


def fill() -> None:
    """A job that needs more memory than there is."""
    raise MemoryError
