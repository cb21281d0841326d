"""What sides agreed on: a target comes in, the sheet of its campaign's alignment goes out."""

from __future__ import annotations

from pipeline.domain import alignment_sheet
from pipeline.domain.targets import Target
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> alignment_sheet.AlignmentSheet:
    """The sheet of the target's campaign."""
    return alignment_sheet.alignment_sheet(project, target.campaign)


PROVIDER = Provider("campaign", provide)
