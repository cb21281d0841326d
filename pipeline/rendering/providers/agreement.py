"""One partnership worked out: a target comes in, what was agreed goes out."""

from __future__ import annotations

from pipeline.domain import agreement
from pipeline.domain.targets import Target
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> agreement.Agreement:
    """What the target's partnership agreed on."""
    campaign = project.campaigns[target.campaign]
    return agreement.agreement(project, campaign, campaign.partnerships[target.partnership])


PROVIDER = Provider("partnership", provide)
