"""What a starting file says in the languages of a project, as YAML."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

_WIDEST = 90
"""Characters of a text in all languages that still stand on one line."""


class StartingTexts:
    """What a starting file says in the languages of a project, as YAML."""

    def __init__(self, languages: Sequence[str]) -> None:
        self.languages = languages

    def text(self, indent: int, english: str, /, among: Sequence[str] = (), **others: str) -> str:
        """A text in each language of the project, or of those named, as it follows its key: on that line, or below."""
        words = self.words(english, others, tuple(among))
        line = flow(words)
        if len(line) <= _WIDEST:
            return f" {line}"
        return "".join(f"\n{' ' * indent}{language}: {_quoted(said)}" for language, said in words.items())

    def line(self, english: str, /, among: tuple[str, ...] = (), **others: str) -> str:
        """A text in each language of the project, or of those named, on one line."""
        return flow(self.words(english, others, tuple(among)))

    def words(self, english: str, others: Mapping[str, str], among: tuple[str, ...] = ()) -> dict[str, str]:
        """A text by language; one that has no words here gets the English ones, to be translated."""
        return {name: others.get(name.partition("-")[0].lower(), english) for name in among or self.languages}


def flow(words: Mapping[str, str]) -> str:
    """A text by language, on one line."""
    return "{" + ", ".join(f"{language}: {_quoted(said)}" for language, said in words.items()) + "}"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
