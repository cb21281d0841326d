"""Which engine lays out the PDFs of a project, and what its writers are made from."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.build.worker import Setup
from pipeline.reading.project import Project
from pipeline.selfcheck.ledger import Ledger

PDF = "pdf"
"""The format that has several engines."""


def used(project: Project, asked: str = "") -> str:
    """The engine that was asked for, or that of the organization; the empty text for the usual one of each format."""
    return asked or project.organisation.pdf_engine or ""


def setup(
    project: Project,
    ledgers: Mapping[str, Ledger] = MappingProxyType({}),
    formats: tuple[str, ...] = (),
    engine: str = "",
) -> Setup:
    """What makes the writers of a project; the arguments are those of Setup."""
    return Setup(project.theme, project.assets, dict(ledgers), formats, used(project, engine))
