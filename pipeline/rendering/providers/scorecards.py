"""Scorecards: a target comes in, those of its campaign, its market or its partnership go out."""

from __future__ import annotations

from pipeline.domain import scorecards
from pipeline.domain.targets import Target
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> tuple[scorecards.Card, ...]:
    """The scorecards that the target may speak of."""
    return scorecards.cards(project, target.campaign, target.market, target.partnership)


PROVIDER = Provider("campaign", provide)
