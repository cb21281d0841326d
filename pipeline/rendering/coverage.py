"""Which characters the fonts can draw, and where one stands that they cannot."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from pipeline.base.problems import Problem, problem
from pipeline.document.traversal import outline
from pipeline.document.tree import (
    Aside,
    Block,
    Contents,
    DefinitionList,
    Document,
    Figure,
    Heading,
    Inline,
    List,
    Paragraph,
    Section,
    Table,
    plain,
)
from pipeline.model.theme import Theme, style_key
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
        runs = [(key, plain(children)) for key, children in _styled(blocks)]
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
        return self._theme.fonts[self._theme.style(key).face or "text"].covered

    def _drawn_in(self, key: str) -> frozenset[int]:
        face = self._theme.style(key).face or "text"
        return frozenset.intersection(*(_cmap(path) for path in self._theme.fonts[face].files().values()))


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


def _styled(blocks: tuple[Block, ...]) -> Iterator[tuple[str, tuple[Inline, ...]]]:  # noqa: C901 - one case for each block
    """Each run of words with the key of the style it is set in."""
    for block in blocks:
        match block:
            case Heading(level, role, children):
                yield style_key(f"h{level}", role), children
            case Paragraph(role, children):
                yield style_key("p", role), children
            case List(ordered, _, items):
                for item in items:
                    for _, children in _styled(item):
                        yield "li.ordered" if ordered else "li", children
            case DefinitionList(_, entries):
                for entry in entries:
                    yield "dt", entry.term
                    yield from (("dd", detail) for detail in entry.details)
            case Table():
                yield from _table(block)
            case Contents(title):
                yield "contents", title
                yield from ((f"contents.{heading.level}", heading.children) for heading in outline(blocks))
            case Section(_, _, inner) | Aside(_, inner):
                yield from _styled(inner)
            case Figure(_, _, _, children):
                yield "figcaption", children


def _table(table: Table) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    if isinstance(table.caption, Heading):
        yield style_key(f"h{table.caption.level}", table.caption.role), table.caption.children
    elif table.caption is not None:
        yield "caption", table.caption.children
    for row in table.head + table.rows:
        for cell in row.cells:
            yield ("td" if not cell.role or cell.scope else style_key("td", cell.role)), cell.children


@cache
def _cmap(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
