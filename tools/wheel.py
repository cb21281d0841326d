"""The wheel with what the program brings along: templates, languages, schema and sample, inside of the package."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools.command.build_py import build_py

FOLDERS = ("content", "locales", "templates")


class WithAssets(build_py):
    """The command that collects the modules of a wheel; pyproject.toml names it."""

    def run(self) -> None:
        """Collects the modules and, below `pipeline/assets`, the folders that stand beside them in a clone."""
        super().run()
        # What is installed to be edited finds them where they are.
        if self.editable_mode:
            return
        for name in FOLDERS:
            place = Path(self.build_lib) / "pipeline/assets" / name
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(name, place, ignore=shutil.ignore_patterns(".*", "*~", "*.pot", "__pycache__"))
