"""The wheel with what the program brings along: templates, languages, schema and sample, inside of the package; pages
of the manual beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from setuptools.command.build_py import build_py

FOLDERS = ("content", "locales", "templates")
PAGES = {"en": "share/man/man1", "ru": "share/man/ru/man1"}
"""Where `man` looks for the page in each language."""


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
        self.distribution.data_files = [*(self.distribution.data_files or []), *self._manual()]

    def _manual(self) -> list[tuple[str, list[str]]]:
        """The pages of the manual, by the folders they go to; none where the program's libraries are not there."""
        pages = []
        for language, place in PAGES.items():
            command = [sys.executable, "-m", "pipeline", "help", "--manual", "--messages", language]
            known = os.environ | {"PYTHONPATH": str(Path.cwd()), "PYTHONIOENCODING": "utf-8"}
            done = subprocess.run(command, env=known, capture_output=True, check=False)
            if done.returncode:
                self.warn(f"no manual page in {language}: {done.stderr.decode(errors='replace').strip()}")
                continue
            path = Path(self.build_lib).parent / "manual" / language / "briefs.1"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(done.stdout)
            pages.append((place, [str(path)]))
        return pages
