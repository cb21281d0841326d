"""Document → how high its parts are: whether they may begin on pages of their own, and whether it surely fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import ceil, inf

from pipeline.document.traversal import every, masthead, parts, style_key
from pipeline.document.tree import (
    Aside,
    Block,
    Cell,
    Contents,
    DefinitionList,
    Document,
    Figure,
    Heading,
    Inline,
    List,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
    plain,
)
from pipeline.model.paper import Spacing
from pipeline.model.theme import AXIS, PLAIN_TABLE, Style, Theme
from pipeline.writers import pictures
from pipeline.writers.inline_pictures import tall
from pipeline.writers.measure import Measure

_CELL, _AIRY_TOP = 2.25, 3.75
"""Above and below the words of a cell, and above those of the first row of an airy table, in points."""

_SPACE = "\u00a0"
"""As wide as what stands beside the words of a cell, unseen, so that they are read apart from those of the next."""

_TERM_PADDING = 9.0

_ROUGHNESS = 9.0
"""How much higher a part may turn out, in points: what only seems not to fit leaves less room than a heading needs."""

_LEFT_FREE = 110.0
"""How much of a page may stay free below its last block, in points, where the next one is kept whole."""

_LITTLE = 0.3
"""A last page with less of its room used is better saved."""

_FEW_LINES = 80.0
"""A part that ends on a page of its own with less than this may end with too few lines, in points."""


@dataclass(frozen=True)
class _Piece:
    """A block's height without the spaces around it, and whether it begins a page."""

    before: float | None
    """The space before it, in points; None where it is the paper's own before a section."""
    height: float
    after: float
    new_page: bool = False
    doubt: float = 0.0
    """How much higher it may turn out, where words in it are wider than their room; without end where nobody knows."""


_Parted = tuple[list[_Piece], list[_Piece]]


class Flow:
    """Knows how high the parts of documents are, in one theme."""

    def __init__(self, theme: Theme, measure: Measure) -> None:
        self._theme = theme
        self._measure = measure
        self._looks = {key: theme.style(key) for key in theme.styles}
        self._last: tuple[Document | None, dict[str, _Parted]] = None, {}

    def spacing(self, document: Document, paper: str) -> Spacing:
        """The most space at which a document has the pages on a paper that it may have; parts have pages of their own
        for as long as that is so. One that may have any number stands closer where that saves a page of a part.
        """
        if not document.property("pages"):
            return "close" if self._saves_a_page(document, paper) else "usual"
        short = self._is_short(document, paper, "close")
        if self._is_short(document, paper, "usual") and not (short and self._saves_a_page(document, paper)):
            return "usual"
        return "close" if short else "flowing"

    def fits(self, document: Document, paper: str) -> bool:
        """Whether it is certain, without setting it, that a document has the pages that it may have, and ends well."""
        spacing = self.spacing(document, paper)
        if not document.property("pages") or spacing == "flowing":
            return False
        before, after = self._parted(document, paper)
        gap, room = self._gap(paper, spacing), self._room(paper)
        least = _heights(before + after, gap)
        most = _heights([replace(piece, height=piece.height + piece.doubt) for piece in before + after], gap)
        return all(_certain(low, high, room) for low, high in zip(least, most, strict=True)) and (
            len(least) == 1 or least[-1] >= _FEW_LINES
        )

    def _saves_a_page(self, document: Document, paper: str) -> bool:
        """Whether a part would end on a page with little on it, and there is none such where sections stand closer."""
        before, after = self._parted(document, paper)
        room = self._room(paper)
        usual, close = (_heights(before + after, self._gap(paper, spacing)) for spacing in ("usual", "close"))
        return any(
            _sheets([less], room) < _sheets([more], room) and (more + _ROUGHNESS) % room < room * _LITTLE
            for less, more in zip(close, usual, strict=True)
        )

    def _is_short(self, document: Document, paper: str, spacing: Spacing) -> bool:
        """Whether a document has the pages that it may have, with each of its parts on pages of its own."""
        before, after = self._parted(document, paper)
        most, core = (int(document.property(name) or 0) for name in ("pages", "core"))
        room, gap = self._room(paper), self._gap(paper, spacing)
        # An annex that begins below the rest is best kept with it, as far as to its first page.
        page = next((index for index, piece in enumerate(after) if piece.new_page), 0)
        first, rest = (_sheets(_heights(pieces, gap), room) for pieces in (before + after[:page], after[page:]))
        return not (core and after and first > core) and first + rest <= most

    def _parted(self, document: Document, paper: str) -> _Parted:
        """What stands before a document's annex and from it on, on a paper; kept until there is another document."""
        if self._last[0] is not document:
            self._last = document, {}
        known = self._last[1]
        if paper not in known:
            before, after = (list(self._pieces(blocks, paper)) for blocks in _around_annex(document))
            known[paper] = before, after
        return known[paper]

    def parts(self, blocks: tuple[Block, ...], paper: str) -> list[float]:
        """The height of each part of some blocks that begins a page, in points."""
        return _heights(self._pieces(blocks, paper), self._gap(paper, "usual"))

    def _gap(self, paper: str, spacing: Spacing) -> float:
        return self._theme.spaced(spacing).sheet(paper).gap

    def _room(self, paper: str) -> float:
        sheet = self._theme.sheet(paper)
        return sheet.height - sheet.top - sheet.bottom

    def _pieces(self, blocks: tuple[Block, ...], paper: str) -> Iterator[_Piece]:
        width = self._theme.sheet(paper).text_width
        for block in every(blocks, lists=False):
            match block:
                case Heading(level, role, children):
                    yield self._styled(style_key(f"h{level}", role), children, paper)
                case Paragraph("masthead", children) if masthead(children):
                    yield self._styled("p.masthead", (), paper)
                case Paragraph(role, children):
                    yield self._styled(style_key("p", role), children, paper)
                case DefinitionList():
                    yield self._definitions(block, width)
                case Table(_, _, caption, head, rows):
                    match caption:
                        case Heading(level, role, children):
                            yield self._styled(style_key(f"h{level}", role), children, paper)
                        case Paragraph(role, children):
                            yield self._styled(style_key("caption", role), children, paper)
                    yield self._rows(block, head + rows, width)
                case Figure(role, _, picture, children):
                    yield self._picture(role, picture, width)
                    if children:
                        yield self._styled("figcaption", children, paper)
                case List() | Contents() | Aside():
                    yield self._rough(block, width)

    def _styled(self, key: str, children: tuple[Inline, ...], paper: str) -> _Piece:
        style, sheet = self._looks[key], self._theme.sheet(paper)
        room = sheet.text_width * (1 - style.right / 100) - style.taken
        line = style.line or 0.0
        height = self._lines(children, key, room) * line + (style.rule.space if style.rule else 0.0)
        before = None if style.before == "gap" else style.before
        return _Piece(before, height, style.after, style.new_page, self._more_lines(children, key, room) * line)

    def _lines(self, children: tuple[Inline, ...], key: str, room: float) -> int:
        return self._measure.lines(plain(children), key, room, _bold(children))

    def _more_lines(self, children: tuple[Inline, ...], key: str, room: float) -> int:
        return self._measure.more_lines(plain(children), key, room, _bold(children))

    def _picture(self, role: str, reference: str, width: float) -> _Piece:
        size, look = pictures.size(reference), self._theme.figures.get(role)
        height = width * size[1] / size[0] if size else 0.0
        before, after = (look.before, look.after) if look else (0.0, 0.0)
        return _Piece(before, height, after, doubt=0.0 if size else inf)

    def _rough(self, block: Block, width: float) -> _Piece:
        """The lines of a list, as if its signs had no width; of others nobody knows anything."""
        key = "li.ordered" if isinstance(block, List) and block.ordered else "li"
        inner = every((block,)) if isinstance(block, List) else ()
        lines = sum(self._lines(one.children, key, width) for one in inner if isinstance(one, Paragraph))
        return _Piece(0.0, lines * (self._looks[key].line or 0.0), 0.0, doubt=inf)

    def _definitions(self, block: DefinitionList, width: float) -> _Piece:
        term, detail = self._looks["dt"], self._looks["dd"]
        axis = width * AXIS / 100
        room, beside = width - axis, axis - _TERM_PADDING
        height = doubt = 0.0
        for entry in block.entries:
            lines = sum(self._lines(words, "dd", room) for words in entry.details)
            terms = self._lines(entry.term, "dt", beside)
            height += (0.0 if term.before == "gap" else term.before) + max(
                lines * (detail.line or 0.0), terms * (term.line or 0.0)
            )
            doubt += sum(self._more_lines(words, "dd", room) for words in entry.details) * (detail.line or 0.0)
            doubt += self._more_lines(entry.term, "dt", beside) * (term.line or 0.0)
        return _Piece(0.0, height, 0.0, doubt=doubt)

    def _rows(self, table: Table, rows: tuple[Row, ...], width: float) -> _Piece:
        look = self._theme.tables[table.role or PLAIN_TABLE].lined(len(table.rows))
        columns = self._measure.rooms(table, width)
        first = _AIRY_TOP - _CELL if look.airy else 0.0
        around = _CELL + (look.below if look.airy else _CELL / 2 if look.short else _CELL)
        heights = [self._row(row, columns) for row in rows]
        height = first + sum(height + around for height, _ in heights)
        return _Piece(0.0, height, 0.0, doubt=sum(doubt for _, doubt in heights))

    def _row(self, row: Row, columns: list[float]) -> tuple[float, float]:
        """The height of a row, and how much higher it may turn out."""
        least = most = 0.0
        for cell, key, taken in zip(row.cells, self._keys(row), columns, strict=True):
            (_, first), *rest = parts(key, cell.children, self._looks[key].then)
            low, high = self._cell(replace(cell, children=first), key, taken)
            for below, words in rest:
                low += float(self._looks[below].before or 0.0)
                high += float(self._looks[below].before or 0.0)
                beneath = self._cell(replace(cell, children=words), below, taken)
                low, high = low + beneath[0], high + beneath[1]
            least, most = max(least, low), max(most, high)
        return least, most - least

    def _cell(self, cell: Cell, key: str, taken: float) -> tuple[float, float]:
        """The height of a cell of words in one style, and the most that it may turn out."""
        look = self._looks[key]
        room = taken - look.taken
        lines = self._measure.lines(_said(cell), key, room, _bold(cell.children))
        more = self._more_lines(cell.children, key, room)
        pictured = tall(cell.children, look.line or 0.0)
        least = self._framed(lines * (look.line or 0.0) + pictured, look)
        return least, self._framed((lines + more) * (look.line or 0.0) + pictured, look)

    @staticmethod
    def _framed(high: float, look: Style) -> float:
        # What is open on a side has a line, and space, on the other alone.
        return high + look.frame.padding * (1 if look.frame.open else 2) if look.frame else high

    def _keys(self, row: Row) -> list[str]:
        return [self._theme.cell_key(cell.scope, cell.role) for cell in row.cells]


def _sheets(heights: Iterable[float], room: float) -> int:
    """How many pages parts take that begin pages of their own."""
    return sum(ceil((height + _ROUGHNESS) / room) for height in heights)


def _certain(least: float, most: float, room: float) -> bool:
    """Whether a part surely ends on the page on which it seems to end, and not with a few lines on its last."""
    before, last = divmod(least, room)
    return (not before or last >= _FEW_LINES) and most - least + last + before * _LEFT_FREE + _ROUGHNESS <= room


def _said(cell: Cell) -> str:
    """The words of a cell with the space beside them, which takes room."""
    return plain(cell.children) + _SPACE


def _bold(children: tuple[Inline, ...]) -> frozenset[int]:
    """The places of the bold letters among those of some inlines."""
    if not any(isinstance(child, Strong) for child in children):
        return frozenset()
    places: set[int] = set()
    start = 0
    for child in children:
        end = start + len(plain((child,)))
        if isinstance(child, Strong):
            places.update(range(start, end))
        start = end
    return frozenset(places)


def _heights(pieces: Iterable[_Piece], gap: float) -> list[float]:
    """The height of each part that begins a page, in points, with a space before each section."""
    heights: list[float] = []
    below = 0.0
    for piece in pieces:
        if piece.new_page or not heights:
            heights.append(0.0)
        space = max(below, gap if piece.before is None else piece.before) if heights[-1] else 0.0
        heights[-1] += space + piece.height
        below = piece.after
    return heights


def _around_annex(document: Document) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks before a document's annex and those from it on; all of them before it where there is none."""
    blocks, annex = document.blocks, document.property("annex")
    for index, block in enumerate(blocks):
        if annex and any(isinstance(one, Section) and one.name == annex for one in every((block,))):
            return blocks[:index], blocks[index:]
    return blocks, ()
