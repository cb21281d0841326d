"""What rules say of deliverables: a target comes in, the parts that its view shows go out."""

from __future__ import annotations

from pipeline.domain import rule_sheet
from pipeline.domain.targets import Target
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> tuple[rule_sheet.RulePart, ...]:
    """The part of the target's partnership, or those of all."""
    return rule_sheet.rule_sheet(project, project.campaigns[target.campaign], target.partnership)


PROVIDER = Provider("campaign", provide)
