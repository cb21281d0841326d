"""What the process that makes the documents of a board is asked: it keeps one project from one look to the next."""

from __future__ import annotations

from pathlib import Path

from pipeline.base import cycles
from pipeline.preview.session import Edition, Listed, Session, View

_session: Session | None = None
_viewed = False


def start(root: Path) -> None:
    """Sets up this process for the project in a folder."""
    global _session
    _session = Session(root)


def changed() -> None:
    """Files were saved: the next look reads what changed."""
    _own().changed()


def listed() -> Listed:
    """The documents there are now."""
    _own().changed()
    return _own().listed()


def view(edition: Edition) -> View:
    """An edition of a document, or what keeps it from having any."""
    global _viewed
    found = _own().view(edition)
    if not _viewed:
        # Of what was read for the first page, an edit takes little away.
        _viewed = True
        cycles.keep()
    return found


def _own() -> Session:
    if _session is None:
        raise RuntimeError("start() comes first")
    return _session
