"""A table's file and a campaign → what it would change, or is written; a campaign → its table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.base.files import publish_together

if TYPE_CHECKING:
    from pipeline.exchange.partnerships import Proposal
    from pipeline.exchange.tracker_reading import ReadTracker
    from pipeline.reading.project import Project


def read_partnerships(project: Project, campaign: str, path: Path, sheet: str = "") -> Proposal:
    """What a table of a campaign's partnerships would change. Raises Problems with every cell that is wrong."""
    from pipeline.exchange import file, partnerships
    from pipeline.exchange.headings import Headings
    from pipeline.workspace import new

    headings = Headings(project)
    table = headings.headed(file.sheets(path, headings.score), path.name, sheet)
    issued = project.campaigns[campaign].issued
    return partnerships.proposal(project, campaign, table, lambda kind, name: new.written(project, kind, name, issued))


def partnerships(project: Project, campaign: str, language: str, *, as_csv: bool = False) -> bytes:
    """The table of a campaign's partnerships, its headings in one language, as an XLSX workbook or CSV."""
    from pipeline.exchange import export, spreadsheet

    table = export.table(project, campaign, language)
    return spreadsheet.delimited(table) if as_csv else spreadsheet.workbook(table, campaign)


def tracker(project: Project, campaign: str, language: str) -> bytes:
    """The workbook in which what came of a campaign is filled in, its headings in one language."""
    from pipeline.exchange import tracker, tracker_book

    return tracker_book.workbook(tracker.tracker(project, campaign, language))


def read_tracker(project: Project, campaign: str, path: Path) -> ReadTracker:
    """What a tracker that people filled in changes. Raises Problems with every cell that cannot be taken."""
    from pipeline.exchange import file, tracker_reading
    from pipeline.workspace import new

    start = "" if campaign in project.results else new.written(project, "result", campaign)
    return tracker_reading.read(project, campaign, file.every_sheet(path), path.name, start)


def write(project: Project, proposal: Proposal | ReadTracker) -> None:
    """Writes what a table changes: all of its files, or none. Raises OSError."""
    publish_together({project.folder / name: text.encode() for name, text in proposal.texts.items()})
