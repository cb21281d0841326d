"""What was authored for a campaign: a target comes in, its texts go out by file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.domain.targets import Target
from pipeline.reading.authored import Authored, authored
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> Mapping[str, tuple[Authored, ...]]:
    """The texts of the target's campaign and of its markets."""
    markets = project.campaigns[target.campaign].markets
    files = (target.source, *(f"content/markets/{name}.yaml" for name in markets))
    return MappingProxyType({name: tuple(authored(project, [name])) for name in files})


PROVIDER = Provider("campaign", provide)
