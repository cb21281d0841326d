"""Document → the same with every figure inside its column, in a smaller style or parted, and last lines evened out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.document.tree import Aside, Block, Break, Cell, Document, Inline, Row, Section, Strong, Table, Text, plain
from pipeline.model.theme import Theme
from pipeline.writers.changes import each, same
from pipeline.writers.measure import Measure
from pipeline.writers.rag import Rag

_CURRENCY = re.compile(r"(?<=\d)\u00a0(?=[^\d\u00a0]+$)|(?<!\d)\u00a0(?=[^\u00a0]*\d)")
"""Where an amount is parted from its currency."""

_RANGE = re.compile(r"(?<=\d–)(?=\u2212?\d)")
"""Where a range is parted, if its ends are too long to stand beside each other."""


class Fitter:
    """Fits the figures of documents into the columns of one theme, on the narrowest of its papers."""

    def __init__(self, theme: Theme, measure: Measure) -> None:
        self._theme = theme
        self._measure = measure
        self._rag = Rag(theme, measure)
        self._text_width = min(paper.text_width for paper in theme.papers.values())
        self._smaller = {key: tuple(self._chain(key)) for key, style in theme.styles.items() if style.smaller}

    def fitted(self, document: Document) -> Document:
        """The document with its figures fitted and its last lines evened; the very same one where nothing is to do."""
        document = self._rag.evened(document)
        blocks = each(self._block, document.blocks)
        return document if blocks is document.blocks else replace(document, blocks=blocks)

    def _chain(self, key: str | None) -> Iterator[str]:
        while key:
            yield key
            key = self._theme.styles[key].smaller

    def _block(self, block: Block) -> Block:
        match block:
            case Section(_, _, inner) | Aside(_, inner):
                blocks = each(self._block, inner)
                return block if blocks is inner else replace(block, blocks=blocks)
            case Table():
                return self._table(block)
        return block

    def _table(self, table: Table) -> Table:
        rooms = self._measure.rooms(table, self._text_width)
        rows = each(lambda row: self._row(row, rooms), table.rows)
        return table if rows is table.rows else replace(table, rows=rows)

    def _row(self, row: Row, rooms: list[float]) -> Row:
        sized = self._sized(row, rooms)
        pairs = zip(sized.cells, rooms, strict=True)
        fitted = tuple(self._parted(cell, room) for cell, room in pairs)
        return sized if all(map(same, fitted, sized.cells)) else replace(sized, cells=fitted)

    def _sized(self, row: Row, rooms: list[float]) -> Row:
        """A row whose cells of one style are all in the first of its smaller ones that is best for all of them."""
        keys = [self._theme.cell_key(cell.scope, cell.role) for cell in row.cells]
        chosen = {key: self._best(key, row, keys, rooms) for key in set(keys) & self._smaller.keys()}
        if all(key == best for key, best in chosen.items()):
            return row
        roles = [chosen[key].partition(".")[2] if key in chosen else "" for key in keys]
        cells = (replace(cell, role=role) if role else cell for cell, role in zip(row.cells, roles, strict=True))
        return replace(row, cells=tuple(cells))

    def _best(self, key: str, row: Row, keys: list[str], rooms: list[float]) -> str:
        def cost(style: str) -> tuple[bool, int]:
            lines = [
                self._lines(plain(cell.children), style, room)
                for cell, its, room in zip(row.cells, keys, rooms, strict=True)
                if its == key
            ]
            return any(line is None for line in lines), max(line or 0 for line in lines)

        best = min(self._smaller[key], key=cost)
        return self._smaller[key][-1] if cost(best)[0] else best

    def _lines(self, words: str, key: str, room: float) -> int | None:
        """How many lines some words take in a room; None where one of them has none in it."""
        if not all(self._measure.fits(word, key, room) for word in re.split("[ \\n]", words)):
            return None
        return self._measure.lines(words, key, room)

    def _parted(self, cell: Cell, room: float) -> Cell:
        """A cell in which every figure that is wider than its room is parted."""
        key = self._theme.cell_key(cell.scope, cell.role)
        children = tuple(part for child in cell.children for part in self._inline(child, key, room))
        return cell if children == cell.children else replace(cell, children=children)

    def _inline(self, child: Inline, key: str, room: float, *, bold: bool = False) -> Iterator[Inline]:
        match child:
            case Text(text):
                yield from self._words(text, key, room, bold=bold)
            case Strong(inner):
                yield Strong(tuple(part for one in inner for part in self._inline(one, key, room, bold=True)))
            case _:
                yield child

    def _words(self, text: str, key: str, room: float, *, bold: bool) -> Iterator[Inline]:
        for index, line in enumerate(" ".join(self._lined(text, key, room, bold=bold)).split("\n")):
            if index:
                yield Break()
            yield Text(line)

    def _lined(self, text: str, key: str, room: float, *, bold: bool) -> Iterator[str]:
        """The words of a text, those apart that were one figure, with a line end inside of ranges."""
        for word in text.split(" "):
            if not any(map(str.isdigit, word)) or self._measure.fits(word, key, room, bold=bold):
                yield word
                continue
            for part in _CURRENCY.sub(" ", word).split(" "):
                yield part if self._measure.fits(part, key, room, bold=bold) else _RANGE.sub("\n", part)
