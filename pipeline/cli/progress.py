"""What a build says while it works: a progress bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.base.problems import N_
from pipeline.build.plan import PlannedOutput
from pipeline.cli.options import said

REASONS = (
    N_("new"),
    N_("text changed"),
    N_("theme changed"),
    N_("writer changed"),
    N_("output missing"),
    N_("output altered"),
    N_("forced"),
)
"""Why a document is made."""


class Report:
    """The progress of one build, on standard error. `explain` adds why each document is made."""

    def __init__(self, *, explain: bool) -> None:
        self._explain = explain
        self._console = Console(stderr=True, highlight=False)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        )
        self._task = self._progress.add_task(said(N_("building")), total=None, visible=False)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def waiting(self) -> None:
        """To be told that another build has to end first."""
        message = said(N_("another build is running here; waiting for it to finish"))
        self._console.print(message, markup=False, soft_wrap=True)

    def started(self, stale: list[PlannedOutput]) -> None:
        """To be told what will be made."""
        self._progress.update(self._task, total=len(stale), visible=bool(stale))
        if self._explain:
            for item in stale:
                self._console.print(f"{item.target.id}: {said(item.reason)}", markup=False, soft_wrap=True)

    def finished(self, item: PlannedOutput) -> None:
        """To be told of each document that is done."""
        self._progress.advance(self._task)
        if not self._console.is_terminal and not self._explain:
            self._console.print(item.target.id, markup=False, soft_wrap=True)
