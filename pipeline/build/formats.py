"""The formats that kinds of document ask for against those that can be written."""

from __future__ import annotations

from pipeline.base.problems import N_, Problems
from pipeline.reading.project import Project
from pipeline.writers import registry


def check_formats(project: Project) -> None:
    """Raises Problems for each format of a kind that no writer makes."""
    problems, known = [], registry.names()
    for name, kind in project.kinds.items():
        source = project.sources[f"templates/kinds/{name}.html"]
        for index, form in enumerate(kind.formats):
            if form not in known:
                message, hint = N_('no documents in the format "{format}"'), ", ".join(known)
                problems.append(source.problem(("formats", index), message, hint="{known}", known=hint, format=form))
    if problems:
        raise Problems(problems)
