"""What creators expect: a target comes in, the question to its creator or what all said goes out."""

from __future__ import annotations

from pipeline.domain import view_sheet
from pipeline.domain.targets import Target
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> view_sheet.ViewSheet:
    """What is asked of the target's partnership, or what all creators of its campaign said."""
    return view_sheet.view_sheet(project, target.campaign, target.partnership)


PROVIDER = Provider("campaign", provide)
