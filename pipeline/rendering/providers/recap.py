"""What one side confirms: a target comes in, the sheet of its party goes out."""

from __future__ import annotations

from pipeline.domain import recap_sheet
from pipeline.domain.targets import Target
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> recap_sheet.RecapSheet:
    """The sheet of the target's party."""
    return recap_sheet.recap_sheet(project, target.campaign, target.party)


PROVIDER = Provider("party", provide)
