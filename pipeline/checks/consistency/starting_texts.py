"""Texts that a starting file came with and nobody has rewritten: of a draft to be looked at, else refused."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Set
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pipeline.base.problems import N_, Problem
from pipeline.reading import authored, sources
from pipeline.reading.project import Project
from pipeline.reading.yaml_values import Place

if TYPE_CHECKING:
    from jinja2 import nodes

UNCHANGED = N_("an example of the starting file that nobody has rewritten")

_CALLS = frozenset({"text", "line", "example"})
"""What starting files write examples by: none of them is meant to stay."""

_PLACES = ("campaigns", "creators", "markets", "sops", "calendars", "agreements", "ritual.yaml")
"""The folders below content/, and the single files, that hold texts of a starting file."""
_ENGLISH = ""

KnownExamples = Callable[[str], "Examples"]
"""What gives the examples of the starting file of a kind."""


def released(project: Project) -> Iterator[Problem]:
    """A problem for each such text of a campaign or a procedure that is no draft, or of what such a campaign names."""
    known = _known(project)
    for path, campaign in _released(project).items():
        hint = N_("write what is true: {campaign} is no draft any more")
        if path in (f"content/campaigns/{campaign}.yaml", f"content/sops/{campaign}.yaml"):
            hint = N_("write what is true, or go back to status: draft")
        for place in _unchanged(project, path, known):
            yield project.sources[path].problem(place, UNCHANGED, hint=hint, campaign=campaign)


def drafted(project: Project) -> Iterator[Problem]:
    """A warning for each file that has such texts, at the first of them, where nothing released needs it yet."""
    known = _known(project)
    for path in sorted(project.sources.keys() - _released(project).keys()):
        found = list(_unchanged(project, path, known))
        if found:
            message = N_("examples of the starting file that nobody has rewritten: {count}, the first of them here")
            hint = N_("rewrite them all before anything is in review")
            yield project.sources[path].problem(found[0], message, hint=hint, count=len(found))


def _released(project: Project) -> dict[str, str]:
    """The files that something released speaks of, with the id of the first that does."""
    found: dict[str, str] = {}
    for name, sop in project.sops.items():
        if sop.status != "draft":
            found.setdefault(f"content/sops/{name}.yaml", name)
    for name, campaign in project.campaigns.items():
        if campaign.status == "draft":
            continue
        found |= {f"content/{kind}/{name}.yaml": name for kind in ("campaigns", "agreements")}
        agreed = campaign.partnerships.values()
        creators = {partnership.creator for partnership in agreed}
        markets = {*campaign.markets, *(partnership.market for partnership in agreed)}
        calendars = _calendars(project, markets, creators)
        named = {"markets": markets, "creators": creators, "calendars": calendars}
        for kind, names in named.items():
            for record in sorted(names):
                found.setdefault(f"content/{kind}/{record}.yaml", name)
    return {path: name for path, name in found.items() if path in project.sources}


def _calendars(project: Project, markets: Set[str], creators: Set[str]) -> set[str]:
    """The calendars that some markets, some creators and the organization's people work by."""
    found = {project.markets[name].calendar for name in markets & project.markets.keys()}
    found |= {project.creators[name].calendar for name in creators & project.creators.keys()}
    found |= {person.calendar for person in project.organisation.people.values()}
    return {name for name in found if name}


def _known(project: Project) -> KnownExamples:
    """What gives the examples of a kind of files; each template is read once, and only where there are such files."""
    return cache(lambda kind: examples(_template(project, kind)))


def _unchanged(project: Project, path: str, known: KnownExamples) -> Iterator[Place]:
    """Where in a file an example of its starting file still stands."""
    content, _, name = path.partition("/")
    place = name.partition("/")[0]
    if content != "content" or place not in _PLACES:
        return
    found = known(place.removesuffix(".yaml").removesuffix("s"))
    source = project.sources[path]
    if not any(part in source.raw for part in found.parts):
        return
    for text in authored.authored(project, [path]):
        language = next((name for name, words in text.texts.items() if found.has(name, words)), None)
        if language is not None:
            yield (*text.place, language)
    yield from _values(source.data, (), found)


def _values(value: object, place: Place, known: Examples) -> Iterator[Place]:
    """Where a single value is one of the examples."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        if isinstance(item, dict | list):
            yield from _values(item, (*place, key), known)
        elif isinstance(item, str) and any(pattern.fullmatch(item) for pattern in known.values):
            yield (*place, key)


def _template(project: Project, kind: str) -> str:
    """The text of a kind's starting file; empty where there is none, as in an archive."""
    name = f"templates/new/{kind}.yaml"
    path = project.assets.path(name)
    return sources.text(path, name) if path.is_file() else ""


class Examples:
    """The examples of one template: words by language, single values, and what a file holds of any of them."""

    def __init__(self, template: str) -> None:
        self.words: dict[str, list[re.Pattern[str]]] = {}
        self.values: list[re.Pattern[str]] = []
        self.parts: list[bytes] = []
        for call in _calls(template):
            said = {word.key: word.value for word in call.kwargs} | {_ENGLISH: call.args[-1]} if call.args else {}
            for language, expression in said.items():
                self._add(call.node.name, language, _parts(expression))  # type: ignore[attr-defined]

    def _add(self, function: str, language: str, parts: list[str | None]) -> None:
        fixed = [part for part in parts if part]
        if not fixed:
            return
        pattern = re.compile("".join(".+" if part is None else re.escape(part) for part in parts))
        if function == "example":
            self.values.append(pattern)
        else:
            self.words.setdefault(language, []).append(pattern)
        # As it is written, in quotes.
        self.parts.append(json.dumps(max(fixed, key=len), ensure_ascii=False)[1:-1].encode())

    def has(self, language: str, words: str) -> bool:
        """Whether some words in a language are an example; a language without any has the English ones."""
        patterns = self.words.get(language.partition("-")[0].lower(), self.words.get(_ENGLISH, []))
        return any(pattern.fullmatch(words) for pattern in patterns)


def _calls(template: str) -> Iterator[nodes.Call]:
    """Each place where a template writes an example; none where it cannot be read, which `briefs new` tells."""
    import jinja2
    from jinja2 import nodes

    try:
        tree = jinja2.Environment(autoescape=False).parse(template)  # noqa: S701 - nothing is rendered
    except jinja2.TemplateError:
        return
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in _CALLS:
            yield call


def _parts(expression: nodes.Expr) -> list[str | None]:
    """What an expression says, in parts; None for one that another project fills in otherwise."""
    from jinja2 import nodes

    pieces = expression.nodes if isinstance(expression, nodes.Concat) else [expression]
    return [
        piece.value if isinstance(piece, nodes.Const) and isinstance(piece.value, str) else None for piece in pieces
    ]


examples = lru_cache(maxsize=16)(Examples)
"""The examples of a template's text."""
