"""What a campaign's plan is spent on: a target comes in, the costs of its campaign by kind go out."""

from __future__ import annotations

from pipeline.domain import kpi_sheet, spending
from pipeline.domain.targets import Target
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> spending.Spending | None:
    """The costs of the target's campaign; None where its plan does not say them."""
    campaign = project.campaigns[target.campaign]
    return spending.spending(campaign, kpi_sheet.sheet(project, campaign))


PROVIDER = Provider("campaign", provide)
