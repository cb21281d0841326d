"""Which documents of a project were measured and fit their pages, kept in the user's temporary folder for later checks.

Nothing is lost with it: what is not known to fit is measured again.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.base import files, saved, temporary
from pipeline.base.digests import of_texts

MOST = 40
"""Of so many projects it is kept: of those that were checked last."""


def known(project: Path, setting: str) -> dict[str, str]:
    """By document, the digest of what its template gave when it was found to fit, under one `setting` of all else."""
    try:
        if not temporary.is_ours(_folder()):
            return {}
        kept = saved.mapping(saved.parsed(saved.content(_file(project))), "setting", "rendered")
        return saved.texts(kept["rendered"]) if kept["setting"] == setting else {}
    except (OSError, ValueError):
        return {}


def keep(project: Path, setting: str, rendered: Mapping[str, str]) -> None:
    """Keeps which documents fit, with those that are known of the same setting; nothing where there is no room."""
    before = known(project, setting)
    found = {**before, **rendered}
    if found == before:
        return
    # There is nothing to tell: whoever checks next has everything measured, as the first time.
    with contextlib.suppress(OSError):
        _folder().mkdir(mode=0o700, exist_ok=True)
        if temporary.is_ours(_folder()):
            files.publish(_file(project), json.dumps({"setting": setting, "rendered": found}).encode())
            _forget(sorted(_folder().iterdir(), key=lambda path: -path.stat().st_mtime)[MOST:])


def _forget(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(tempfile.gettempdir()) / f"briefs-fitting-{temporary.user()}"


def _file(project: Path) -> Path:
    return _folder() / f"{of_texts(os.fspath(project))}.json"
