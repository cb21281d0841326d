"""Project → everything that is wrong with it, and everything to look at; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.base.problems import Problem
from pipeline.services.archive_folder import ArchiveFolder

if TYPE_CHECKING:
    from pipeline.domain.targets import Target
    from pipeline.reading.project import Project


@dataclass(frozen=True)
class Checked:
    """What is wrong with a project, and what to look at before it is printed."""

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    unrecorded: tuple[str, ...] = ()
    """The campaigns at work in a project that keeps of none who agreed to what."""


def check(project: Project, selected: Iterable[Target], archive: ArchiveFolder, campaign: str = "") -> Checked:
    """What is wrong with selected documents, and the warnings of a campaign, or of all. Raises Problems for formats."""
    from pipeline.build.formats import check_formats
    from pipeline.checks import warnings

    selected = list(selected)
    check_formats(project)
    looked_at = [*warnings.warnings(project, campaign), *archive.removed(project, campaign)]
    unrecorded = () if project.agreements else tuple(_at_work(project))
    return Checked(tuple(_problems(project, selected, archive)), tuple(looked_at), unrecorded)


def _at_work(project: Project) -> Iterator[str]:
    """The campaigns that are more than a draft."""
    from pipeline.domain import progress

    for name, campaign in project.campaigns.items():
        if campaign.status in (progress.IN_REVIEW, progress.IN_FORCE):
            yield name


def _problems(project: Project, selected: Sequence[Target], archive: ArchiveFolder) -> list[Problem]:
    """What keeps documents from being composed, what changed under an archived version, and what does not fit."""
    from pipeline.build import isolation, measured
    from pipeline.build.document_buffer import DocumentBuffer
    from pipeline.rendering.compose import Composer

    documents, known = _documents(selected), measured.known(project, selected)
    found, composed, fit = list[Problem](), [], dict[str, str]()
    with DocumentBuffer() as buffer:
        for item in isolation.checked(Composer(project), list(documents.values()), known):
            found += item.problems
            target = documents[item.document]
            if not item.problems:
                fit[item.document] = item.rendered
            if item.tree is not None and measured.has_pages(target):
                composed.append((target, buffer.keep(item.tree)))
        # What cannot be composed has been said; what changed in it cannot be.
        found += [] if found else archive.revised(project, documents.values())
        for target, said in measured.problems(project, composed, buffer):
            found += said
            if said:
                del fit[target.document]
    measured.keep(project, fit)
    return found


def _documents(selected: Iterable[Target]) -> dict[str, Target]:
    """One target of each document by its id, for no format has a say in it: one that has pages, where there is any."""
    from pipeline.build import measured

    found: dict[str, Target] = {}
    for target in selected:
        if target.document not in found or measured.has_pages(target):
            found[target.document] = target
    return found
