"""The plans of a campaign: a target comes in, those that its view shows go out."""

from __future__ import annotations

from pipeline.domain import plan_sheet
from pipeline.domain.targets import Target
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> plan_sheet.PlanSheet:
    """The plan of the target's partnership, of its market's, or of the tightest of each market."""
    campaign = project.campaigns[target.campaign]
    return plan_sheet.plan_sheet(project, campaign, target.market, target.partnership)


PROVIDER = Provider("campaign", provide)
