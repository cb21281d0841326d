"""An alignment call: a target comes in, what its papers say goes out."""

from __future__ import annotations

from pipeline.domain import call_sheet
from pipeline.domain.targets import Target
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> call_sheet.CallSheet:
    """The call of the target's campaign, as its party is told of it."""
    return call_sheet.call_sheet(project, target.campaign, target.party)


PROVIDER = Provider("campaign", provide)
