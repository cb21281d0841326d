"""What is decided of a campaign by when: a target comes in, the days of its campaign or its market go out."""

from __future__ import annotations

from pipeline.domain import decisions
from pipeline.domain.targets import Target
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> decisions.Decisions:
    """The decisions of the target's campaign, in all of its markets or in the target's."""
    return decisions.decisions(project, target.campaign, target.market)


PROVIDER = Provider("campaign", provide)
