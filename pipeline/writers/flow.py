"""Document → whether its parts may begin on pages of their own, or flow so that it has no more pages than it may."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from pipeline.document.traversal import every, masthead, style_key
from pipeline.document.tree import (
    Block,
    DefinitionList,
    Document,
    Heading,
    Paragraph,
    Row,
    Section,
    Table,
    photographs_in,
    plain,
)
from pipeline.model.theme import AXIS, PLAIN_TABLE, Theme
from pipeline.writers.measure import Measure

_CELL, _AIRY_TOP = 2.25, 3.75
"""Above and below the words of a cell, and above those of the first row of an airy table, in points."""

_TERM_PADDING = 9.0

_ROUGHNESS = 9.0
"""How much higher a part may turn out, in points: what only seems not to fit leaves less room than a heading needs."""


@dataclass(frozen=True)
class _Piece:
    """A block's height without the spaces around it, and whether it begins a page."""

    before: float
    height: float
    after: float
    new_page: bool = False


class Flow:
    """Knows how high the parts of documents are, in one theme."""

    def __init__(self, theme: Theme, measure: Measure) -> None:
        self._theme = theme
        self._measure = measure
        self._looks = {key: theme.style(key) for key in theme.styles}

    def needed(self, document: Document, paper: str) -> bool:
        """Whether a document has too many pages on a paper if each of its parts begins on a page of its own."""
        most, core = (int(document.property(name) or 0) for name in ("pages", "core"))
        if not most:
            return False
        sheet = self._theme.papers[paper]
        room = sheet.height - sheet.top - sheet.bottom
        before, after = (
            [ceil((height + _ROUGHNESS) / room) for height in self.parts(blocks, paper)]
            for blocks in _parted(document.blocks, document.property("annex"))
        )
        return bool(core and after and sum(before) > core) or sum(before) + sum(after) > most

    def parts(self, blocks: tuple[Block, ...], paper: str) -> list[float]:
        """The height of each part of some blocks that begins a page, in points."""
        heights: list[float] = []
        below = 0.0
        for piece in self._pieces(blocks, paper):
            if piece.new_page or not heights:
                heights.append(0.0)
            space = max(below, piece.before) if heights[-1] else 0.0
            heights[-1] += space + piece.height
            below = piece.after
        return heights

    def _pieces(self, blocks: tuple[Block, ...], paper: str) -> Iterator[_Piece]:
        width = self._theme.papers[paper].text_width
        for block in every(blocks):
            match block:
                case Heading(level, role, children):
                    yield self._styled(style_key(f"h{level}", role), plain(children), paper)
                case Paragraph("masthead", children) if masthead(children):
                    yield self._styled("p.masthead", "", paper)
                case Paragraph(role, children):
                    yield self._styled(style_key("p", role), plain(children), paper)
                case DefinitionList():
                    yield _Piece(0.0, self._definitions(block, width), 0.0)
                case Table(_, _, caption, head, rows):
                    match caption:
                        case Heading(level, role, children):
                            yield self._styled(style_key(f"h{level}", role), plain(children), paper)
                        case Paragraph(role, children):
                            yield self._styled(style_key("caption", role), plain(children), paper)
                    yield _Piece(0.0, self._rows(block, head + rows, width), 0.0)

    def _styled(self, key: str, words: str, paper: str) -> _Piece:
        style, sheet = self._looks[key], self._theme.papers[paper]
        room = sheet.text_width * (1 - style.right / 100) - style.indent
        height = self._measure.lines(words, key, room) * (style.line or 0.0) + (style.rule.space if style.rule else 0.0)
        before = sheet.gap if style.before == "gap" else style.before
        return _Piece(before, height, style.after, style.new_page)

    def _definitions(self, block: DefinitionList, width: float) -> float:
        term, detail = self._looks["dt"], self._looks["dd"]
        axis = width * AXIS / 100
        height = 0.0
        for entry in block.entries:
            lines = sum(self._measure.lines(plain(words), "dd", width - axis) for words in entry.details)
            terms = self._measure.lines(plain(entry.term), "dt", axis - _TERM_PADDING)
            height += (0.0 if term.before == "gap" else term.before) + max(
                lines * (detail.line or 0.0), terms * (term.line or 0.0)
            )
        return height

    def _rows(self, table: Table, rows: tuple[Row, ...], width: float) -> float:
        airy = self._theme.tables[table.role or PLAIN_TABLE].airy
        columns = self._measure.rooms(table, width)
        first = _AIRY_TOP - _CELL if airy else 0.0
        return first + sum(self._row(row, columns) + (_CELL if airy else 2 * _CELL) for row in rows)

    def _row(self, row: Row, columns: list[float]) -> float:
        keys = [self._theme.cell_key(cell.scope, cell.role) for cell in row.cells]
        return max(
            self._measure.lines(plain(cell.children), key, room) * (self._looks[key].line or 0.0)
            + max((photograph.height for photograph in photographs_in(cell)), default=0.0)
            for cell, key, room in zip(row.cells, keys, columns, strict=True)
        )


def _parted(blocks: tuple[Block, ...], annex: str) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks before a section and those from it on; all of them before it where there is none."""
    for index, block in enumerate(blocks):
        if annex and any(isinstance(one, Section) and one.name == annex for one in every((block,))):
            return blocks[:index], blocks[index:]
    return blocks, ()
