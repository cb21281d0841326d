"""What differs between markets: a target comes in, the diagnostic of its campaign goes out."""

from __future__ import annotations

from pipeline.domain import diagnostic
from pipeline.domain.targets import Target
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> diagnostic.Diagnostic:
    """The diagnostic of the target's campaign."""
    return diagnostic.diagnostic(project, target.campaign)


PROVIDER = Provider("campaign", provide)
