"""Who approved what: a target comes in, the sheet of its campaign's approvals goes out."""

from __future__ import annotations

from pipeline.domain import approval_sheet
from pipeline.domain.targets import Target
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> approval_sheet.ApprovalSheet:
    """The sheet of the target's campaign in its language."""
    return approval_sheet.approval_sheet(project, target.campaign, target.language)


PROVIDER = Provider("campaign", provide)
