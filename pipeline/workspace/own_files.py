"""A workspace's own templates and languages → how far they and the program's have moved since they were copied."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

from pipeline.base import saved
from pipeline.base.assets import SHARED, Assets

ORIGINALS = ".ejected"
"""The folder of a workspace that keeps each file as it was when it was copied."""
VERSIONS = f"{ORIGINALS}/versions.json"
"""The version of the program that each was copied from."""


@dataclass(frozen=True)
class OwnFile:
    """A file of a workspace that is used in place of the program's.

    `version` is that of the program it was copied from, empty where nobody knows; `changed` is whether it is another
    than that copy, `moved` whether the program's is. `merge` is what to type to bring both together.
    """

    name: str
    version: str
    changed: bool
    moved: bool
    merge: str = ""


def own_files(assets: Assets) -> list[OwnFile]:
    """The files of a workspace that are used in place of the program's, in order."""
    if assets.program is None:
        return []
    used = [name for part in SHARED for name, path in assets.below(part) if path.is_file()]
    known = versions(assets.project)
    return [_own(assets.project, assets.program, name, known) for name in used if len(assets.every(name)) == 2]


def _own(folder: Path, program: Path, name: str, known: dict[str, str]) -> OwnFile:
    original = folder / ORIGINALS / name
    if not original.is_file():
        return OwnFile(name, "", changed=True, moved=False)
    before, own, now = (path.read_bytes() for path in (original, folder / name, program / name))
    parts = (name, f"{ORIGINALS}/{name}", str(program / name))
    merge = "git merge-file " + " ".join(map(shlex.quote, parts)) if now != before else ""
    return OwnFile(name, known.get(name, ""), changed=own != before, moved=now != before, merge=merge)


def versions(folder: Path) -> dict[str, str]:
    """The version that each file of a workspace was copied from; nothing where that is not known."""
    try:
        return dict(saved.texts(saved.parsed(saved.content(folder / VERSIONS))))
    except (OSError, ValueError):
        return {}
