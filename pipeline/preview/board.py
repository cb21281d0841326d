"""What a board shows, kept up to date as files are saved: what is looked at comes first."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.build.plan import lost
from pipeline.build.processes import Limits, WorkerLost, Workers
from pipeline.preview import engine, pictures, survey
from pipeline.preview.session import PHONE, Edition, Listed, View
from pipeline.preview.survey import Survey

Result = TypeVar("Result")

_DOCUMENT = Limits(seconds=30, bytes=2_000_000_000, jobs=100_000)
_LIST = Limits(seconds=300, bytes=4_000_000_000, jobs=1_000)
_SURVEY = Limits(seconds=1_800, bytes=4_000_000_000, jobs=50)

_MOST_SEEN = 12
"""So many documents that were looked at are made again before anybody goes back to them."""


@dataclass(frozen=True)
class Event:
    """Something to show anew: one document or, where that is empty, what there is in all."""

    document: str = ""


@dataclass(frozen=True)
class Shown:
    """What there is of an edition: how it is now, and the last one that nothing was wrong with."""

    view: View
    good: View | None


class Board:
    """The documents of a project as a browser is shown them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.listed = Listed()
        self.survey: Survey | None = None
        self.looking = True
        """Whether what takes long to know is still being found out."""
        self.known = False
        """Whether it is known what there is."""
        self._documents = Workers(1, engine.start, (root,), _DOCUMENT)
        # Where there are thousands of documents, nobody who looks at one waits for their list.
        self._lists = Workers(1, engine.start, (root,), _LIST)
        self._pictures = Workers(1, limits=_DOCUMENT)
        self._surveys = Workers(1, survey.start, limits=_SURVEY)
        self._shown: dict[Edition, Shown] = {}
        self._asked: dict[Edition, asyncio.Task[None]] = {}
        self._seen: list[Edition] = []
        self._clients: set[asyncio.Queue[Event]] = set()
        self._work: asyncio.Task[None] | None = None
        self._survey_work: asyncio.Task[None] | None = None
        self._revision = 0

    def begin(self) -> None:
        """Starts to find out what there is."""
        self._documents.prepare()
        self._lists.prepare()
        self._pictures.prepare()
        self._again()

    async def close(self) -> None:
        """Ends all work and the processes."""
        for task in (self._work, self._survey_work, *self._asked.values()):
            if task is not None:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
        for workers in (self._documents, self._lists, self._pictures, self._surveys):
            await asyncio.to_thread(workers.shutdown, cancel_futures=True)

    def changed(self) -> None:
        """Files were saved: what is looked at is made again, then the rest."""
        self._again()

    async def shown(self, edition: Edition, within: float) -> Shown | None:
        """An edition for somebody who looks at it; None where there is no such edition and never was.

        Raises TimeoutError where it takes more than some seconds: it is told once there is one.
        """
        if edition not in self._shown and (self._is_known(edition) or not self._has_listed):
            if edition not in self._asked:
                self._asked[edition] = asyncio.create_task(self._first(edition))
                self._asked[edition].add_done_callback(lambda _: self._asked.pop(edition))
            await asyncio.wait_for(asyncio.shield(self._asked[edition]), within)
        if edition in self._shown:
            # Made again first, whenever a file is saved.
            self._seen = [edition, *(each for each in self._seen if each != edition)][:_MOST_SEEN]
        return self._shown.get(edition)

    async def page(self, document: str, digest: str, number: int) -> bytes | None:
        """A page of a document as JPEG, the first of which is 0; None where there is none of that digest."""
        content = self.file(Edition(document), digest)
        if content is None:
            return None
        try:
            return await asyncio.wrap_future(self._pictures.submit(pictures.drawn, content, number))
        except (IndexError, WorkerLost):
            return None

    def file(self, edition: Edition, digest: str) -> bytes | None:
        """The file of an edition by its digest, as long as it is shown."""
        shown = self._shown.get(edition)
        views = (shown.view, shown.good) if shown else ()
        return next((view.content for view in views if view and view.digest == digest), None)

    async def events(self) -> AsyncIterator[Event]:
        """What is to be shown anew, as it happens, until whoever asks goes."""
        queue: asyncio.Queue[Event] = asyncio.Queue()
        self._clients.add(queue)
        try:
            while True:
                yield await queue.get()
        finally:
            self._clients.discard(queue)

    async def _first(self, edition: Edition) -> None:
        """Makes an edition that nobody has looked at yet, where there is one."""
        if not self._is_known(edition):
            await self._list()
        if self._is_known(edition):
            await self._make(edition)
        else:
            # Somebody may have been told to wait for it.
            self._tell(Event(edition.document))

    @property
    def _has_listed(self) -> bool:
        """Whether what there is has been listed since a file was saved."""
        return self.known and (self._work is None or self._work.done())

    def _is_known(self, edition: Edition) -> bool:
        if edition.format == PHONE:
            return edition.document in self.listed.phones
        return any(edition.document in names for names in self.listed.documents.values())

    def _tell(self, event: Event) -> None:
        for client in self._clients:
            client.put_nowait(event)

    def _again(self) -> None:
        self._revision += 1
        self.looking = True
        if self._work is not None:
            # Whatever is in work shows what is not there any more.
            self._work.cancel()
        # What nobody has looked at lately is made anew when somebody does.
        self._shown = {edition: self._shown[edition] for edition in self._seen if edition in self._shown}
        self._work = asyncio.create_task(self._renew())
        if self._survey_work is None or self._survey_work.done():
            self._survey_work = asyncio.create_task(self._find_out())

    async def _renew(self) -> None:
        await self._ask(self._documents, engine.changed)
        seen = list(self._seen)
        await self._make_all(seen[:1])
        await asyncio.gather(self._list(), self._make_all(seen[1:]))

    async def _make_all(self, editions: Iterable[Edition]) -> None:
        for edition in editions:
            await self._make(edition)

    async def _list(self) -> None:
        try:
            self.listed = await self._ask(self._lists, engine.listed)
        except Exception as error:
            self.listed = replace(self.listed, problems=(_unexpected(error),))
        self.known = True
        if self.listed.problems:
            for edition, shown in self._shown.items():
                if not shown.view.problems or not shown.view.digest:
                    # A page is made before the files are compared: what is wrong takes its place.
                    wrong = Problems([*shown.view.problems, *self.listed.problems]).problems
                    self._shown[edition] = Shown(replace(shown.view, problems=wrong), shown.good)
                    self._tell(Event(edition.document))
        self._tell(Event())

    async def _make(self, edition: Edition) -> None:
        document = edition.document
        try:
            view = await self._ask(self._documents, engine.view, edition)
        except WorkerLost as how:
            view = View(edition, problems=(lost(f"build/{document}", document, how),))
        except Exception as error:
            view = View(edition, problems=(_unexpected(error),))
        if not view.digest and not view.problems:
            gone = problem(document, N_("there is no such document any more"))
            view = View(edition, problems=(gone,))
        before = self._shown.get(edition)
        good = before.good if before else None
        shown = Shown(view, good if view.problems else view)
        if shown != before:
            self._shown[edition] = shown
            self._tell(Event(document))

    async def _find_out(self) -> None:
        """Finds out what takes long, again and again until no file was saved meanwhile."""
        known = -1
        while known != self._revision:
            known = self._revision
            if self._work is not None:
                # What is looked at comes first.
                await asyncio.wait([self._work])
            try:
                found = await asyncio.wrap_future(self._surveys.submit(survey.survey, self.root))
            except Exception as error:
                found = Survey((_unexpected(error),))
            self.survey, self.looking = found, known != self._revision
            self._tell(Event())

    async def _ask(self, workers: Workers, function: Callable[..., Result], *arguments: object) -> Result:
        return await asyncio.wrap_future(workers.submit(function, *arguments))


def _unexpected(error: Exception) -> Problem:
    """What is said where something failed that is no problem of the content; the process that did it is replaced."""
    return problem("build", "cannot be shown: {reason}", reason=str(error) or type(error).__name__)
