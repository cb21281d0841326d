"""The tracker of a campaign: a target comes in, what its workbook shows goes out."""

from __future__ import annotations

from pipeline.domain.targets import Target
from pipeline.domain.tracker import TrackerSheet, tracker_sheet
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> TrackerSheet:
    """What the tracker of the target's campaign shows."""
    return tracker_sheet(project, target.campaign)


PROVIDER = Provider("campaign", provide)
