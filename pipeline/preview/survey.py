"""A folder → what takes long to know of it: everything that is wrong, which outputs are stale, who agreed to what."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pipeline.base.problems import Problem, Problems, problem
from pipeline.checks import load
from pipeline.domain.targets import targets
from pipeline.reading.project import Project
from pipeline.services.agreement_status import campaign_status
from pipeline.services.archive_folder import ArchiveFolder
from pipeline.services.check import check
from pipeline.services.status import status

_BEHIND = 5
"""A third of the time that a page gets while both are made, and all that nobody else wants."""


@dataclass(frozen=True)
class Agreed:
    """How far a campaign has come: its status, how many of the asked have approved, what is next."""

    version: str
    status: str
    approved: int
    asked: int
    next: Problem | None = None


@dataclass(frozen=True)
class Survey:
    """All that was found. `states` says of each output why it is stale, with the empty text where it is not."""

    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    states: Mapping[str, str] = field(default_factory=dict)
    failed: frozenset[str] = frozenset()
    agreed: Mapping[str, Agreed] = field(default_factory=dict)

    @cached_property
    def outputs(self) -> Mapping[str, Mapping[str, str]]:
        """The states of the outputs of each document."""
        found: dict[str, dict[str, str]] = {}
        for id_, reason in self.states.items():
            found.setdefault(id_.rpartition(".")[0], {})[id_] = reason
        return found


def start() -> None:
    """Has this process stand back behind those for which somebody waits, where the system can have it so."""
    if hasattr(os, "nice"):
        os.nice(_BEHIND)


def survey(root: Path) -> Survey:
    """What there is to know of the project in a folder now. What cannot be read leaves the rest unknown."""
    try:
        project = load.load(root)
    except Problems as wrong:
        return Survey(wrong.problems)
    agreed = {name: _agreed(project, name) for name in project.campaigns}
    try:
        found = check(project, targets(project), ArchiveFolder.of(root))
    except Problems as wrong:
        return Survey(wrong.problems, agreed=agreed)
    if found.problems:
        return Survey(Problems(found.problems).problems, found.warnings, agreed=agreed)
    outputs = status(root, (), "", load=lambda folder: project)
    return Survey(
        (),
        found.warnings,
        {each.id: each.reason for each in outputs},
        frozenset(each.id for each in outputs if each.failed),
        agreed,
    )


def _agreed(project: Project, name: str) -> Agreed:
    found = campaign_status(project, name)
    standings = [standing for scope in found.scopes for standing in scope.standings]
    approved = sum(standing.state == "approved" for standing in standings)
    unmet = next(iter(found.awaited), found.next)
    told = problem("", unmet.message, hint=unmet.hint, **dict(unmet.values)) if found.recorded else None
    return Agreed(found.version, found.status, approved, len(standings) if found.recorded else 0, told)
