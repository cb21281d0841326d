"""What came of a campaign: a target comes in, the sheet of its review goes out."""

from __future__ import annotations

from pipeline.domain import review_sheet
from pipeline.domain.targets import Target
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> review_sheet.ReviewSheet:
    """The review of the target's campaign, in all of its markets or in the target's."""
    return review_sheet.review_sheet(project, target.campaign, target.view, target.market, target.partnership)


PROVIDER = Provider("campaign", provide)
