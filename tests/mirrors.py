"""Writers that give back the document they were given; processes import this module by its name."""

from __future__ import annotations

import pickle
from pathlib import Path

from pipeline.build import worker
from pipeline.build.worker import Worker
from pipeline.document.tree import Document
from pipeline.model.theme import Theme
from pipeline.writers import Written


class Mirror:
    """A writer whose files are pickled documents."""

    def write(self, document: Document) -> Written:
        """The document itself."""
        return Written(pickle.dumps(document))


def mirroring(theme: Theme, templates: Path, formats: tuple[str, ...]) -> Worker:
    """A worker whose writers are mirrors."""
    made = Worker(theme, templates)
    made._writers |= dict.fromkeys(formats, Mirror())
    return made


def start(theme: Theme, templates: Path, formats: tuple[str, ...]) -> None:
    """Sets up this process as a worker whose writers are mirrors."""
    worker._worker = mirroring(theme, templates, formats)
