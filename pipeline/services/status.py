"""Patterns → the state of each document: built, or stale and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.build import inputs, unchanged
from pipeline.services.selection import LoadProject, select


@dataclass(frozen=True)
class DocumentStatus:
    """One output: its id, its path below the output folder and, where it is stale, the reason."""

    id: str
    path: str
    reason: str = ""


def status(root: Path, patterns: Sequence[str], campaign: str, *, load: LoadProject) -> list[DocumentStatus]:
    """The state of each selected output, in id order. Raises Problems, NamesNothing."""
    now = inputs.taken(root)
    kept = unchanged.outputs(now, root / "build", patterns, campaign)
    if kept is not None:
        return [DocumentStatus(record.id, record.path) for record in kept]
    from pipeline.build import run

    project = load(root)
    planned = run.plan(project, select(project, patterns, campaign), root / "build", taken=now)
    return [DocumentStatus(item.target.id, item.target.path, item.reason) for item in planned]
