"""What a build did, and how it is told in the end."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.base.problems import Problem


@dataclass
class Summary:
    """What a build did, as target ids. `held` are right, and wait for another format of their document."""

    built: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)
    held: list[str] = field(default_factory=list)


def lines(summary: Summary, folders: Iterable[str], output: Path) -> Iterator[str]:
    """What was built, kept and removed, and where it is; `folders` names that of each document selected."""
    folders = list(folders)
    if not folders:
        yield "Nothing to build: no campaign and no procedure has a document."
        return
    counts = {"built": len(summary.built), "unchanged": len(summary.kept), "removed": len(summary.removed)}
    counts["failed"] = len({dict(item.values).get("target", item.path) for item in summary.failed})
    counts["held back"] = len(summary.held)
    said = ", ".join(f"{number} {word}" for word, number in counts.items() if number)
    yield f"{len(folders)} documents: {said}" if len(folders) != 1 else f"1 document: {said}"
    for name in summary.held:
        yield f"  {name} is held back: another format of it failed"
    for document in sorted({name.rpartition(".")[0] for name in summary.removed}):
        yield f"  {document} is removed: nothing asks for it any more"
    for folder in sorted(set(folders)):
        yield f"  {os.path.relpath(output / folder)}/"
