"""The formats that kinds of document ask for, and the engine of PDFs, against those that there are."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.base.problems import N_, Problem, Problems
from pipeline.build import engines
from pipeline.reading.location import MARK
from pipeline.reading.project import Project
from pipeline.writers import registry


def check_formats(project: Project, asked: str = "") -> None:
    """Raises Problems for each format of a kind that no writer makes, and for an engine that cannot work.

    `asked` is an engine that takes the place of the organization's.
    """
    problems: list[Problem] = []
    known = registry.names()
    for name, kind in project.kinds.items():
        source = project.sources[f"templates/kinds/{name}.html"]
        for index, form in enumerate(kind.formats):
            if form not in known:
                message, hint = N_('no documents in the format "{format}"'), ", ".join(known)
                problems.append(source.problem(("formats", index), message, hint="{known}", known=hint, format=form))
    problems += _engine_problems(project, engines.used(project, asked))
    if problems:
        raise Problems(problems)


def _engine_problems(project: Project, engine: str) -> Iterator[Problem]:
    """What keeps an engine from laying out PDFs here; nothing for the usual one."""
    known, source = registry.engines(engines.PDF), project.sources[MARK]
    if not engine or engine == known[0]:
        return
    if engine not in known:
        yield source.problem(
            ("pdf_engine",), "no PDFs by {engine}", hint="{known}", known=", ".join(known), engine=engine
        )
    elif packages := registry.missing(engines.PDF, engine):
        message, hint = N_("{engine} needs what this machine lacks: {packages}"), N_("apt-get install {packages}")
        yield source.problem(("pdf_engine",), message, hint=hint, engine=engine, packages=" ".join(packages))
