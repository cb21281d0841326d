"""Patterns → documents that are up to date: built unless nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pipeline.base.problems import N_, Problems, problem
from pipeline.build import state, unchanged
from pipeline.build.inputs import Inputs
from pipeline.build.summary import Summary
from pipeline.build.unchanged import Unchanged
from pipeline.services.archive_folder import ArchiveFolder
from pipeline.services.selection import LoadProject, select

if TYPE_CHECKING:
    from pipeline.build.plan import PlannedOutput
    from pipeline.build.scheduler import PoolFactory
    from pipeline.domain.targets import Target
    from pipeline.reading.project import Project


class Progress(Protocol):
    """Who is told how a build goes on."""

    def waiting(self) -> None:
        """Another build has to end first."""

    def started(self, stale: list[PlannedOutput]) -> None:
        """What will be made."""

    def finished(self, item: PlannedOutput) -> None:
        """One document is done."""


ShowProgress = Callable[[], AbstractContextManager[Progress]]


@dataclass(frozen=True)
class Built:
    """What a build did, and the folder of each document that was selected."""

    summary: Summary
    folders: tuple[str, ...]

    @property
    def is_as_before(self) -> bool:
        """Whether there was nothing to do and nothing is wrong."""
        return self.summary == Summary(kept=self.summary.kept)


def build_unless_unchanged(
    root: Path,
    patterns: Sequence[str],
    campaign: str,
    archive: ArchiveFolder,
    *,
    load: LoadProject,
    progress: ShowProgress,
    jobs: int = 0,
    force: bool = False,
    languages: Sequence[str] = (),
    engine: str = "",
    pool: PoolFactory | None = None,
) -> Built:
    """What was built; nothing is even loaded where all selected documents are as the inputs ask. Raises Problems."""
    while True:
        look = unchanged.Look.at(root, root / "build", archive.path)
        kept = None if force or engine else unchanged.outputs(look, patterns, campaign, languages)
        if kept is not None:
            look.remember(kept)
            return _as_before(kept)
        with _writers_started(root / "build", jobs, force=force, given=pool is not None):
            project = load(root)
            selected = select(project, patterns, campaign, languages)
            if revised := archive.revised(project, selected):
                raise Problems(revised)
            built = build_selected(
                project,
                selected,
                progress=progress,
                jobs=jobs,
                force=force,
                taken=look.inputs,
                engine=engine,
                pool=pool,
            )
        if built is not None:
            return built


def _writers_started(output: Path, jobs: int, *, force: bool, given: bool) -> AbstractContextManager[None]:
    """Who writes documents, at work while the project is loaded where many will surely be made: there are none yet."""
    if jobs == 1 or given or (not force and (output / state.STATE).is_file()):
        return nullcontext()
    from pipeline.build import processes

    return processes.started_early(jobs)


def _as_before(kept: Unchanged) -> Built:
    """What there is to say where nothing changed: what could not be made before cannot be made now either."""
    failed = [item for said in kept.failed.values() for item in said]
    summary = Summary(kept=[record.id for record in kept.made], failed=failed, held=list(kept.held))
    return Built(summary, tuple(map(state.folder, kept.ids)))


def build_selected(
    project: Project,
    selected: Sequence[Target],
    *,
    progress: ShowProgress,
    jobs: int = 0,
    force: bool = False,
    taken: Inputs | None = None,
    engine: str = "",
    pool: PoolFactory | None = None,
) -> Built | None:
    """What was built; None where the project was edited while another build ran. Raises Problems.

    `taken` are the inputs as they were before the project was loaded.
    """
    from pipeline.build import run

    with progress() as told:
        try:
            summary = run.build(
                project,
                selected,
                project.folder / "build",
                jobs=jobs,
                force=force,
                started=told.started,
                finished=told.finished,
                waiting=told.waiting,
                taken=taken,
                engine=engine,
                pool=pool,
            )
        except run.Outdated:
            return None
    return Built(summary, tuple(target.folder for target in selected))


def build_whole(project: Project, wanted: Sequence[Target], show: ShowProgress) -> None:
    """Brings documents up to date. Raises Problems where one cannot be made."""
    if revised := ArchiveFolder.of(project.folder).revised(project, wanted):
        raise Problems(revised)
    done = build_selected(project, wanted, progress=show)
    if done is None:
        message, hint = N_("somebody else writes here at this moment"), N_("nothing was written; try again")
        raise Problems([problem("build", message, hint=hint)])
    if done.summary.failed:
        raise Problems(done.summary.failed)
