"""Which characters the fonts can draw, and where one stands that they cannot."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from pipeline.base.problems import Problem, problem
from pipeline.document.traversal import styled
from pipeline.document.tree import Document, plain
from pipeline.model.theme import Theme
from pipeline.reading.authored import Authored


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
        runs = [(key, plain(children)) for key, children in styled(blocks, self._theme.cell_key)]
        if set(map(ord, set("".join([words for _, words in runs])))) <= self._everywhere:
            return []
        for key, words in runs:
            unknown = set(map(ord, words)) - self._covered(key) - {ord("\n")}
            if unknown:
                unknown -= self._drawn(key)
                lacking |= dict.fromkeys(sign for sign in words if ord(sign) in unknown)
        return list(lacking)

    @cached_property
    def _everywhere(self) -> frozenset[int]:
        """The characters that every face is known to draw."""
        return frozenset.intersection(*(font.covered for font in self._theme.fonts.values())) | {ord("\n")}

    def _covered_in(self, key: str) -> frozenset[int]:
        return self._theme.fonts[self._theme.font_of(key)].covered

    def _drawn_in(self, key: str) -> frozenset[int]:
        font = self._theme.fonts[self._theme.font_of(key)]
        return frozenset.intersection(*(_cmap(path) for path in font.files().values()))


def places(signs: list[str], texts: list[Authored], document: str) -> Iterator[Problem]:
    """A problem for each character, where it first stands in an authored text; `document` names it elsewhere."""
    message = 'no font draws "{sign}", {code} {called}'
    for sign in signs:
        values: dict[str, Any] = {"sign": sign, "code": f"U+{ord(sign):04X}", "called": unicodedata.name(sign, "")}
        hint = "write it in another way"
        found = ((text, language) for text in texts for language, said in text.texts.items() if sign in said)
        first = next(found, None)
        if first is None:
            yield problem(document, message, hint=hint, **values)
        else:
            yield first[0].problem(first[1], message, hint=hint, **values)


@cache
def _cmap(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
