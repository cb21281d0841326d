"""Every text that people authored, with its place: what lint, parity and glyph checks read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.base.problems import Problem
from pipeline.reading.project import Project
from pipeline.reading.sources import Source
from pipeline.reading.yaml_values import Place

CONTENT = "content/"


@dataclass(frozen=True)
class Authored:
    """One text in the languages it was written in, and where it stands."""

    source: Source
    place: Place
    texts: Mapping[str, str]

    @property
    def label(self) -> str:
        """The place in words, for a page that people read."""
        return " ".join(map(str, self.place)).replace("_", " ")

    def problem(self, language: str, message: str, *, hint: str = "", **values: Any) -> Problem:
        """A problem with the text in one language; with the whole of it where it lacks that language."""
        place = (*self.place, language) if language in self.texts else self.place
        return self.source.problem(place, message, hint=hint, **values)


def authored(project: Project, files: Collection[str] = ()) -> Iterator[Authored]:
    """The texts of a project's content, or of some of its files, file by file in the order they stand in."""
    languages = frozenset(project.languages)
    for name in sorted(files or project.sources):
        if name.startswith(CONTENT) and name in project.sources:
            source = project.sources[name]
            yield from _within(source, source.data, (), languages)


def _within(source: Source, value: Any, place: Place, languages: frozenset[str]) -> Iterator[Authored]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, dict | list):
                yield from _within(source, item, (*place, index), languages)
    elif isinstance(value, dict):
        # A map of languages to text is an authored text and nothing else is: no field has a language's name.
        if value and languages.issuperset(value) and all(isinstance(text, str) for text in value.values()):
            yield Authored(source, place, value)
            return
        for key, item in value.items():
            if isinstance(item, dict | list):
                yield from _within(source, item, (*place, key), languages)
