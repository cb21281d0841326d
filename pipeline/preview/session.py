"""A folder that is being edited → its documents as they are now, with what one look can keep for the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pipeline.base.assets import PRINT, SCREEN, SCRIPT, STYLE, Assets
from pipeline.base.digests import of_bytes
from pipeline.base.problems import Problem, Problems, problem
from pipeline.build import engines
from pipeline.build.plan import located, part_of
from pipeline.build.worker import Worker
from pipeline.checks import load
from pipeline.checks.file_records import KeptFileRecords
from pipeline.domain.targets import Target, targets
from pipeline.preview.pictures import Page, pages
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer, kept_names

PDF, PHONE = "pdf", "html"
"""The formats that are shown: as pages, and as a phone shows it."""


class Edition(NamedTuple):
    """One document in one of the formats that are shown."""

    document: str
    format: str = PDF


@dataclass(frozen=True)
class View:
    """One edition as it is now: its file with the digest and, of a PDF, the pages, and what is wrong with it."""

    edition: Edition
    digest: str = ""
    content: bytes = b""
    pages: tuple[Page, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Listed:
    """What there is to look at: the documents of each campaign and procedure, by the file they are made from."""

    name: Mapping[str, str] = field(default_factory=dict)
    """The organization's name by language."""
    documents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    """The content file of each campaign and procedure."""
    phones: frozenset[str] = frozenset()
    """The documents that have a phone edition."""
    problems: tuple[Problem, ...] = ()


class Session:
    """The project in a folder, read again where a file changed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._records = KeptFileRecords()
        self._worker: tuple[object, Worker] | None = None
        self._before: Composer | None = None
        self._composer: tuple[tuple[str, bool], Composer] | None = None
        self.changed()

    def changed(self) -> None:
        """Has the next look read what changed."""
        self._project: Project | None = None
        self._problems: list[Problem] = []
        self._rest: Callable[[], list[Problem]] = list
        self._compared: list[Problem] | None = None
        self._before, self._composer = self._composer[1] if self._composer else self._before, None
        self._targets: dict[str, dict[Edition, Target]] = {}
        self._read = False

    def listed(self) -> Listed:
        """The documents there are. Where something is wrong, those of what can be read."""
        self._look()
        found: dict[str, list[str]] = {}
        files: dict[str, str] = {}
        shown = self._targets_of("")
        for edition, target in shown.items():
            if edition.format == PDF:
                found.setdefault(target.folder, []).append(edition.document)
                files[target.folder] = target.source
        phones = frozenset(edition.document for edition in shown if edition.format == PHONE)
        documents = {name: tuple(names) for name, names in sorted(found.items())}
        organisation = self._project.organisation.name.root if self._project else {}
        return Listed(organisation, documents, files, phones, tuple(self._compared_with_rest()))

    def view(self, edition: Edition) -> View:
        """An edition of a document, or what keeps it from having any; nothing of either where there is none."""
        self._look()
        if self._project is None or self._problems:
            return View(edition, problems=Problems(self._problems).problems)
        subject = edition.document.partition(".")[0]
        # Of many campaigns only one is looked through.
        target = self._targets_of(subject if subject in self._project.campaigns else "").get(edition)
        if target is None:
            return View(edition)
        try:
            return self._made(self._project, target)
        except Problems as found:
            return View(edition, problems=found.problems)
        except Exception:
            # What cannot be composed may refer to what is not there: comparing the files tells.
            if wrong := self._compared_with_rest():
                return View(edition, problems=tuple(wrong))
            raise

    def _look(self) -> None:
        """Reads what changed, once."""
        if self._read:
            return
        self._read = True
        try:
            self._project, self._problems, self._rest = load.read(self._root, records=self._records)
        except Problems as found:
            self._problems = list(found.problems)

    def _targets_of(self, campaign: str) -> Mapping[Edition, Target]:
        """What is shown of a campaign or, where that is empty, of all there is."""
        if campaign not in self._targets:
            found = targets(self._project, campaign=campaign) if self._project else ()
            shown = [target for target in found if target.format in (PDF, PHONE)]
            self._targets[campaign] = {Edition(target.document, target.format): target for target in shown}
        return self._targets[campaign]

    def _compared_with_rest(self) -> list[Problem]:
        if self._compared is None:
            self._compared = list(Problems([*self._problems, *self._rest()]).problems)
        return self._compared

    def _made(self, project: Project, target: Target) -> View:
        """One edition of a document. Raises Problems."""
        document = self._composer_of(project, target).compose(target)
        done = self._writer(project).finish(document, target.format)
        wrong = tuple(located(said, target, project) for said in done.complaints)
        edition = Edition(target.document, target.format)
        if target.format == PDF and not done.content.startswith(b"%PDF"):
            nothing = problem(f"build/{target.path}", "there are no pages")
            return View(edition, problems=wrong or (nothing,))
        found = pages(done.content) if target.format == PDF else ()
        return View(edition, of_bytes(done.content)[:16], done.content, found, wrong)

    def _composer_of(self, project: Project, target: Target) -> Composer:
        """What composes a target: kept while targets of one campaign are asked for."""
        key = target.campaign, bool(target.month)
        if self._composer is None or self._composer[0] != key:
            before = self._composer[1] if self._composer else self._before
            part = part_of(project, target.campaign, target.month)
            self._composer = key, Composer(part, kept_names(project), before)
        return self._composer[1]

    def _writer(self, project: Project) -> Worker:
        """What writes: kept as long as the theme is as it was."""
        setup = engines.setup(project, formats=(PDF,))
        look = (setup, _sheets(project.assets))
        if self._worker is None or self._worker[0] != look:
            self._worker = look, Worker(setup)
        return self._worker[1]


def _sheets(assets: Assets) -> tuple[int, ...]:
    """When the style sheets were saved; 0 for one that there is not."""
    paths = (assets.path(name) for name in (STYLE, PRINT, SCREEN, SCRIPT))
    return tuple(path.stat().st_mtime_ns if path.is_file() else 0 for path in paths)
