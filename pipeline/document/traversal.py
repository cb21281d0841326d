"""What a document says, read off its tree: its lines, its outline, its figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.document.tree import (
    Aside,
    Block,
    Break,
    Contents,
    DefinitionList,
    Emphasis,
    Figure,
    ForeignWords,
    Heading,
    Inline,
    Link,
    List,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
    Text,
    Time,
    plain,
)

CONTENTS_LEVELS = (2,)
"""The levels of the headings that a table of contents lists: the first is the document's own name, the third parts."""


def masthead(children: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], tuple[Inline, ...]] | None:
    """The wordmark of a masthead and what stands at its other end; None for one that begins with no wordmark."""
    match children:
        case (Strong(brand), Text(text), *rest):
            return brand, (Text(text.lstrip()), *rest)
        case (Strong(brand), *rest):
            return brand, tuple(rest)
    return None


def within(children: tuple[Inline, ...]) -> Iterator[Inline]:
    """Every inline, also those inside others, in reading order."""
    for child in children:
        yield child
        match child:
            case Strong(inner) | Emphasis(inner) | Link(_, inner) | Time(_, inner) | ForeignWords(_, inner):
                yield from within(inner)


def every(blocks: tuple[Block, ...], *, lists: bool = True) -> Iterator[Block]:
    """Every block, also those inside sections, asides and, unless `lists` stay whole, lists, in reading order."""
    for block in blocks:
        yield block
        match block:
            case Section(_, _, inner) | Aside(_, inner):
                yield from every(inner, lists=lists)
            case List(_, _, items) if lists:
                yield from (block for item in items for block in every(item))


def outline(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    """The headings that a table of contents lists, in reading order."""
    for block in every(blocks):
        match block:
            case (Heading() as heading) | Table(caption=Heading() as heading) if heading.level in CONTENTS_LEVELS:
                yield heading


def tables(blocks: tuple[Block, ...]) -> Iterator[Table]:
    """Every table of some blocks, in reading order."""
    return (block for block in every(blocks) if isinstance(block, Table))


def cell_label(table: Table, row: Row, index: int) -> str:
    """What a cell of a row is asked for: the words of its table's caption, of the row's head before it and of its
    column's.
    """
    caption = plain(table.caption.children) if table.caption else table.label
    heads = [cell for cell in row.cells[: index + 1] if cell.scope == "row"]
    first = heads[-1] if heads else row.cells[0]
    own = plain(first.children) if row.cells[index] is not first else ""
    head = plain(table.head[-1].cells[index].children) if table.head else ""
    return " – ".join(filter(None, (words.strip(" \u00a0☐") for words in (caption, own, head))))


def links(blocks: tuple[Block, ...]) -> Iterator[Link]:
    """Every link of some blocks, in reading order."""
    for _, children in styled(blocks, lambda scope, role: ""):
        yield from (child for child in within(children) if isinstance(child, Link))


def figures(blocks: tuple[Block, ...]) -> Iterator[Figure]:
    """Every figure of some blocks, in reading order."""
    return (block for block in every(blocks) if isinstance(block, Figure))


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


def style_key(element: str, role: str) -> str:
    """The key of the style of an element in a role, or of the plain element."""
    return f"{element}.{role}" if role else element


Run = tuple[str, tuple[Inline, ...]]
"""Some words with the key of the style that they are set in."""


def parts(key: str, children: tuple[Inline, ...], then: str | None) -> tuple[Run, ...]:
    """The words of a cell: those behind its first line end apart, where they have a style of their own.

    Where that is the same one, each line is a paragraph by itself.
    """
    ends = [index for index, child in enumerate(children) if isinstance(child, Break)] if then else []
    if then is None or not ends:
        return ((key, children),)
    if then != key:
        return (key, children[: ends[0]]), (then, children[ends[0] + 1 :])
    starts = [0, *(end + 1 for end in ends)]
    return tuple((key, children[start:end]) for start, end in zip(starts, [*ends, len(children)], strict=True))


def styled(
    blocks: tuple[Block, ...], cell_key: Callable[[str, str], str], then: Callable[[str], str | None] = lambda key: None
) -> Iterator[Run]:
    """Each run of words with the key of the style it is set in; a wordmark with that of its mark.

    `cell_key` knows the style of a table's cell, by its scope and role, and `then` that of what follows its first line.
    """
    for block in blocks:
        match block:
            case Heading(level, role, children):
                yield style_key(f"h{level}", role), children
            case Paragraph("masthead", children) if parts := masthead(children):
                yield "brand", parts[0]
                yield "p.masthead", parts[1]
            case Paragraph(role, children):
                yield style_key("p", role), children
            case List(ordered, _, items):
                key = "li.ordered" if ordered else "li"
                yield from ((key, children) for item in items for _, children in styled(item, cell_key, then))
            case DefinitionList(_, entries):
                for entry in entries:
                    yield "dt", entry.term
                    yield from (("dd", detail) for detail in entry.details)
            case Table():
                yield from _table(block, cell_key, then)
            case Contents(title):
                yield "contents", title
                yield from ((f"contents.{heading.level}", heading.children) for heading in outline(blocks))
            case Section(_, _, inner) | Aside(_, inner):
                yield from styled(inner, cell_key, then)
            case Figure(_, _, _, children):
                yield "figcaption", children


def _table(table: Table, cell_key: Callable[[str, str], str], then: Callable[[str], str | None]) -> Iterator[Run]:
    match table.caption:
        case Heading(level, role, children):
            yield style_key(f"h{level}", role), children
        case Paragraph(role, children):
            yield style_key("caption", role), children
    for row in table.head + table.rows:
        for cell in row.cells:
            key = cell_key(cell.scope, cell.role)
            yield from parts(key, cell.children, then(key))


def joined(children: tuple[Inline, ...]) -> list[Inline]:
    """The same inlines with no two texts beside each other."""
    joined: list[Inline] = []
    for child in children:
        match joined, child:
            case [*_, Text(before)], Text(text):
                joined[-1] = Text(before + text)
            case _:
                joined.append(child)
    return joined
