"""The smallest project, and pieces of it, with changes that a test makes to them.

A change is a pair: a text that stands in the file exactly once, and what takes its place. Each
"^" that a change puts into a file is taken out again; what remains of it is its line and column,
the place at which a problem is expected.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TypeVar

import pytest
import yaml
from pydantic import BaseModel

import pipeline.checks.load
from pipeline.archive import add
from pipeline.archive.add import ArchiveResult
from pipeline.archive.release import Work
from pipeline.base.problems import Problems
from pipeline.checks.consistency import starting_texts
from pipeline.domain.subjects import subjects
from pipeline.model.identifier import declarations
from pipeline.reading import sources
from pipeline.reading.project import Project
from pipeline.reading.validation import validate

ROOT = Path(__file__).resolve().parent.parent
MINIMAL = ROOT / "tests/minimal"
CAMPAIGN = "content/campaigns/dawn.yaml"
CREATOR = "content/creators/ivan.yaml"
MARKET = "content/markets/ru.yaml"
METRICS = "content/metrics.yaml"
ORGANISATION = "content/organisation.yaml"
PLATFORMS = "content/platforms.yaml"
LANGUAGES = ("en", "ru")
IDENTIFIERS = declarations(yaml.safe_load((MINIMAL / MARKET).read_text(encoding="utf-8")))
"""What the market of the smallest project declares."""

Change = tuple[str, str]
Record = TypeVar("Record", bound=BaseModel)


def smallest(folder: Path) -> Path:
    """The smallest project, copied to a folder. Briefs as PDF and DOCX are its only files, so that they can be counted."""
    shutil.copytree(MINIMAL, folder, dirs_exist_ok=True)
    for name in ("templates", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    only_kinds(folder, "brief")
    edit(folder, "templates/kinds/brief.html", ("formats: [pdf, docx, html]", "formats: [pdf, docx]"))
    return folder


def only_kinds(folder: Path, *kinds: str) -> None:
    """Has a project use some kinds of documents only."""
    with (folder / ORGANISATION).open("a", encoding="utf-8") as file:
        file.write(f"kinds: [{', '.join(kinds)}]\n")


def archived_content(folder: Path, *kinds: str) -> Path:
    """The content of the smallest project alone, in a folder, its campaign archived with some kinds of documents."""
    shutil.copytree(MINIMAL / "content", folder / "content")
    only_kinds(folder, *kinds)
    archived(folder)
    return folder


def changed(text: str, *changes: Change) -> tuple[str, list[str]]:
    """A text after some changes, and the "line:column" of each mark in it."""
    for old, new in changes:
        assert text.count(old) == 1, f"{text.count(old)} times: {old!r}"
        text = text.replace(old, new)
    places = []
    while (offset := text.find("^")) >= 0:
        places.append(f"{text.count(chr(10), 0, offset) + 1}:{offset - text.rfind(chr(10), 0, offset)}")
        text = text[:offset] + text[offset + 1 :]
    return text, places


def edit(folder: Path, name: str, *changes: Change) -> list[str]:
    """Changes a file of a project; the places of the marks."""
    path = folder / name
    text, places = changed(path.read_text(encoding="utf-8"), *changes)
    path.write_text(text, encoding="utf-8")
    return places


def load(folder: Path, name: str = "", *changes: Change) -> Project:
    """The project of a folder, after some changes to one of its files."""
    if name:
        edit(folder, name, *changes)
    return pipeline.checks.load.load(folder)


def wrong(folder: Path) -> list[str]:
    """What is wrong with the project of a folder, a line each; nothing where it may be loaded."""
    return [str(item) for item in pipeline.checks.load.examine(folder)[1]]


def said(folder: Path) -> list[str]:
    """What is wrong with the project of a folder, a line each."""
    with pytest.raises(Problems) as found:
        pipeline.checks.load.load(folder)
    return [str(item) for item in found.value.problems]


def archived(folder: Path, name: str = "dawn", archive_path: Path | None = None) -> ArchiveResult:
    """The present version of a campaign, put into the archive of its project."""
    project = pipeline.checks.load.load(folder)
    return add.archive(project, subjects(project)[name], archive_path or folder / "archive", "archive", Work(jobs=1))


def record(model: type[Record], text: str, *changes: Change) -> Record:
    """The record that some YAML describes, after some changes."""
    source = sources.parse(changed(text, *changes)[0], "f.yaml")
    return validate(model, source, LANGUAGES, LANGUAGES, IDENTIFIERS)


def refused(model: type[BaseModel], text: str, *changes: Change) -> list[str]:
    """What is wrong with some YAML after some changes, a line each, with "^" for a marked place."""
    text, places = changed(text, *changes)
    with pytest.raises(Problems) as found:
        validate(model, sources.parse(text, "f.yaml"), LANGUAGES, LANGUAGES, IDENTIFIERS)
    return [_marked(str(item).removeprefix("f.yaml:"), places) for item in found.value.problems]


def _marked(line: str, places: list[str]) -> str:
    place, _, rest = line.partition(": ")
    return f"^ {rest}" if place in places else line


def content(name: str) -> str:
    """A content file of the smallest project."""
    return (MINIMAL / name).read_text(encoding="utf-8")


def printed(program: Path, folder: Path, *arguments: str) -> str:
    """What `briefs` prints in a folder, run from the package that stands in another; a failure fails the test."""
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(program), "LANGUAGE": "en"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def rewritten(folder: Path, name: str) -> None:
    """Rewrites each example of a file that `briefs new` has written: it says something else, and as much."""
    kind = name.split("/")[1].removesuffix("s")
    template = (folder / f"templates/new/{kind}.yaml").read_text(encoding="utf-8")
    text = (folder / name).read_text(encoding="utf-8")
    for part in starting_texts.examples(template).parts:
        text = text.replace(part.decode(), f"{part.decode()} 1")
    text = text.replace("https://shop.example/ 1", "https://store.example/")
    (folder / name).write_text(text, encoding="utf-8")
