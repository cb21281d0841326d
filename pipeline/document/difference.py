"""Two documents → what changed between them, paragraph by paragraph, with the words that are not the same."""

from __future__ import annotations

import difflib
import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.document.tree import (
    Aside,
    Block,
    Break,
    DefinitionList,
    Document,
    Emphasis,
    ForeignWords,
    Heading,
    Inline,
    Link,
    List,
    PageNumber,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
    Text,
    Time,
    Token,
    plain,
)

_ALIKE = 0.4
"""From this share of common words on, one paragraph is another one edited, and not a new one."""


@dataclass(frozen=True)
class Piece:
    """A word, with what no-break spaces bind to it, or what stands between words.

    `code` is copied letter for letter; `changed` is on one side only.
    """

    text: str
    code: bool = False
    language: str = ""
    changed: bool = False


Pieces = tuple[Piece, ...]

_BREAK = Piece("\v")


@dataclass(frozen=True)
class Change:
    """One paragraph, item or row under a heading: as it was and as it is, None where it was not or is not there."""

    section: str
    was: Pieces | None
    now: Pieces | None


@dataclass(frozen=True)
class _Unit:
    section: str
    pieces: Pieces

    @property
    def words(self) -> list[str]:
        return [piece.text for piece in self.pieces]

    @property
    def text(self) -> str:
        return "".join(self.words)


def changes(before: Document, now: Document) -> list[Change]:
    """What changed in reading order. Running heads, which carry version and date, are left out."""
    old, new = list(_units(before.blocks)), list(_units(now.blocks))
    matcher = difflib.SequenceMatcher(None, [unit.text for unit in old], [unit.text for unit in new], autojunk=False)
    found: list[Change] = []
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal":
            found += _paired(old[first:last], new[start:end])
    return found


def text(pieces: Pieces | None) -> str:
    """Some pieces as plain text."""
    return "".join(piece.text for piece in pieces or ())


def _paired(old: Sequence[_Unit], new: Sequence[_Unit]) -> Iterator[Change]:
    """Changes of paragraphs that stand in each other's place: the most alike ones are one edited paragraph."""
    start = 0
    for unit in old:
        shares = [_alike(unit, other) for other in new[start:]]
        best = max(shares, default=0.0)
        if best < _ALIKE:
            yield Change(unit.section, _marked(unit.pieces), None)
            continue
        found = start + shares.index(best)
        yield from (Change(other.section, None, _marked(other.pieces)) for other in new[start:found])
        yield Change(new[found].section, *_told_apart(unit, new[found]))
        start = found + 1
    yield from (Change(other.section, None, _marked(other.pieces)) for other in new[start:])


def _alike(first: _Unit, second: _Unit) -> float:
    if first.section != second.section and not (first.text and second.text):
        return 0.0
    return difflib.SequenceMatcher(None, first.words, second.words, autojunk=False).ratio()


def _told_apart(old: _Unit, new: _Unit) -> tuple[Pieces, Pieces]:
    """Both sides, with the words marked that only one of them has."""
    matcher = difflib.SequenceMatcher(None, old.words, new.words, autojunk=False)
    was, now = list(old.pieces), list(new.pieces)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal":
            was[first:last] = _marked(tuple(was[first:last]))
            now[start:end] = _marked(tuple(now[start:end]))
    return tuple(was), tuple(now)


def _marked(pieces: Pieces) -> Pieces:
    return tuple(replace(piece, changed=bool(piece.text.strip())) for piece in pieces)


# --- a document as paragraphs -----------------------------------------------


def _units(blocks: Sequence[Block], section: str = "") -> Generator[_Unit, None, str]:
    """Every paragraph, item, definition and row with the heading it stands under; returns the last heading."""
    for block in blocks:
        match block:
            case Heading(level, _, children):
                section = plain(children) if level > 1 else section
                yield _Unit(section, _pieces(children))
            case Paragraph(_, children):
                yield _Unit(section, _pieces(children))
            case List(_, _, items):
                for item in items:
                    section = yield from _units(item, section)
            case DefinitionList(_, entries):
                for entry in entries:
                    for detail in entry.details:
                        yield _Unit(section, (*_pieces(entry.term), Piece(": "), *_pieces(detail)))
            case Table():
                if isinstance(block.caption, Heading):
                    section = plain(block.caption.children)
                yield from _rows(block, section)
            case Section(_, _, inner) | Aside(_, inner):
                section = yield from _units(inner, section)
    return section


def _rows(table: Table, section: str) -> Iterator[_Unit]:
    """A row with its label is one paragraph; in one without, each cell goes with the head of its column."""
    if table.caption is not None:
        yield _Unit(section, _pieces(table.caption.children))
    for row in table.rows:
        if any(cell.scope for cell in row.cells) or not table.head:
            cells = [_pieces(cell.children) for cell in row.cells if plain(cell.children)]
            yield _Unit(section, tuple(piece for cell in cells for piece in (Piece(" · "), *cell))[1:])
        else:
            yield from _labelled(table.head[-1], row, section)


def _labelled(head: Row, row: Row, section: str) -> Iterator[_Unit]:
    for label, cell in zip(head.cells, row.cells, strict=True):
        if plain(cell.children):
            yield _Unit(section, (*_pieces(label.children), Piece(": "), *_pieces(cell.children)))


def _pieces(children: Sequence[Inline], language: str = "") -> Pieces:
    """The pieces of some inlines: lines, which are told in one, are kept apart by a sign where they have none."""
    found: list[Piece] = []
    for piece in _split(children, language):
        if piece == _BREAK:
            # A space at the end of a line is none.
            while found and found[-1].text.isspace():
                found.pop()
            piece = Piece("; " if found and found[-1].text[-1] not in " .,;:!?…–—" else " ")
        found.append(piece)
    return tuple(found)


def _split(children: Sequence[Inline], language: str) -> Iterator[Piece]:
    for child in children:
        match child:
            case Text(words):
                yield from (Piece(part, language=language) for part in re.split("([ \n]+)", words) if part)
            case Token(code):
                yield Piece(code, code=True, language=language)
            case Link(href, inner):
                yield from _split(inner, language)
                if plain(inner) not in href:
                    # Where a link leads is part of what is said; most are printed as they are.
                    yield from (Piece(" "), Piece(href, code=True))
            case ForeignWords(other, inner):
                yield from _split(inner, other)
            case Strong(inner) | Emphasis(inner) | Time(_, inner):
                yield from _split(inner, language)
            case Break():
                yield _BREAK
            case PageNumber():
                pass
