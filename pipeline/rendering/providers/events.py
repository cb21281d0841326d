"""The dates of one partnership for calendars: a target comes in, the steps that its brief prints go out."""

from __future__ import annotations

from pipeline.domain import agreement
from pipeline.domain.dated_steps import DatedStep, dated_steps
from pipeline.domain.targets import Target
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> tuple[DatedStep, ...]:
    """The dated steps of the target's partnership."""
    campaign = project.campaigns[target.campaign]
    agreed = agreement.agreement(project, campaign, campaign.partnerships[target.partnership])
    return tuple(dated_steps(campaign, target.partnership, agreed))


PROVIDER = Provider("partnership", provide)
