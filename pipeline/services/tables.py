"""A table's file and a campaign → what it would change, or is written; a campaign → its table."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.base.files import publish_together
from pipeline.base.problems import N_, Problems, problem

if TYPE_CHECKING:
    from pipeline.domain.targets import Target
    from pipeline.exchange.partnerships import Proposal
    from pipeline.exchange.tracker_reading import ReadTracker
    from pipeline.reading.project import Project
    from pipeline.services.build import ShowProgress

FORMAT, NEED = "xlsx", "workbook"
"""The format of a tracker, and what its template needs."""


def read_partnerships(project: Project, campaign: str, path: Path, sheet: str = "") -> Proposal:
    """What a table of a campaign's partnerships would change. Raises Problems with every cell that is wrong."""
    from pipeline.exchange import file, partnerships
    from pipeline.exchange.headings import Headings
    from pipeline.workspace import new

    headings = Headings(project)
    table = headings.headed(file.sheets(path, headings.score), path.name, sheet)
    issued, known = project.campaigns[campaign].issued, _with_a_creator(project)
    start = cache(lambda kind, name: new.written(known if kind == "campaign" else project, kind, name, issued))
    return partnerships.proposal(project, campaign, table, start)


def _with_a_creator(project: Project) -> Project:
    """A project that has a creator, as those in the table may be its first: a campaign's starting file names one."""
    from pipeline.checks import load
    from pipeline.workspace import new

    if project.creators:
        return project
    first = {"content/creators/first.yaml": new.written(project, "creator", "first")}
    return load.examine(project.folder, first)[0] or project


def partnerships(project: Project, campaign: str, language: str, *, as_csv: bool = False) -> bytes:
    """The table of a campaign's partnerships, its headings in one language, as an XLSX workbook or CSV."""
    from pipeline.exchange import export, spreadsheet

    table = export.table(project, campaign, language)
    return spreadsheet.delimited(table) if as_csv else spreadsheet.workbook(table, campaign)


def tracker(project: Project, campaign: str, language: str, show: ShowProgress) -> Path:
    """The workbook in which what came of a campaign is filled in, up to date among all that is built.

    Its headings are in the given language, or in the first one that the campaign speaks. Raises Problems.
    """
    from pipeline.services.build import build_whole

    target = tracker_target(project, campaign, language)
    build_whole(project, [target], show)
    return project.folder / "build" / target.path


def tracker_target(project: Project, campaign: str, language: str) -> Target:
    """The tracker of a campaign in a language. Raises Problems where there is none."""
    from pipeline.domain import targets

    kinds = {name for name, kind in project.kinds.items() if NEED in kind.needs}
    found = [
        target
        for target in targets.targets(project, campaign=campaign)
        if target.kind in kinds and target.format == FORMAT
    ]
    if not found:
        message, hint = N_("no kind of document is a tracker"), N_("leave it among kinds:")
        raise Problems([problem(f"content/campaigns/{campaign}.yaml", message, hint=hint)])
    return next((target for target in found if target.language.lower() == language.lower()), found[0])


def read_tracker(project: Project, campaign: str, path: Path) -> ReadTracker:
    """What a tracker that people filled in changes. Raises Problems with every cell that cannot be taken."""
    from pipeline.exchange import file, tracker_reading
    from pipeline.workspace import new

    start = "" if campaign in project.results else new.written(project, "result", campaign)
    return tracker_reading.read(project, campaign, file.every_sheet(path), path.name, start)


def write(project: Project, proposal: Proposal | ReadTracker) -> None:
    """Writes what a table changes: all of its files, or none. Raises OSError."""
    publish_together({project.folder / name: text.encode() for name, text in proposal.texts.items()})
