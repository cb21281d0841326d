"""Where a project's archive is, and what was revised without a new version since something was put there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pipeline.base import files
from pipeline.base.problems import Problem, Problems, problem

if TYPE_CHECKING:
    from pipeline.domain.targets import Target
    from pipeline.reading.project import Project

FOLDER = "archive"


@dataclass(frozen=True)
class ArchiveFolder:
    """The folder of an archive, and its `label` in what is said of it."""

    path: Path
    label: str

    @classmethod
    def of(cls, root: Path, given: Path | None = None) -> Self:
        """The folder that was given or, without one, that of a project."""
        folder = files.real(given) if given else root / FOLDER
        inside = folder.is_relative_to(root) and folder != root
        return cls(folder, folder.relative_to(root).as_posix() if inside else str(folder))

    def holds(self, name: str, version: str) -> bool:
        """Whether a version of a campaign or procedure was archived. Raises Problems as `is_there` does."""
        return self.is_there() and (self.path / name / version).is_dir()

    def is_there(self) -> bool:
        """Whether the folder exists. Raises Problems for something else in its place."""
        if files.leads_nowhere(self.path):
            hint = "delete it, or point it to the archive"
            raise Problems([problem(self.label, "a broken link", hint=hint)])
        if self.path.exists() and not self.path.is_dir():
            raise Problems([problem(self.label, "not a folder")])
        return self.path.is_dir()

    def revised(self, project: Project, selected: Iterable[Target]) -> list[Problem]:
        """What says something else than the archived version whose number it carries, among selected documents."""
        if not self.is_there():
            return []
        from pipeline.archive import changed
        from pipeline.archive.store import ArchiveStore

        names = {target.id.split(".")[0] for target in selected}
        return changed.problems(project, ArchiveStore(self.path), self.label, names)

    def removed(self, project: Project, campaign: str = "") -> list[Problem]:
        """What the latest archived versions promised and the project has no more; of one campaign, or of all."""
        if not self.is_there():
            return []
        from pipeline.archive import removed_steps
        from pipeline.archive.store import ArchiveStore

        return list(removed_steps.warnings(project, ArchiveStore(self.path), campaign))
