"""The records of a campaign: a target comes in, what was agreed about its campaign goes out."""

from __future__ import annotations

from pipeline.domain.targets import Target
from pipeline.model.agreements import Agreements
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> Agreements:
    """The records of the target's campaign; empty where there are none."""
    return project.agreements.get(target.campaign) or Agreements()


PROVIDER = Provider("campaign", provide)
