"""The checks that every file's rules are made of: does a name exist, and where does a mistake stand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import babel

from pipeline.base import characters, files
from pipeline.base.problems import N_, Problem, nearest, problem, suggestion
from pipeline.checks.file_names import is_month
from pipeline.domain.metrics import Contradiction
from pipeline.language import zones
from pipeline.model.colours import contrast, is_readable, mix, readable
from pipeline.model.metric import Unit
from pipeline.model.review import FieldPlace
from pipeline.reading.places import value_at
from pipeline.reading.project import Project
from pipeline.reading.sources import Source
from pipeline.reading.yaml_values import Place

_NO = {
    "calendar": N_('no calendar "{name}"'),
    "creator": N_('no creator "{name}"'),
    "format": N_('no format "{name}"'),
    "framing": N_('no framing "{name}"'),
    "kind": N_('no kind "{name}"'),
    "language": N_('no language "{name}"'),
    "market": N_('no market "{name}"'),
    "metric": N_('no metric "{name}"'),
    "paper": N_('no paper "{name}"'),
    "person": N_('no person "{name}"'),
    "platform": N_('no platform "{name}"'),
    "tax status": N_('no tax status "{name}"'),
}


@dataclass(frozen=True)
class KnownIds:
    """The ids that have a file, even where the file itself could not be read: one mistake, one problem."""

    markets: frozenset[str]
    creators: frozenset[str]
    campaigns: frozenset[str]
    calendars: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()


class Check:
    """Checks of one file against the rest of the project."""

    def __init__(self, project: Project, names: KnownIds, path: str) -> None:
        self.project = project
        self.names = names
        self.source: Source = project.sources[path]

    def problem(self, place: Place, message: str, *, hint: str = "", **values: Any) -> Problem:
        """A problem at a place of this file."""
        return self.source.problem(place, message, hint=hint, **values)

    def accent(self, accent: str) -> Iterator[Problem]:
        """Whether a color can carry words on white and on its tint."""
        tint = self.project.theme.mixes["tint"]
        if not is_readable(accent, tint):
            yield self.problem(
                ("accent",),
                "{accent} is too light for text: {white}:1 on white, {tint}:1 on its tint",
                hint="use a color with at least 7:1 and 4.5:1; the nearest is {nearest}",
                accent=accent,
                nearest=readable(accent, tint),
                white=f"{contrast(accent, '#FFFFFF'):.1f}",
                tint=f"{contrast(accent, mix(accent, tint)):.1f}",
            )

    def known(self, noun: str, name: str, names: Collection[str], place: Place) -> Iterator[Problem]:
        """A problem if a name is not among those that exist."""
        if name not in names:
            existing = sorted(names)
            small = {known.lower(): known for known in existing}
            hint = suggestion(small.get(nearest(name.lower(), small), name), existing)
            # A name that is a key stands there itself.
            yield self.problem(place, _NO[noun], key=place[-1] == name, name=characters.shown(name), **hint)

    def no_campaign(self, name: str) -> Iterator[Problem]:
        """A problem if no campaign has the id that this file has, as what it records would be of none."""
        if name not in self.names.campaigns:
            hint = suggestion(name, self.names.campaigns)
            yield self.problem((), N_('there is no campaign "{name}"'), name=name, **hint)

    def no_month(self, name: str) -> Iterator[Problem]:
        """A problem for an id that reads as a month: both would have their documents in one folder of outputs."""
        if is_month(name):
            message = N_('"{name}" is a month: documents of the meetings of that month have this name')
            yield self.problem((), message, hint=N_("give this file another name"), name=name)

    def people(self, named: Mapping[Place, str]) -> Iterator[Problem]:
        """A problem for each person who is not among the organization's."""
        for place, name in named.items():
            yield from self.known("person", name, self.project.organisation.people, place)

    def field(self, at: FieldPlace, place: Place) -> Iterator[Problem]:
        """A problem if there is no such file, or no such field in it."""
        source = self.project.sources.get(at.file)
        if source is None:
            known = [path for path in self.project.sources if path.startswith("content/")]
            hint_of = suggestion(at.file, known, otherwise=N_("a file of this project, such as content/markets/…"))
            yield self.problem((*place, "file"), N_('no file "{name}"'), name=at.file, **hint_of)
            return
        parts: list[str | int] = [int(part) if part.isdigit() else part for part in at.field.split(".")]
        for length, part in enumerate(parts):
            inside = value_at(source.data, tuple(parts[:length]))
            there = range(len(inside)) if isinstance(inside, list) else inside if isinstance(inside, dict) else ()
            if part not in there:
                names = [str(each) for each in there]
                message = N_('no field "{name}" in {file}')
                found = suggestion(str(part), names, otherwise=", ".join(names[:5]))
                yield self.problem((*place, "field"), message, name=at.field, file=at.file, **found)
                return

    def address(self, form: str | None, language: str, place: Place) -> Iterator[Problem]:
        """A problem if a language has no such form of address."""
        forms = self.project.languages[language].address if language in self.project.languages else ()
        if form is not None and form not in forms:
            yield self.problem(
                place,
                'no form of address "{form}" in this language',
                form=form,
                **suggestion(form, (), otherwise=", ".join(forms)),
            )

    def zone(self, zone: str, place: Place) -> Iterator[Problem]:
        """A problem for a time zone that a printed language has no name for: a document says whose clock it means."""
        languages = self.project.languages
        for language in self.project.organisation.languages:
            record = languages.get(language)
            if record is None or zone in record.clock.zones or zones.city(zone, babel.Locale.parse(record.cldr)):
                continue
            if zones.is_of_a_place(zone):
                hint = N_("write its name in locales/{language}/language.yaml under clock: zones:")
                message = N_('"{zone}" has no name in "{language}"')
                yield self.problem(place, message, hint=hint, zone=zone, language=language)
                continue
            message, other = N_('"{zone}" names no city'), zones.of_the_place(zone)
            hint = N_("write {other}") if other else N_("write a city's, such as Europe/Moscow")
            yield self.problem(place, message, hint=hint, zone=zone, other=other)
            return

    def picture(self, name: str, place: Place, wrong: Callable[[bytes, str], Iterable[Problem]]) -> Iterator[Problem]:
        """A picture stands below content/, not merely behind a link there, and `wrong` finds nothing in it."""
        folder = self.project.folder / "content"
        try:
            path = files.real(folder / name)
            if path.is_relative_to(files.real(folder)) and path.is_file():
                yield from wrong(path.read_bytes(), f"content/{name}")
                return
        except OSError as error:
            yield problem(f"content/{name}", "cannot be read: {reason}", reason=error.strerror)
            return
        yield self.problem(place, 'no picture "{name}" in content/', name=name)

    def calendar(self, name: str | None, place: Place = ()) -> Iterator[Problem]:
        """A problem if a calendar that somebody works by does not exist."""
        if name is not None:
            yield from self.known("calendar", name, self.names.calendars, (*place, "calendar"))

    def currency(self, unit: Unit, currency: str | None, place: Place) -> Iterator[Problem]:
        """A problem if money has no currency, or if what is not money has one."""
        money = unit in ("money", "per-money")
        if money and currency is None:
            yield self.problem(place, "money needs a currency", hint="write currency: and its code")
        if not money and currency is not None:
            yield self.problem((*place, "currency"), "only money has a currency", hint="remove it")

    def contradiction(self, found: Contradiction, place: Place) -> Problem:
        """The problem that some metrics cannot all have the values they are given."""
        message = N_("{left} cannot be more than {right}") if found.bound else N_("{left} does not equal {right}")
        hint = "" if found.bound else "these metrics follow from each other; check {metrics}"
        return self.problem(
            place, message, hint=hint, left=found.left, right=found.right, metrics=", ".join(found.metrics)
        )
