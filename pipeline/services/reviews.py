"""What a final review adds to the history of its markets, shown or written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.base.files import publish_together

if TYPE_CHECKING:
    from pipeline.domain.new_history import Entry, Withheld
    from pipeline.reading.project import Project


def history(project: Project, campaign: str) -> tuple[list[Entry], list[Withheld]]:
    """The entries that a campaign's results make, and the metrics of which none is made."""
    from pipeline.domain.new_history import new_history

    return new_history(project, campaign)


def write_history(project: Project, entries: Sequence[Entry]) -> Sequence[str]:
    """Writes entries into the files of their markets, all or none; the paths. Raises Problems, OSError."""
    from pipeline.workspace.history import with_entries

    texts = with_entries(project, entries)
    publish_together({project.folder / name: text.encode() for name, text in texts.items()})
    return list(texts)
