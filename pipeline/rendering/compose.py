"""Target → typeset Document: rendered, read, and set in the type of its language."""

from __future__ import annotations

import datetime
import pickle
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib import metadata
from typing import Any

from pipeline.base import program
from pipeline.base.digests import of_texts
from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.document import html, reader
from pipeline.document.tree import ATTACHMENT, Document
from pipeline.domain.targets import Target
from pipeline.language.localization import Localization
from pipeline.language.typesetting import Typographer, typeset
from pipeline.model.paper import LANDSCAPE
from pipeline.model.theme import Theme
from pipeline.reading.authored import authored
from pipeline.reading.project import Project
from pipeline.rendering import coverage
from pipeline.rendering.attachments import attachments
from pipeline.rendering.coverage import Coverage
from pipeline.rendering.environment import Exceeded
from pipeline.rendering.render import Renderer

COMPOSED_BY = (
    "babel",
    "idna",
    "jinja2",
    "markdown-it-py",
    "manimgx-fonts",
    "markupsafe",
    "pydantic",
    "pyyaml",
    "rendercv-fonts",
    "tzdata",
)
"""The libraries on which the words of documents and their letters depend, whatever the format."""


@cache
def libraries() -> Mapping[str, str]:
    """The versions of the libraries that documents are composed by."""
    return {name: metadata.version(name) for name in COMPOSED_BY}


@dataclass(frozen=True)
class ComposedDocument:
    """One document, by its id: the digests of what its template gave and of its text, and its tree in type, pickled.

    `tree` is None where the first digest is known: then all is what it was. A document with problems has neither;
    `exceeded` says that it is itself alone that cannot be made, because it takes more than a document may;
    `interrupted` that another try may do.
    """

    document: str
    rendered: str = ""
    text: str = ""
    tree: bytes | None = None
    problems: tuple[Problem, ...] = ()
    exceeded: bool = False
    interrupted: bool = False


class Composer:
    """Composes the documents of one project. Raises Problems when a catalog cannot be used.

    A document is composed once for all its formats: none of them has a say in it. `names` are the
    words of all names, where the project given is a part of a larger one. `before` composed the project
    as it was before: what it has set in type serves on where type is set as it was.
    """

    def __init__(self, project: Project, names: frozenset[str] | None = None, before: Composer | None = None) -> None:
        self._project = project
        self._renderer = Renderer(project)
        self._coverage = Coverage(project.theme)
        self._roles = project.theme.roles
        self._names = names if names is not None else kept_names(project)
        self._last: tuple[str, Document] | None = None
        self._carries: dict[tuple[str, str, str], str] = {}
        if before is not None and before._type == self._type:
            self._typographers = before._typographers

    def compose(self, target: Target) -> Document:
        """The document of a target. Raises Problems."""
        if self._last is None or self._last[0] != target.document:
            self._last = target.document, self._set(target, self._renderer.render(target))
        return self._last[1]

    @property
    def _type(self) -> tuple[object, ...]:
        """All that type is set by."""
        project = self._project
        return dict(project.languages), project.organisation.letter_yo, project.platforms.formats, self._names

    @cached_property
    def _typographers(self) -> dict[str, Typographer]:
        return typographers(self._project, self._names)

    @cached_property
    def _settings(self) -> str:
        """The digest of whatever a document depends on beside what its template gives."""
        project = self._project
        spoken = [language.model_dump_json() for language in project.languages.values()]
        told = (project.theme.model_dump_json(), str(project.organisation.letter_yo), *spoken, *sorted(self._names))
        return of_texts(program.digest(), str(libraries()), *told)

    def _carried(self, kind: str, campaign: str, sop: str) -> str:
        """The digest of what a kind adds to every document of a campaign or a procedure."""
        key = (kind, campaign, sop)
        if key not in self._carries:
            any_of_them = Target("", kind, campaign, "", "", "", "", sop=sop)
            files = [part for file in attachments(self._project, any_of_them) for part in file]
            self._carries[key] = of_texts(self._project.kinds[kind].model_dump_json(), *files)
        return self._carries[key]

    def page(self, template: str, language: str, context: Mapping[str, Any]) -> Document:
        """A page that is no target, from a template of its own, with its type set. Raises Problems."""
        page = self._renderer.page(template, language, context)
        return typeset(self._document(page, f"templates/{template}"), self._typographers)

    def beside(self, template: str, target: Target, more: Mapping[str, Any]) -> Document:
        """A page that goes with a target, and may speak of all that the target's own template may. Raises Problems."""
        page = self._renderer.beside(template, target, more)
        return typeset(self._document(page, f"templates/{template}"), self._typographers)

    def read(self, target: Target) -> Document:
        """The document of a target before its type is set: enough to find what is wrong. Raises Problems."""
        return self._read(target, self._renderer.render(target))

    def composed(self, targets: Iterable[Target], known: Mapping[str, str]) -> Iterator[ComposedDocument]:
        """The document of each target; `known` is the digest of what its template gave before, by document."""
        for target in targets:
            try:
                rendered, digest = self._rendered(target)
                if known.get(target.document) == digest:
                    yield ComposedDocument(target.document, digest)
                    continue
                document = self._set(target, rendered)
                yield ComposedDocument(target.document, digest, of_texts(html.html(document)), pickle.dumps(document))
            except Problems as found:
                yield _wrong(target, found)

    def checked(self, target: Target, known: Mapping[str, str]) -> ComposedDocument:
        """The document of a target as `composed`, without the digest of its text, or what is wrong with it."""
        try:
            rendered, digest = self._rendered(target)
            if known.get(target.document) == digest:
                return ComposedDocument(target.document, digest)
            return ComposedDocument(target.document, digest, tree=pickle.dumps(self._set(target, rendered)))
        except Problems as found:
            return _wrong(target, found)

    def _rendered(self, target: Target) -> tuple[str, str]:
        """What the template of a target gives, and the digest of that and of all that the document depends on."""
        rendered = self._renderer.render(target)
        carried = self._carried(target.kind, target.campaign, target.sop)
        return rendered, of_texts(rendered, self._settings, carried)

    def _set(self, target: Target, rendered: str) -> Document:
        return typeset(self._completed(self._read(target, rendered), target), self._typographers)

    def _read(self, target: Target, rendered: str) -> Document:
        name = f"templates/kinds/{target.kind}.html"
        document = self._document(rendered, name)
        missing = self._coverage.missing(document)
        if missing:
            raise Problems(coverage.places(missing, list(authored(self._project)), name))
        return document

    def _document(self, rendered: str, name: str) -> Document:
        document = reader.read(rendered, self._roles, name)
        wrong = [problem(name, _UNSET, hint=_SET, property=said) for said in _unset(document, self._project.theme)]
        spoken = dict.fromkeys(_SPOKEN.findall(rendered))
        wrong += [problem(name, _UNKNOWN, value=said) for said in spoken if said not in self._project.languages]
        if wrong:
            raise Problems(wrong)
        return document

    def _completed(self, document: Document, target: Target) -> Document:
        """The document with the number of pages it may have, and the sources that its PDF carries."""
        kind = self._project.kinds[target.kind]
        usual = " ".join(f"{name}:{lines}" for name, lines in kind.usual.items())
        pages = kind.pages_of(target.view)
        said = {"pages": pages, "core": kind.core, "annex": kind.annex, "last_lines": kind.last_lines, "usual": usual}
        said["first"] = " ".join(kind.first)
        told = tuple((name, str(value)) for name, value in said.items() if value)
        carried = tuple((f"{ATTACHMENT}{name}", text) for name, text in attachments(self._project, target))
        return replace(document, properties=(*document.properties, *told, *carried))


_UNSET = N_('the document has no "{property}" that can be used')
_SET = N_("templates/layouts/document.html says it in a meta element; briefs eject gives that file as it was")
_UNKNOWN, _SPOKEN = N_('there is no language "{value}"'), re.compile(r'\slang="([^"]*)"')
_ACCENTS = re.compile("#[0-9A-Fa-f]{6}( #[0-9A-Fa-f]{6})?")


def _unset(document: Document, theme: Theme) -> Iterator[str]:
    """The properties without which nobody can write a document."""
    if not document.property("title"):
        yield "title"
    if document.property("paper").removesuffix(LANDSCAPE) not in theme.papers:
        yield "paper"
    if not _ACCENTS.fullmatch(document.property("accent")):
        yield "accent"
    try:
        datetime.date.fromisoformat(document.property("date"))
    except ValueError:
        yield "date"


def _wrong(target: Target, found: Problems) -> ComposedDocument:
    return ComposedDocument(target.document, problems=found.problems, exceeded=isinstance(found, Exceeded))


def typographers(project: Project, names: frozenset[str] | None = None) -> dict[str, Typographer]:
    """A typographer for each language there is: a document may quote any of them."""
    kept = None if project.organisation.letter_yo else kept_names(project) if names is None else names
    found = {}
    for name, language in project.languages.items():
        localization = Localization(name, language)
        counted = localization.counted_words | _counted_posts(project, name)
        across = language.dates.range.format(first="", second="", last="")
        money = language.money.words.values()
        found[name] = Typographer(language.typography, localization.months, kept, counted, across, money)
    return found


def _counted_posts(project: Project, language: str) -> frozenset[str]:
    """The words by which a language counts posts and their parts."""
    phrases = [phrase for form in project.platforms.formats.values() for phrase in (form.unit, form.parts) if phrase]
    forms = [form for phrase in phrases for form in phrase.root.get(language, {}).values()]
    return frozenset(found[0] for form in forms if (found := re.search(r"(?<=\{n\}[ \u00a0])[\w-]+", form)))


def kept_names(project: Project) -> frozenset[str]:
    """The words of all names, of people, creators, products and advertisers, where they are printed as typed."""
    organisation = project.organisation
    if organisation.letter_yo:
        return frozenset()
    named = [
        organisation.name,
        *(text for person in organisation.people.values() for text in (person.name, person.signature)),
        *(creator.name for creator in project.creators.values()),
        *(campaign.product.name for campaign in project.campaigns.values()),
        *(market.advertiser.name for market in project.markets.values()),
    ]
    return frozenset(word.strip('«»“”"') for text in named for said in text.root.values() for word in said.split())
