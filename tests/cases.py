"""Broken projects as data: the minimal project of the tests, changed as one folder of `problems/` says."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
PROBLEMS = ROOT / "tests/problems"
_OWN = frozenset({"changes.yaml", "expected", "warned", "reads.json"})
_HEAVY = 100_000
"""Bytes of content from which a case gets a process of its own, with a limit to its memory."""


@dataclass(frozen=True)
class Case:
    """One folder below `problems/`. `expected` is what is printed on standard error."""

    folder: Path

    @property
    def id(self) -> str:
        """Group and name."""
        return self.folder.relative_to(PROBLEMS).as_posix()

    @property
    def group(self) -> str:
        """The folder above."""
        return self.folder.parent.name

    @property
    def expected(self) -> str:
        """The lines on standard error; none for a project that is to be read."""
        return self._said("expected")

    @property
    def warned(self) -> str:
        """The warnings on standard error, for a project that is to be read with them."""
        return self._said("warned")

    def _said(self, name: str) -> str:
        path = self.folder / name
        return path.read_text(encoding="utf-8") if path.is_file() else ""

    @property
    def reads(self) -> list[dict[str, Any]]:
        """For a project that is to be read: file, place and value of what is looked at."""
        path = self.folder / "reads.json"
        return json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal) if path.is_file() else []

    def build(self, target: Path) -> int:
        """Writes the broken project into a new folder and says how many bytes its content has."""
        for part in ("templates", "locales"):
            shutil.copytree(ROOT / part, target / part)
        shutil.copytree(ROOT / "tests/minimal/content", target / "content")
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder)
            if path.is_file() and name.as_posix() not in _OWN:
                (target / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target / name)
        changes = self.folder / "changes.yaml"
        for change in yaml.safe_load(changes.read_text(encoding="utf-8")) if changes.is_file() else ():
            _change(target, change)
        return sum(path.stat().st_size for path in (target / "content").rglob("*") if path.is_file())


def is_heavy(size: int) -> bool:
    """Whether a project of so many bytes is read in a process of its own."""
    return size >= _HEAVY


def cases() -> Iterator[Case]:
    """Every case, by group and name."""
    for path in sorted(PROBLEMS.glob("*/*")):
        if path.is_dir():
            yield Case(path)


def _change(target: Path, change: dict[str, Any]) -> None:
    """One entry of changes.yaml: replace in a file, write a whole one, remove, rename or link it."""
    path = target / change["file"]
    if change.get("remove"):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    elif "rename" in change:
        (target / change["rename"]).parent.mkdir(parents=True, exist_ok=True)
        path.rename(target / change["rename"])
    elif "link" in change:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(change["link"])
    elif change.get("folder"):
        path.mkdir(parents=True)
    elif "find" in change:
        before, wanted = path.read_bytes(), change["find"].encode()
        assert before.count(wanted) == 1, f"{change['find']!r} stands {before.count(wanted)} times in {change['file']}"
        path.write_bytes(before.replace(wanted, _content(change["replace"])))
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_content(change["write"]))


def _content(part: Any) -> bytes:
    """A text, a list of parts, bytes in hexadecimal, or a text repeated so many times, `{n}` counting from 0."""
    if isinstance(part, list):
        return b"".join(map(_content, part))
    if isinstance(part, str):
        return part.encode()
    if "hex" in part:
        return bytes.fromhex(part["hex"])
    if "{n}" in part["repeat"]:
        return "".join(part["repeat"].replace("{n}", str(n)) for n in range(part["times"])).encode()
    return part["repeat"].encode() * part["times"]
