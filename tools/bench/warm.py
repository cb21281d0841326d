"""CPU seconds of one PDF and of one DOCX where everything is loaded: python -m tools.bench.warm FOLDER."""

from __future__ import annotations

import pickle
import sys
import time
from pathlib import Path

from pipeline.build.worker import Job, Setup, Worker
from pipeline.checks import load
from pipeline.domain import targets
from pipeline.rendering.compose import Composer
from pipeline.selfcheck.claims import ProjectFacts

DOCUMENTS = 40
FIRST = 4
"""How many documents are written before the clock starts."""


def main(folder: Path) -> None:
    """Prints a line for each format."""
    project = load.load(folder)
    composer, register = Composer(project), ProjectFacts(project)
    worker = Worker(Setup(project.theme, project.assets, register.ledgers))
    jobs = [
        Job(target.id, target.format, pickle.dumps(composer.compose(target)), register.facts(target))
        for target in targets.targets(project)[:DOCUMENTS]
    ]
    for job in jobs[:FIRST]:
        worker.work(job)
    for form in ("pdf", "docx"):
        same = [job for job in jobs if job.format == form]
        begun = time.process_time()
        for job in same:
            worker.work(job)
        sys.stdout.write(f"{form} {(time.process_time() - begun) / len(same)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
