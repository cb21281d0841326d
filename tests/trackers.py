"""Trackers of the smallest project's campaign and of the sample's, filled in and saved as people do."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.base.problems import Problems
from pipeline.checks import load
from pipeline.exchange.tracker_reading import ReadTracker
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer
from pipeline.services import tables
from pipeline.writers.registry import Writers


def written(project: Project, campaign: str, language: str) -> bytes:
    """The finished file of a tracker."""
    document = Composer(project).compose(tables.tracker_target(project, campaign, language))
    made = Writers(project.theme, project.assets).writer("xlsx").write(document)
    assert not made.complaints
    return made.content


def filled(folder: Path, *cells: tuple[int, str, Any], change: Any = None) -> Path:
    """The tracker of the campaign, with values under headings: the sheet's number, the heading, the value of its row 3."""
    path = folder.parent / "t.xlsx"
    path.write_bytes(written(load.load(folder), "dawn", "en"))
    return fill(path, *cells, change=change)


def fill(path: Path, *cells: tuple[int, str, Any], change: Any = None) -> Path:
    book = openpyxl.load_workbook(path)
    for number, heading, value in cells:
        page = book.worksheets[number]
        column = next(cell.column for cell in page[2] if cell.value == heading)
        page.cell(3, column).value = value
    if change:
        change(book)
    book.save(path)
    return path


def read(folder: Path, path: Path) -> ReadTracker:
    return tables.read_tracker(load.load(folder), "dawn", path)


def refused(folder: Path, path: Path) -> list[str]:
    with pytest.raises(Problems) as found:
        read(folder, path)
    return [str(problem) for problem in found.value.problems]


def with_parts(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A workbook whose parts were changed, as another program could have written it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def saved_by_libreoffice(path: Path, folder: Path, locale: str, ending: str = "xlsx") -> None:
    """Saves a workbook again by LibreOffice, whose own settings are of a locale."""
    profile = folder / "profile"
    settings = profile / "user/registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">'
        f"<value>{locale}</value></prop></item></oor:items>",
        encoding="utf-8",
    )
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", ending]
    subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=120)
