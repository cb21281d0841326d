"""Project → everything that is wrong with it, and everything to look at; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable
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


def check(project: Project, selected: Iterable[Target], archive: ArchiveFolder, campaign: str = "") -> Checked:
    """What is wrong with selected documents, and the warnings of a campaign, or of all. Raises Problems for formats."""
    from pipeline.build.formats import check_formats
    from pipeline.checks import warnings

    selected = list(selected)
    check_formats(project)
    # What cannot be composed has been said; what changed in it cannot be.
    problems = _unreadable(project, selected) or archive.revised(project, selected)
    looked_at = [*warnings.warnings(project, campaign), *archive.removed(project, campaign)]
    return Checked(tuple(problems), tuple(looked_at))


def _unreadable(project: Project, selected: Iterable[Target]) -> list[Problem]:
    """What keeps documents from being composed."""
    from pipeline.build import isolation
    from pipeline.rendering.compose import Composer

    # One format of each document is enough: none of them has a say in it.
    documents = list({target.document: target for target in selected}.values())
    return [found for item in isolation.read(Composer(project), documents) for found in item.problems]
