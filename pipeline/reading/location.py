"""Where a project is: the nearest folder that holds one."""

from __future__ import annotations

from pathlib import Path

from pipeline.base.problems import Problems, problem

MARK = "content/organisation.yaml"
"""The file by which a project folder is known."""
FOLDERS = ("content", "locales", "templates")
"""The folders that hold all that people write of a project."""


def find(start: Path) -> Path:
    """The nearest folder at or above `start` that holds a project. Raises Problems."""
    for folder in (start, *start.parents):
        if (folder / MARK).is_file():
            return folder
    hint = "a project holds {mark}; say where with --project"
    raise Problems([problem(str(start), "no project here or above", hint=hint, mark=MARK)])
