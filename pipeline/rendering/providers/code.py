"""What a creator accepts: a target comes in, the code of what its brief says goes out."""

from __future__ import annotations

from pipeline.domain.scopes import partnership_scope
from pipeline.domain.targets import Target
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> str:
    """The code; empty where the campaign has no records, in which it would be looked up."""
    if target.campaign not in project.agreements:
        return ""
    return partnership_scope(project, target.campaign, target.partnership).code


PROVIDER = Provider("partnership", provide)
