"""What a careful editor would ask about: words to avoid, terms translated two ways, foreign words in public text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import Field

from pipeline import sources
from pipeline.authored import Authored
from pipeline.errors import Problem
from pipeline.model.base import Model
from pipeline.validation import validate


class Avoided(Model):
    """A word to avoid and the one to write. `avoid` is a regular expression over whole words, any letter case."""

    avoid: str
    """The word or its stem, as a regular expression."""
    prefer: str
    """What to write."""
    unless: str = ""
    """A regular expression; a text that it matches is left alone."""


class Term(Model):
    """A term with its one translation: where the other language says `source`, this one says one of `terms`."""

    language: str
    """The language of `source`."""
    source: str
    """A regular expression in that language."""
    terms: tuple[str, ...] = Field(min_length=1)
    """Regular expressions, one of which has to be there."""
    prefer: str
    """What to write, for the hint."""


class Lint(Model):
    """locales/<language>/lint.yaml."""

    avoid: tuple[Avoided, ...] = ()
    """Words to avoid."""
    terms: tuple[Term, ...] = ()
    """Terms with one translation."""
    foreign: str = ""
    """A regular expression for a foreign word; none is looked for without it."""
    allowed: tuple[str, ...] = ()
    """Foreign words that may stand: trade marks and units."""
    public: tuple[str, ...] = ()
    """The ends of the places whose text the public reads or hears, such as messages.must."""


class Linter:
    """The lint of one language."""

    def __init__(self, language: str, lint: Lint) -> None:
        self._language = language
        self._lint = lint
        self._avoided = [(re.compile(rf"\b{rule.avoid}", re.IGNORECASE), rule) for rule in lint.avoid]

    def findings(self, text: Authored) -> Iterator[Problem]:
        """What is to be asked about one text."""
        said = text.texts.get(self._language)
        if said is None:
            return
        for pattern, rule in self._avoided:
            found = pattern.search(said)
            if found and not (rule.unless and re.search(rule.unless, said, re.IGNORECASE)):
                hint = "write {prefer}" if rule.prefer else ""
                yield text.problem(
                    self._language, '"{word}" is a word to avoid', hint=hint, word=found[0], prefer=rule.prefer
                )
        yield from self._terms(text, said)
        if self._lint.foreign and self._is_public(text):
            for word in re.findall(self._lint.foreign, said):
                if word not in self._lint.allowed:
                    message, hint = (
                        '"{word}" is a foreign word in a text for the public',
                        "translate it, or allow it in lint.yaml",
                    )
                    yield text.problem(self._language, message, hint=hint, word=word)

    def _terms(self, text: Authored, said: str) -> Iterator[Problem]:
        for rule in self._lint.terms:
            found = re.search(rule.source, text.texts.get(rule.language, ""), re.IGNORECASE)
            if found and not any(re.search(term, said, re.IGNORECASE) for term in rule.terms):
                message, hint = '"{word}" is translated in another way here', "write {prefer}"
                yield text.problem(self._language, message, hint=hint, word=found[0], prefer=rule.prefer)

    def _is_public(self, text: Authored) -> bool:
        place = ".".join(str(part) for part in text.place if not isinstance(part, int))
        return any(place == end or place.endswith(f".{end}") for end in self._lint.public)


def linters(folder: Path, languages: Mapping[str, object]) -> list[Linter]:
    """The linters of a project's languages, for those that have a lint.yaml. Raises Problems."""
    found = []
    for language in languages:
        name = f"locales/{language}/lint.yaml"
        if (folder / name).is_file():
            source = sources.read(folder / name, name)
            found.append(Linter(language, validate(Lint, source, (), tuple(languages))))
    return found
