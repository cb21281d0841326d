"""The checkpoints of a campaign: a target comes in, the sheet of its campaign goes out."""

from __future__ import annotations

from pipeline.domain import checkpoint_sheet
from pipeline.domain.targets import Target
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> checkpoint_sheet.CheckpointSheet:
    """The checkpoints of the target's campaign."""
    return checkpoint_sheet.checkpoint_sheet(project, target.campaign)


PROVIDER = Provider("campaign", provide)
