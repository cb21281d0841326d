"""Archived sources → what they say by the program as it is now: what people wrote, apart from what the program says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pipeline.base.assets import LOWER, SHARED, Assets
from pipeline.checks import load
from pipeline.reading.project import Project

_SHARED = tuple(f"{part}/" for part in SHARED)


def read(sources: Path, project: Project) -> Project:
    """The project of archived sources, with templates and languages of the program that makes `project` now.

    What was the user's own among them is the archive's. Raises Problems.
    """
    program = project.assets.program or project.assets.project
    return load.load(sources, Assets(program) if _is_content_alone(sources, project) else Assets(sources, program))


def with_present_status(was: Project, project: Project, campaign: str) -> Project:
    """An archived project that is as far as the present one: that a campaign ended is no change of what it promised."""
    if campaign not in was.campaigns or campaign not in project.campaigns:
        return was
    status = project.campaigns[campaign].status
    campaigns = {**was.campaigns, campaign: was.campaigns[campaign].model_copy(update={"status": status})}
    kept = {name: entries for name, entries in project.agreements.items() if name == campaign}
    return replace(was, campaigns=campaigns, agreements={**was.agreements, **kept})


def own(sources: Path, project: Project, names: Iterable[str]) -> list[str]:
    """Those of some archived names that people of the project write, and no version of the program brings along."""
    programs = (f"{LOWER}/", *(_SHARED if _is_content_alone(sources, project) else ()))
    return [name for name in names if not name.startswith(programs)]


def _is_content_alone(sources: Path, project: Project) -> bool:
    """Whether no template or language in an archive is the user's own.

    In a clone all of them are the program's. What was archived there does not say so; in a workspace that has none of
    its own they are the program's as well.
    """
    in_a_clone = not (sources / LOWER).is_dir() and not any((project.folder / part).exists() for part in SHARED)
    return project.assets.program is None or in_a_clone
