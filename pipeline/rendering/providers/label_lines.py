"""The ad label of each market: a document in some language comes in, the lines that posts carry go out by market."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.domain.labels import LabelLine, usual_lines
from pipeline.domain.targets import Target
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, _target: Target) -> Mapping[str, tuple[LabelLine, ...]]:
    """The label's lines of every market."""
    return MappingProxyType(
        {name: tuple(usual_lines(project.organisation, market)) for name, market in project.markets.items()}
    )


PROVIDER = Provider("language", provide)
