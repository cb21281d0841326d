"""Which characters the fonts can draw, and where one stands that they cannot."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from pipeline.base import emoji
from pipeline.base.problems import Problem, problem
from pipeline.document.traversal import styled
from pipeline.document.tree import Document, plain
from pipeline.model.theme import Theme
from pipeline.reading.authored import Authored
from pipeline.rendering.emoji_face import EmojiFace

_UNSEEN = re.compile(f"{emoji.SELECTORS.pattern}|\u200d")


class Coverage:
    """The characters that each face of a theme draws."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._drawn = cache(self._drawn_in)
        self._covered = cache(self._covered_in)

    def missing(self, document: Document) -> list[str]:
        """The characters of a document that the face they are set in lacks, each once, in reading order."""
        lacking: dict[str, None] = {}
        blocks = (*document.header, *document.blocks, *document.footer)
        runs = [(key, plain(children)) for key, children in styled(blocks, self._theme.cell_key, self._theme.then_key)]
        rare = set("".join([words for _, words in runs])) - self._everywhere
        for key, words in runs:
            if rare.isdisjoint(words):
                continue
            for part, is_emoji in emoji.parts(words) if self._theme.emoji else ((words, False),):
                lacking |= dict.fromkeys(self._emoji_lacking(part) if is_emoji else self._letters_lacking(key, part))
        return list(lacking)

    def _letters_lacking(self, key: str, words: str) -> list[str]:
        unknown = set(map(ord, words)) - self._covered(key) - {ord("\n")}
        if unknown:
            unknown -= self._drawn(key)
        return [sign for sign in words if ord(sign) in unknown]

    def _emoji_lacking(self, part: str) -> list[str]:
        return [sign for sign in emoji.SEQUENCE.findall(part) if not self._emoji_face.draws(sign)]

    @cached_property
    def _emoji_face(self) -> EmojiFace:
        font = self._theme.emoji
        if font is None:
            raise LookupError("the theme has no font for emoji")
        return EmojiFace(font.files()["regular"])

    @cached_property
    def _everywhere(self) -> frozenset[str]:
        """The characters that every face is known to draw."""
        fonts = [font.covered for font in self._theme.fonts.values() if font is not self._theme.emoji]
        return frozenset(map(chr, frozenset.intersection(*fonts))) | {"\n"}

    def _covered_in(self, key: str) -> frozenset[int]:
        return self._theme.fonts[self._theme.font_of(key)].covered

    def _drawn_in(self, key: str) -> frozenset[int]:
        font = self._theme.fonts[self._theme.font_of(key)]
        return frozenset.intersection(*(_cmap(path) for path in font.files().values()))


def places(signs: list[str], texts: list[Authored], document: str) -> Iterator[Problem]:
    """A problem for each character, where it first stands in an authored text; `document` names it elsewhere."""
    message = 'no font has the character "{sign}", {code} {called}'
    for sign in signs:
        values: dict[str, Any] = {"sign": sign, "code": _codes(sign), "called": _called(sign)}
        hint = "write it another way"
        found = ((text, language) for text in texts for language, said in text.texts.items() if sign in said)
        first = next(found, None)
        if first is None:
            yield problem(document, message, hint=hint, **values)
        else:
            yield first[0].problem(first[1], message, hint=hint, **values)


def _codes(sign: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in sign)


def _called(sign: str) -> str:
    """The name of a character, or of each that is seen in a sequence of them."""
    seen = _UNSEEN.sub("", sign) or sign
    return " + ".join(name for character in seen if (name := unicodedata.name(character, "")))


@cache
def _cmap(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
