"""A whole campaign, its markets side by side: a target comes in, the overview of its campaign goes out."""

from __future__ import annotations

from pipeline.domain import overview
from pipeline.domain.targets import Target
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> overview.Overview:
    """The overview of the target's campaign."""
    return overview.overview(project, project.campaigns[target.campaign])


PROVIDER = Provider("campaign", provide)
