"""A project's files → Project, with every problem of every file at once."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, get_args

from pydantic import BaseModel

from pipeline.base import files
from pipeline.base.assets import SHARED, THEME, Assets
from pipeline.base.problems import Problem, Problems, problem
from pipeline.checks import references, stray_files
from pipeline.checks.file_names import is_id, not_an_id, printable, with_a_start
from pipeline.checks.file_records import FileRecords
from pipeline.checks.languages import in_use, languages_of
from pipeline.checks.records import KnownIds
from pipeline.model.agreements import Agreements
from pipeline.model.calendar import Calendar
from pipeline.model.campaign import Campaign
from pipeline.model.cohort import Cohort
from pipeline.model.creator import Creator
from pipeline.model.identifier import Declared, Holder, Identifier, declarations
from pipeline.model.kind import Kind
from pipeline.model.language import Language
from pipeline.model.market import Market
from pipeline.model.metric import Metrics
from pipeline.model.organisation import Organisation
from pipeline.model.platform import Platforms
from pipeline.model.results import Results
from pipeline.model.ritual import Ritual
from pipeline.model.scorecard import Scorecards
from pipeline.model.sop import Sop
from pipeline.model.theme import Theme
from pipeline.reading import sources
from pipeline.reading.inheritance import InheritingSource
from pipeline.reading.location import FOLDERS, MARK
from pipeline.reading.project import Project
from pipeline.reading.records import Records
from pipeline.reading.sources import Source

Record = TypeVar("Record", bound=BaseModel)


def load(folder: Path, assets: Assets | None = None) -> Project:
    """The project in a folder. Raises Problems with everything that is wrong in any file.

    `assets` are its templates and languages; without them, its own and this program's.
    """
    project, problems = examine(folder, assets=assets)
    if project is None or problems:
        raise Problems(problems)
    return project


def examine(
    folder: Path, unsaved: Mapping[str, str] = MappingProxyType({}), assets: Assets | None = None
) -> tuple[Project | None, list[Problem]]:
    """What can be read of the project in a folder, None where it lacks its base, and everything that is wrong.

    `unsaved` holds the texts of files that are not on disk yet, by path; `assets` are what `load` takes.
    """
    project, problems, rest = read(folder, unsaved, assets)
    return project, problems + rest()


Rest = Callable[[], list[Problem]]


def read(
    folder: Path,
    unsaved: Mapping[str, str] = MappingProxyType({}),
    assets: Assets | None = None,
    records: FileRecords | None = None,
) -> tuple[Project | None, list[Problem], Rest]:
    """A project as `examine` gives it, what is wrong in any one file, and how to find what else is wrong.

    `records` may keep files for the next time. A page may be made before files are compared, which takes as long.
    """
    loader = _ProjectLoader(folder, unsaved, assets, records)
    languages = loader.languages()
    if loader.problems or not languages:
        # What other files say in a language cannot be judged without it.
        nothing = problem("locales", "there are no languages", hint="each language is a folder with a language.yaml")
        return None, loader.problems or [nothing], list
    organisation = loader.organisation()
    platforms = loader.file("content/platforms.yaml", Platforms)
    metrics = loader.file("content/metrics.yaml", Metrics)
    calendars = loader.files("content/calendars", Calendar)
    markets = loader.files("content/markets", Market)
    creators = loader.files("content/creators", Creator)
    campaigns = loader.files("content/campaigns", Campaign)
    agreements = loader.files("content/agreements", Agreements)
    results = loader.files("content/results", Results)
    scorecards = loader.files("content/scorecards", Scorecards)
    ritual = loader.file_if_there("content/ritual.yaml", Ritual)
    cohorts = loader.files("content/cohorts", Cohort)
    sops = loader.files("content/sops", Sop)
    theme = loader.file(THEME, Theme)
    kinds = loader.kinds(organisation)
    loader.problems += stray_files.unread(folder, loader.below("content"), loader.asked)
    if not (organisation and platforms and metrics and theme):
        return None, loader.problems, lambda: loader.links(loader.problems)
    project = Project(
        folder=folder,
        organisation=organisation,
        platforms=platforms,
        metrics=metrics,
        calendars=calendars,
        markets=markets,
        creators=creators,
        campaigns=campaigns,
        agreements=agreements,
        results=results,
        scorecards=scorecards,
        ritual=ritual,
        cohorts=cohorts,
        sops=sops,
        languages=languages,
        kinds=kinds,
        theme=theme,
        sources=MappingProxyType(loader.sources),
        assets=loader.assets,
    )
    ids = [loader.ids(f"content/{part}") for part in ("markets", "creators", "campaigns", "calendars")]
    names = KnownIds(*ids, *[frozenset(loader.known_kinds)])

    def rest() -> list[Problem]:
        found = references.problems(project, names, whole=not loader.problems)
        return found + loader.links(loader.problems + found)

    return project, loader.problems, rest


def languages(folder: Path) -> Mapping[str, Language]:
    """The languages of the project in a folder, whatever else is wrong there. Raises Problems."""
    loader = _ProjectLoader(folder)
    found = loader.languages()
    if loader.problems:
        raise Problems(loader.problems)
    return found


def identifiers(folder: Path) -> Declared:
    """The identifiers that the markets of a project declare, whatever else is wrong there. Raises Problems."""
    loader = _ProjectLoader(folder)
    for path in sorted((folder / "content/markets").glob("[!.]*.yaml")):
        loader.declare(loader.source(f"content/markets/{path.name}").data)
    return loader.identifiers


class _ProjectLoader:
    """Reads and validates files, keeping every problem until all are read."""

    def __init__(
        self,
        folder: Path,
        unsaved: Mapping[str, str] = MappingProxyType({}),
        assets: Assets | None = None,
        records: FileRecords | None = None,
    ) -> None:
        self.root, self.unsaved = folder, unsaved
        self.records, self.assets = records or FileRecords(), assets or Assets.of(folder)
        self.sources: dict[str, Source] = {}
        self.asked, self.markets = set[str](), set[str]()
        self.problems: list[Problem] = []
        self.known, self.printed = tuple[str, ...](), tuple[str, ...]()
        self.inherits: Mapping[str, str] = {}
        self.known_kinds: list[str] = []
        self.identifiers: dict[str, dict[str, tuple[Identifier, ...]]] = {holder: {} for holder in get_args(Holder)}

    def file(self, name: str, model: type[Record]) -> Record | None:
        try:
            source = self.source(name)
            identifiers = self.declare(source.data) if model is Market else self.declared
            return self.records.record(model, source, self.printed, self.known, identifiers, self.inherits)
        except Problems as found:
            self.problems += [with_a_start(item) for item in found.problems]
            return None

    def file_if_there(self, name: str, model: type[Record]) -> Record | None:
        """The record of a file that a project need not have."""
        there = name in self.unsaved or os.path.lexists(self.root / name)
        return self.file(name, model) if there else None

    @property
    def declared(self) -> Declared | None:
        """The identifiers that the markets declare; None where a market's file says nothing that can be read."""
        return self.identifiers if self.markets and self.sources.keys() >= self.markets else None

    def declare(self, market: Any) -> Declared:
        """The identifiers of one market's file. The files that are read after it may hold them too."""
        own = declarations(market)
        for holder, names in own.items():
            for name, identifiers in names.items():
                self.identifiers[holder][name] = self.identifiers[holder].get(name, ()) + identifiers
        return own

    def source(self, name: str) -> Source:
        self.asked.add(name)
        self.markets.update([name] if name.startswith("content/markets/") else [])
        self.sources[name] = self._read(name)
        return self.sources[name]

    def _read(self, name: str) -> Source:
        if name in self.unsaved:
            return self.records.source(self.unsaved[name], name)
        if name == THEME:
            texts = (sources.text(path, name) for path in self.assets.every(name) or [self.root / name])
            upper, *lower = [self.records.source(text, name) for text in texts]
            return InheritingSource(name, upper.raw, lower[0], frozenset()) if lower else upper
        # What the program brings along, a project need not have.
        path = self.assets.path(name) if name.startswith(SHARED) else self.root / name
        return self.records.source(sources.text(path, name), name)

    def organisation(self) -> Organisation | None:
        """The organization. Its languages are taken from it first: its own texts are held to them as well."""
        try:
            written = self.source(MARK).data
        except Problems as found:
            self.problems += map(with_a_start, found.problems)
            return None
        languages = written.get("languages") if isinstance(written, dict) else None
        if isinstance(languages, list):
            self.printed = tuple(name for name in self.known if name in languages)
            self.inherits = in_use(self.inherits, languages, self.unsaved.values(), self.below("content"))
        return self.file(MARK, Organisation)

    def files(self, folder: str, model: type[Record]) -> Mapping[str, Record]:
        """One record per YAML file of a folder, by the file's name without its ending."""
        return Records(self._written(folder, model))

    def _written(self, folder: str, model: type[Record]) -> Iterator[tuple[str, Record, int]]:
        unsaved = [self.root / name for name in self.unsaved if name.startswith(f"{folder}/")]
        written = [path for path in self.entries(folder) if path.suffix == ".yaml" and path.name[0] != "."]
        for path in sorted([*written, *unsaved]):
            name = f"{folder}/{path.name}"
            if not is_id(path.stem):
                self.asked.add(name)
                self.problems.append(not_an_id(name))
            elif record := self.file(name, model):
                yield path.stem, record, len(self.sources[name].raw)

    def ids(self, folder: str) -> frozenset[str]:
        """The ids that have a file in a folder, whatever is in it."""
        unsaved = [Path(name) for name in self.unsaved if name.startswith(f"{folder}/")]
        here = [path for path in self.below(folder) if stray_files.is_yaml(path) and path.name[0] != "."]
        # A file that is named or placed wrongly has its own problem; what names it need not have another.
        return frozenset(re.sub("[^a-z0-9]+", "-", path.stem.lower()).strip("-") for path in [*here, *unsaved])

    def links(self, told: list[Problem]) -> list[Problem]:
        """A problem for each link that leads nowhere or in a circle and that nothing is told of yet."""
        return list(stray_files.links(self.root, [path for folder in FOLDERS for path in self.below(folder)], told))

    def entries(self, folder: str) -> list[Path]:
        """What stands in a folder; one that cannot be read is a problem, and not empty."""
        if folder.startswith(SHARED):
            return self._found(lambda path: self.assets.entries(path.relative_to(self.root).as_posix()), folder)
        return self._found(files.entries, folder)

    def below(self, folder: str) -> list[Path]:
        """What stands below a folder, as far as it can be read."""
        return self._found(files.below, folder)

    def _found(self, look: Callable[[Path], list[Path]], folder: str) -> list[Path]:
        try:
            return look(self.root / folder)
        except OSError as error:
            name = printable(os.path.relpath(error.filename or self.root / folder, self.root))
            self.problems.append(problem(name, "cannot be read: {reason}", reason=error.strerror))
            return []

    def languages(self) -> Mapping[str, Language]:
        """The language of each folder below locales/."""
        found = languages_of(self.entries("locales"), self.source, self.records)
        self.sources |= found.sources
        self.problems += found.problems
        self.known = tuple(found.records)
        self.inherits = {name: record.inherits for name, record in found.records.items() if record.inherits}
        return MappingProxyType(found.records)

    def kinds(self, organisation: Organisation | None) -> Mapping[str, Kind]:
        """The kinds of documents that the organization uses, from the front matter of their templates."""
        wanted = organisation.kinds if organisation else None
        records = {}
        for path in self.entries("templates/kinds"):
            if path.suffix != ".html":
                continue
            name = f"templates/kinds/{path.name}"
            self.known_kinds.append(path.stem)
            if wanted is not None and path.stem not in wanted:
                continue
            if not is_id(path.stem):
                self.problems.append(not_an_id(name))
                continue
            try:
                source = self.sources[name] = self.records.source(sources.front_matter(path, name), name)
                records[path.stem] = self.records.record(Kind, source, self.printed, self.known)
            except Problems as found:
                self.problems += found.problems
        return MappingProxyType(records)
