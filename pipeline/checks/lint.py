"""What a careful editor would ask about: words to avoid, terms translated two ways, foreign words in public text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Annotated

from pydantic import AfterValidator, Field

from pipeline.base.assets import Assets
from pipeline.base.codes import STAND_IN, hidden
from pipeline.base.expressions import NotAPattern
from pipeline.base.patterns import SearchPattern, caseless
from pipeline.base.problems import N_, Problem
from pipeline.model.base import Model, mistake
from pipeline.model.language import Language
from pipeline.model.market import PLACEHOLDER
from pipeline.reading import sources
from pipeline.reading.authored import Authored
from pipeline.reading.validation import validate


def _pattern(expression: str) -> str:
    try:
        SearchPattern.written(expression)
    except NotAPattern as found:
        raise mistake(found.message, hint=found.hint, **found.values) from None
    return expression


Pattern = Annotated[str, Field(min_length=1, strict=True), AfterValidator(_pattern)]


class AvoidedWord(Model):
    """A word to avoid and the one to write. `avoid` is a regular expression over whole words, any letter case."""

    avoid: Pattern
    """The word or its stem, as a regular expression."""
    prefer: str
    """What to write."""
    unless: Pattern | None = None
    """A regular expression; a text that it matches is left alone."""


class TermRule(Model):
    """A term with its one translation: where the other language says `source`, this one says one of `terms`."""

    language: str
    """The language of `source`."""
    source: Pattern
    """A regular expression in that language."""
    terms: tuple[Pattern, ...] = Field(min_length=1)
    """Regular expressions, one of which has to be there."""
    prefer: str
    """What to write, for the hint."""


class PrivateWords(Model):
    """What nobody writes down of a person whom they work with: patterns of words, by what they are about."""

    health: tuple[Pattern, ...] = ()
    """Health."""
    family: tuple[Pattern, ...] = ()
    """Family."""
    faith: tuple[Pattern, ...] = ()
    """Faith."""
    politics: tuple[Pattern, ...] = ()
    """Politics."""


_PRIVATE = {
    "health": N_('"{word}" is about somebody’s health'),
    "family": N_('"{word}" is about somebody’s family'),
    "faith": N_('"{word}" is about somebody’s faith'),
    "politics": N_('"{word}" is about somebody’s politics'),
}
_OF_PERSONS = ("working", "profile")
"""Where the file of a creator says how to work with them."""


class Lint(Model):
    """locales/<language>/lint.yaml."""

    avoid: tuple[AvoidedWord, ...] = ()
    """Words to avoid."""
    terms: tuple[TermRule, ...] = ()
    """Terms with one translation."""
    foreign: Pattern | None = None
    """A regular expression for a foreign word; none is looked for without it."""
    allowed: tuple[str, ...] = ()
    """Foreign words that may stand: trade marks and units."""
    private: PrivateWords = PrivateWords()
    """Words that stand in no profile of a person."""
    public: tuple[str, ...] = ()
    """The ends of the places whose text the public reads or hears, such as messages.must."""


class Linter:
    """The lint of one language."""

    def __init__(self, language: str, lint: Lint) -> None:
        self._language = language
        self._lint = lint
        self._avoided = [(SearchPattern.written(rule.avoid, word=True), rule) for rule in lint.avoid]
        terms = [
            (SearchPattern.written(rule.source), tuple(map(SearchPattern.written, rule.terms)), rule)
            for rule in lint.terms
        ]
        self._terms = [(source, list(rules)) for source, rules in groupby(terms, key=lambda item: item[2].language)]
        self._foreign = re.compile(lint.foreign) if lint.foreign else None
        self._public = tuple(f".{end}" for end in lint.public)
        self._private = [
            (topic, SearchPattern.written(each, word=True)) for topic, words in lint.private for each in words
        ]

    def problems(self, text: Authored) -> Iterator[Problem]:
        """What is to be asked about one text."""
        said = text.texts.get(self._language)
        if said is None:
            return
        letters = caseless(said)
        for pattern, rule in self._avoided:
            # Most texts end here: a call for each word to avoid would take longer than the search.
            found = pattern.pattern.search(_chosen(said)) if pattern.letters in letters else None
            if found and not (rule.unless and re.search(rule.unless, said, re.IGNORECASE)):
                hint = "write {prefer}" if rule.prefer else ""
                yield text.problem(
                    self._language, '"{word}" is a word to avoid', hint=hint, word=found[0], prefer=rule.prefer
                )
        yield from self._translated(text, said, letters)
        yield from self._of_persons(text, said) if _is_of_a_person(text) else ()
        if self._foreign is not None and self._is_public(text):
            for match in self._foreign.finditer(_chosen(said)):
                word = match[0]
                if word not in self._lint.allowed:
                    message, hint = (
                        '"{word}" is a foreign word in a text for the public',
                        "translate it, or allow it in lint.yaml",
                    )
                    yield text.problem(self._language, message, hint=hint, word=word)

    def _of_persons(self, text: Authored, said: str) -> Iterator[Problem]:
        for topic, pattern in self._private:
            if found := pattern.pattern.search(said):
                hint = N_("write what it means for the work, such as “after 21:00”")
                yield text.problem(self._language, _PRIVATE[topic], hint=hint, word=found[0])

    def _translated(self, text: Authored, said: str, letters: str) -> Iterator[Problem]:
        for language, rules in self._terms:
            words = text.texts.get(language, "")
            letters_there = caseless(words)
            for source, terms, rule in rules:
                found = source.search(words, letters_there)
                if found and not any(term.search(said, letters) for term in terms):
                    message, hint = '"{word}" is translated differently here', "write {prefer}"
                    yield text.problem(self._language, message, hint=hint, word=found[0], prefer=rule.prefer)

    def _is_public(self, text: Authored) -> bool:
        place = "".join([f".{part}" for part in text.place if not isinstance(part, int)])
        return place.endswith(self._public)


def _with_private(lint: Lint, assets: Assets, described: Language, languages: tuple[str, ...]) -> Lint:
    """The lint of a language; a variant of another one has that one's private words where it names none."""
    name = f"locales/{described.inherits}/lint.yaml"
    if lint.private != PrivateWords() or not described.inherits or not assets.path(name).is_file():
        return lint
    base = validate(Lint, sources.read(assets.path(name), name), (), languages)
    return lint.model_copy(update={"private": base.private})


def _is_of_a_person(text: Authored) -> bool:
    return text.source.path.startswith("content/creators/") and text.place[0] in _OF_PERSONS


def _chosen(said: str) -> str:
    """A text without what is nobody's choice of words: handles, addresses, what an ad label has filled in."""
    return hidden(PLACEHOLDER.sub(STAND_IN, said))


def linters(assets: Assets, languages: Mapping[str, Language]) -> list[Linter]:
    """The linters of a project's languages, for those that have a lint.yaml or inherit one. Raises Problems."""
    found = []
    for language, described in languages.items():
        name = f"locales/{language}/lint.yaml"
        if described.inherits and not assets.path(name).is_file():
            name = f"locales/{described.inherits}/lint.yaml"
        if assets.path(name).is_file():
            source = sources.read(assets.path(name), name)
            lint = validate(Lint, source, (), tuple(languages))
            found.append(Linter(language, _with_private(lint, assets, described, tuple(languages))))
    return found
