"""The files that documents are made from besides content: the project's own first, the program's second."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pipeline.base import files, program

SHARED = ("locales", "templates")
"""What the program brings along, and a project may have files of its own for."""

STYLE = "templates/theme/print.typ"
PRINT = "templates/theme/print.css"
"""What a project may lay over the style sheet of its PDFs, where that is CSS; the program has none."""
SCREEN, SCRIPT = "templates/theme/screen.css", "templates/theme/copy.js"
THEME = "templates/theme/theme.yaml"

LOWER = "program"
"""Where an archive keeps the program's files, beside those of the project that took precedence."""


@dataclass(frozen=True)
class Assets:
    """Files by their path in a project, each from the first of some folders that has it.

    `project` is the folder of the project, `program` that of the program's own files; None where these are no others.
    """

    project: Path
    program: Path | None = None

    @classmethod
    def of(cls, folder: Path | None) -> Self:
        """The files of a project, with those that this program brings along; these alone without a project."""
        own = program.assets()
        same = folder is None or files.real(folder) == files.real(own)
        return cls(folder or own, None if same else own)

    @classmethod
    def archived(cls, folder: Path) -> Self:
        """The files in an archive, which hold all that was used: none of this program is among them."""
        lower = folder / LOWER
        return cls(folder, lower if lower.is_dir() else None)

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders in the order in which a file is looked for."""
        return (self.project,) if self.program is None else (self.project, self.program)

    def path(self, name: str) -> Path:
        """The file that is used under a name; where there is none, the place where the project would have it."""
        return next(iter(self.every(name)), self.project / name)

    def every(self, name: str) -> list[Path]:
        """Each file of a name, that of the project first: for what is read from both."""
        return [folder / name for folder in self.folders if (folder / name).exists()]

    def below(self, name: str) -> Iterator[tuple[str, Path]]:
        """The name and path of everything that is used below a folder, in order. Raises OSError."""
        found: dict[str, Path] = {}
        for folder in reversed(self.folders):
            found |= {path.relative_to(folder).as_posix(): path for path in files.below(folder / name)}
        yield from sorted(found.items())

    def entries(self, name: str) -> list[Path]:
        """What is used of a folder's entries, in the order of their names. Raises OSError."""
        found: dict[str, Path] = {}
        for folder in reversed(self.folders):
            found |= {path.name: path for path in files.entries(folder / name)}
        return [found[entry] for entry in sorted(found)]

    def name(self, path: Path) -> str | None:
        """The name of a file by its path, or None where it is in none of the folders."""
        inside = [folder for folder in self.folders if path.is_relative_to(folder)]
        return path.relative_to(inside[0]).as_posix() if inside else None
