"""What a build did, and how it is told in the end."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.base.message_language import ENGLISH, MessageTranslator
from pipeline.base.problems import N_, Problem


@dataclass
class Summary:
    """What a build did, as target ids. `held` are right, and wait for another format of their document."""

    built: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)
    held: list[str] = field(default_factory=list)


def lines(
    summary: Summary, folders: Iterable[str], output: Path, translator: MessageTranslator = ENGLISH
) -> Iterator[str]:
    """What was built, kept and removed, and where it is; `folders` names that of each document selected."""
    folders = list(folders)
    if not folders:
        yield translator(N_("Nothing to build: no campaign and no procedure has a document."))
        return
    said = ", ".join(translator.said(message, count=count) for message, count in _counts(summary) if count)
    yield translator.number(N_("{n} document: {said}"), N_("{n} documents: {said}"), len(folders), said=said)
    for name in summary.held:
        yield "  " + translator.said(N_("{name} is held back: another format of it failed"), name=name)
    for document in sorted({name.rpartition(".")[0] for name in summary.removed}):
        yield "  " + translator.said(N_("{document} is removed: nothing asks for it any more"), document=document)
    for folder in sorted(set(folders)):
        yield f"  {os.path.relpath(output / folder)}/"


def _counts(summary: Summary) -> list[tuple[str, int]]:
    """How many documents have which fate."""
    failed = {dict(item.values).get("target", item.path) for item in summary.failed}
    return [
        (N_("{count} built"), len(summary.built)),
        (N_("{count} unchanged"), len(summary.kept)),
        (N_("{count} removed"), len(summary.removed)),
        (N_("{count} failed"), len(failed)),
        (N_("{count} held back"), len(summary.held)),
    ]
