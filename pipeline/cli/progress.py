"""What a build says while it works: a progress bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.build.plan import PlannedOutput


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
        self._task = self._progress.add_task("building", total=None, visible=False)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def waiting(self) -> None:
        """To be told that another build has to end first."""
        self._console.print("another build is running here; waiting for it to finish", markup=False, soft_wrap=True)

    def started(self, stale: list[PlannedOutput]) -> None:
        """To be told what will be made."""
        self._progress.update(self._task, total=len(stale), visible=bool(stale))
        if self._explain:
            for item in stale:
                self._console.print(f"{item.target.id}: {item.reason}", markup=False, soft_wrap=True)

    def finished(self, item: PlannedOutput) -> None:
        """To be told of each document that is done."""
        self._progress.advance(self._task)
        if not self._console.is_terminal and not self._explain:
            self._console.print(item.target.id, markup=False, soft_wrap=True)
