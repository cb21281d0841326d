"""Patterns → the state of each document: built, or stale and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.build import state, unchanged
from pipeline.services.selection import LoadProject, select


@dataclass(frozen=True)
class DocumentStatus:
    """One output: its id, its path below the output folder and, where it is stale, the reason.

    `failed` is whether it could not be made from what is there now.
    """

    id: str
    path: str
    reason: str = ""
    failed: bool = False


def status(
    root: Path, patterns: Sequence[str], campaign: str, *, load: LoadProject, languages: Sequence[str] = ()
) -> list[DocumentStatus]:
    """The state of each selected output, in id order. Raises Problems, NamesNothing."""
    look = unchanged.Look.at(root, root / "build")
    kept = unchanged.outputs(look, patterns, campaign, languages)
    if kept is not None:
        made = {record.id for record in kept.made}
        return [
            DocumentStatus(
                name,
                state.place(name),
                "" if name in made else kept.reasons[name],
                failed=name in kept.failed,
            )
            for name in kept.ids
        ]
    from pipeline.build import run

    project = load(root)
    selected = select(project, patterns, campaign, languages)
    reasons = {item.target.id: item.reason for item in run.plan(project, selected, root / "build", taken=look.inputs)}
    failed = unchanged.failed(look.inputs, root / "build") | {
        target.id for target in selected if target.id not in reasons
    }
    return [
        DocumentStatus(target.id, target.path, reasons.get(target.id, "new"), failed=target.id in failed)
        for target in selected
    ]
