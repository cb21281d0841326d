"""What a language lacks before documents can be printed in it, as one work list, file by file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

import babel

from pipeline.base.assets import Assets
from pipeline.base.message_language import CONTEXT
from pipeline.base.problems import Refusal, nearest
from pipeline.language import catalogs
from pipeline.model.language import Language
from pipeline.model.localized import Localized
from pipeline.model.platform import CountedPhrase
from pipeline.reading.project import Project
from pipeline.reading.texts import placed
from pipeline.workspace.extraction import messages

Kind = Literal["patterns", "messages", "texts", "problems"]


class NoSuchLanguage(Refusal):
    """A name by which CLDR knows no language."""


@dataclass(frozen=True)
class Gaps:
    """What one file lacks: its patterns, messages of documents, texts, or messages of problems, each on a line."""

    path: str
    kind: Kind
    lines: tuple[str, ...]


def missing(project: Project, name: str) -> list[Gaps]:
    """What each file lacks in a language: first what documents say, then what they print, last what problems say.

    Raises NoSuchLanguage, Problems for a catalog that cannot be read.
    """
    language = _known(name, project.languages)
    base = language.inherits if language else None
    found = [] if language else [Gaps(f"locales/{name}/language.yaml", "patterns", ())]
    documents, problems = _messages(project.assets, base or name, language)
    found += [Gaps(catalogs.path(base or name), "messages", documents)] if documents else []
    wanted = (name, base) if base else (name,)
    for path, texts in groupby(_texts(project, wanted), key=lambda item: item[0]):
        found.append(Gaps(path, "texts", tuple(line for _, line in texts)))
    return found + ([Gaps(catalogs.path(base or name), "problems", problems)] if problems else [])


def _known(name: str, languages: Mapping[str, Language]) -> Language | None:
    """The language by its name; None for one of CLDR that the project does not have yet."""
    if name not in languages:
        try:
            locale = babel.Locale.parse(name, sep="-")
        except (babel.UnknownLocaleError, ValueError):
            if close := nearest(name, languages):
                raise _meant(name, close) from None
            raise NoSuchLanguage('"{name}" is not a language (such as de or pt-BR)', name=name) from None
        if str(locale).replace("_", "-") != name:
            # Three letters may be another name of a language that two stand for.
            raise _meant(name, locale.language)
    return languages.get(name)


def _meant(name: str, close: str) -> NoSuchLanguage:
    return NoSuchLanguage('"{name}" is not a language (did you mean "{close}"?)', name=name, close=close)


def _messages(assets: Assets, name: str, language: Language | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The messages of documents and those of problems that a catalog does not translate."""
    if language and language.messages == "source":
        return (), ()
    known = [catalogs.read(folder, name) for folder in catalogs.folders(assets, name)]
    documents: list[str] = []
    problems: list[str] = []
    for message in dict.fromkeys(message for folder in assets.folders for message in messages(folder)):
        forms = language.address[1:] if language and message.addressed else ()
        for context in (message.context, *(f"{catalogs.ADDRESS}{form}" for form in forms)):
            if not any(_is_translated(catalog.get(message.id, context or None)) for catalog in known):
                told = f'"{message.id}"' + (f" ({context})" if context not in ("", CONTEXT) else "")
                (problems if context == CONTEXT else documents).append(told)
    return tuple(documents), tuple(problems)


def _is_translated(entry: Any) -> bool:
    return entry is not None and not entry.fuzzy and all(catalogs.strings(entry))


def _texts(project: Project, wanted: Collection[str]) -> Iterator[tuple[str, str]]:
    """The file, and the place in it, of each text that every language of documents has to have."""
    for path, place, text in placed(project):
        if isinstance(text, Localized | CountedPhrase) and not any(name in text.root for name in wanted):
            line, column = project.sources[path].position(place)
            yield path, f"{line}:{column} {'.'.join(map(str, place))}"
