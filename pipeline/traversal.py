"""What a document says, read off its tree: its lines, its outline, its figures."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.document import (
    Aside,
    Block,
    Contents,
    DefinitionList,
    Figure,
    Heading,
    List,
    Paragraph,
    Section,
    Table,
    plain,
)

CONTENTS_LEVELS = (2, 3)
"""The levels of the headings that a table of contents lists: the first is the document's own name."""


def outline(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    """The headings that a table of contents lists, in reading order."""
    for block in blocks:
        match block:
            case (Heading() as heading) | Table(caption=Heading() as heading) if heading.level in CONTENTS_LEVELS:
                yield heading
            case Section(_, _, inner) | Aside(_, inner):
                yield from outline(inner)


def lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Every paragraph, item, term and cell of some blocks as plain text, in reading order.

    A table of contents says its entries, but no page: that hangs on the format.
    """
    for block in blocks:
        match block:
            case Heading(_, _, children) | Paragraph(_, children):
                yield plain(children)
            case List(_, _, items):
                yield from (line for item in items for line in lines(item))
            case DefinitionList(_, entries):
                for entry in entries:
                    yield plain(entry.term)
                    yield from map(plain, entry.details)
            case Table(_, _, caption, head, rows):
                if caption is not None:
                    yield plain(caption.children)
                for row in head + rows:
                    yield from (plain(cell.children) for cell in row.cells)
            case Section(_, _, inner) | Aside(_, inner):
                yield from lines(inner)
            case Contents(title):
                yield plain(title)
                yield from (plain(heading.children) for heading in outline(blocks))
            case Figure(_, _, _, children):
                yield plain(children)


def figures(blocks: tuple[Block, ...]) -> Iterator[Figure]:
    """Every figure of some blocks, in reading order."""
    for block in blocks:
        match block:
            case Figure():
                yield block
            case Section(_, _, inner) | Aside(_, inner):
                yield from figures(inner)
            case List(_, _, items):
                for item in items:
                    yield from figures(item)


def tables(blocks: tuple[Block, ...]) -> Iterator[Table]:
    """Every table of some blocks, in reading order."""
    for block in blocks:
        match block:
            case Table():
                yield block
            case Section(_, _, inner) | Aside(_, inner):
                yield from tables(inner)
