"""Document → the same without short last lines, where the theme asks for that: a phrase is bound to the last word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from pipeline.document.traversal import parts, style_key
from pipeline.document.tree import (
    Aside,
    Block,
    Break,
    Cell,
    Definition,
    DefinitionList,
    Document,
    Emphasis,
    ForeignWords,
    Heading,
    Inline,
    Link,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
    Text,
    Time,
    plain,
)
from pipeline.model.theme import AXIS, Theme
from pipeline.writers.changes import each, same
from pipeline.writers.measure import Measure

Item = TypeVar("Item")
Words = tuple[Inline, ...]

_WHOLE = frozenset({"p.ask", "th.ask", "h1", "h1.title", "h2", "h2.market", "h3"})
"""Styles in which no last line is short, wherever the line before it then ends."""

_LEAST, _MOST = 0.25, 0.6
"""How much of the measure a last line takes at least, and how much may be bound for that."""

_ROUGHNESS = 0.02
"""How much longer or shorter a line may turn out, as a part of the measure."""

_PULLED = 0.27
"""How much the line before the last may lose to a phrase: where it loses more, it looks like a mistake itself."""

_SHORT = 6
"""A word of fewer letters stands on no last line alone."""

_LARGE = 12
"""From which size on no word stands on a last line alone, be it long or not."""

_ENDS = re.compile(r"[,.;:!?…)»”“—–]$")
"""How a phrase ends."""

_BEGINS = frozenset(
    re.findall(
        r"\w+",
        "and or but because that which who where when while if unless until before after for with without from in on "
        "at by than as и или но а если чтобы что который которая которое которые когда потому где на в во для из с со "
        "от до по при без у к о об за под через после und oder aber weil dass wenn ob für mit ohne von aus bei nach "
        "auf in an vor über als",
    )
)
"""Words with which a phrase begins."""

_LEADS = _BEGINS | frozenset(
    re.findall(
        r"\w+",
        "a an the of to no not your our their his her its не ни der die das den dem des ein eine einen einem einer zu",
    )
)
"""Words that do not end a line where it is chosen."""


class Rag:
    """Evens out the last lines of documents in one theme."""

    def __init__(self, theme: Theme, measure: Measure) -> None:
        self._theme = theme
        self._measure = measure
        self._looks = {key: look for key in theme.styles if (look := theme.style(key)).even}

    def evened(self, document: Document) -> Document:
        """The document with its last lines long enough; the very same one where all of them are."""
        width = self._theme.sheet(document.property("paper")).text_width
        blocks = each(lambda block: self._block(block, width), document.blocks)
        return document if blocks is document.blocks else replace(document, blocks=blocks)

    def _block(self, block: Block, width: float) -> Block:
        match block:
            case Section(_, _, inner) | Aside(_, inner):
                blocks = each(lambda one: self._block(one, width), inner)
                return block if blocks is inner else replace(block, blocks=blocks)
            case Heading():
                return self._heading(block, width)
            case Paragraph(role, children):
                return self._changed(block, self._words(children, style_key("p", role), width))
            case Table():
                return self._table(block, width)
            case DefinitionList():
                room = width * (1 - AXIS / 100)
                return self._with(block, each(lambda entry: self._definition(entry, room), block.entries))
        return block

    @staticmethod
    def _with(listed: DefinitionList, entries: tuple[Definition, ...]) -> DefinitionList:
        return listed if entries is listed.entries else replace(listed, entries=entries)

    def _definition(self, entry: Definition, room: float) -> Definition:
        details = each(lambda words: self._words(words, "dd", room), entry.details)
        return entry if details is entry.details else replace(entry, details=details)

    def _table(self, table: Table, width: float) -> Table:
        rooms = self._measure.rooms(table, width)
        rows = each(lambda row: self._row(row, rooms), table.rows)
        changed = table if rows is table.rows else replace(table, rows=rows)
        if not isinstance(table.caption, Heading):
            return changed
        caption = self._heading(table.caption, width)
        return changed if caption is table.caption else replace(changed, caption=caption)

    def _heading(self, heading: Heading, width: float) -> Heading:
        key = style_key(f"h{heading.level}", heading.role)
        return self._changed(heading, self._words(heading.children, key, width))

    def _row(self, row: Row, rooms: list[float]) -> Row:
        cells = tuple(self._cell(cell, room) for cell, room in zip(row.cells, rooms, strict=True))
        return row if all(map(same, cells, row.cells)) else replace(row, cells=cells)

    def _cell(self, cell: Cell, room: float) -> Cell:
        key = self._theme.cell_key(cell.scope, cell.role)
        said = parts(key, cell.children, self._theme.then_key(key))
        evened = [self._words(words, own, room) for own, words in said]
        if all(words is before for words, (_, before) in zip(evened, said, strict=True)):
            return cell
        lines = ((Break(), *words) if index else words for index, words in enumerate(evened))
        return replace(cell, children=tuple(child for line in lines for child in line))

    @staticmethod
    def _changed(holder: Item, children: Words) -> Item:
        return holder if children is holder.children else replace(holder, children=children)  # type: ignore[attr-defined,type-var]

    def _words(self, children: Words, key: str, width: float) -> Words:
        look = self._looks.get(key)
        if look is None:
            return children
        room = width * (1 - look.right / 100) - look.taken
        text = plain(children)
        first = self._bound_from(text, text.rfind("\n") + 1, key, room)
        return children if first is None else tuple(_bound(children, first))

    def _bound_from(self, text: str, start: int, key: str, room: float) -> int | None:
        """From which letter on the spaces of a text are bound; None where it ends well, or cannot."""
        line = text[start:]
        last = self._measure.last_line(line, key, room)
        if not last or self._measure.width(line[last:], key) >= (_LEAST - _ROUGHNESS) * room:
            return None
        phrase = self._filled(line, last, key, room, phrases=True)
        if phrase is None:
            whole = key in _WHOLE
            phrase = self._filled(line, last, key, room) if whole else self._companion(line, last, key, room)
        return None if phrase is None else start + phrase

    def _filled(self, line: str, last: int, key: str, room: float, *, phrases: bool = False) -> int | None:
        """From where on words fill a quarter of the last line: where a phrase begins, or anywhere."""
        most = self._measure.width(line[last:], key) + _PULLED * room if phrases else room
        for place in _places(line, last):
            wide = self._measure.width(line[place:], key)
            if wide > min(_MOST * room, most):
                return None
            enough = wide >= (_LEAST + _ROUGHNESS) * room or (phrases and " " not in line[last:])
            if enough and (not phrases or _is_phrase(line, place)):
                return place
        return None

    def _companion(self, line: str, last: int, key: str, room: float) -> int | None:
        """Where the word begins that keeps a short one company, so that it stands on no line alone."""
        alone = " " not in line[last:]
        short = alone and not re.search(rf"\w{{{_SHORT}}}", line[last:])
        # Large words are read alone, so that none of them stands on a line alone.
        if not short and not (alone and (self._looks[key].size or 0) >= _LARGE):
            return None
        for place in _places(line, last):
            if self._measure.width(line[place:], key) > _MOST * room:
                return None
            if _word(line[:place].rstrip(" ").rpartition(" ")[2]) not in _LEADS:
                return place
        return None


def _places(line: str, last: int) -> Iterator[int]:
    """Where words begin before the last line, the nearest first."""
    while (last := line.rfind(" ", 0, last - 1) + 1) > 0:
        yield last


def _is_phrase(line: str, place: int) -> bool:
    ends = _ENDS.search(line[:place].rstrip(" ")) and not (line[place - 2] == "," and line[place].isdigit())
    return bool(ends) or _word(line[place:].split(" ", 1)[0]) in _BEGINS


def _word(said: str) -> str:
    return said.split("\u00a0", 1)[0].lower().strip("(«“„")


def _bound(children: Words, first: int) -> Iterator[Inline]:
    """Some words with no-break spaces from a letter on; codes are left as they are."""
    start = 0
    for child in children:
        yield _inline(child, first - start)
        start += len(plain((child,)))


def _inline(child: Inline, first: int) -> Inline:
    match child:
        case Text(text):
            kept = max(first, 0)
            return Text(text[:kept] + text[kept:].replace(" ", "\u00a0"))
        case Strong(inner) | Emphasis(inner) | Link(_, inner) | Time(_, inner) | ForeignWords(_, inner):
            return replace(child, children=tuple(_bound(inner, first)))
    return child
