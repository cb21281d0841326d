"""This program's own sources: one walk over them and one digest of them, for everything that depends on the program."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
"""The folder of the package `pipeline`, in which a source may stand in any folder."""


def assets(package: Path = PACKAGE) -> Path:
    """The folder of the templates, languages and sample of this program: inside of an installed one, beside a clone."""
    installed = package / "assets"
    return installed if installed.is_dir() else package.parent


def sources(package: Path = PACKAGE) -> Iterator[tuple[Path, str]]:
    """Each source file of the program in one order, with its path below the package. Raises OSError."""
    for name in sorted(_below(os.fspath(package), "")):
        yield package / name, name


def _below(folder: str, above: str) -> Iterator[str]:
    """The names of the sources in a folder, behind what stands above them. What links lead to are none."""
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path, f"{above}{entry.name}/")
            elif entry.name.endswith(".py"):
                yield f"{above}{entry.name}"


@cache
def digest(package: Path = PACKAGE) -> str:
    """The SHA-256 of all sources and their paths: a file that was moved makes another program. Raises OSError."""
    found = hashlib.sha256()
    for path, name in sources(package):
        for part in (name.encode(), path.read_bytes()):
            found.update(len(part).to_bytes(8, "big") + part)
    return found.hexdigest()
