"""The numbers of a KPI one-pager: a target comes in, the sheet of its campaign goes out."""

from __future__ import annotations

from pipeline.domain import kpi_sheet
from pipeline.domain.targets import Target
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> kpi_sheet.Sheet:
    """The sheet of the target's campaign, in all of its markets or in the target's."""
    return kpi_sheet.sheet(project, project.campaigns[target.campaign], target.market)


PROVIDER = Provider("campaign", provide)
