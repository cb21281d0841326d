"""The last pass over text in a language: quotation marks, then dashes and the spaces that must not break.

The pass is idempotent, and leaves addresses, handles, hashtags and codes inside running text as
they are; what is known to be a code is a Token node of the tree and never comes here.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.base.codes import OPAQUE, STAND_IN
from pipeline.document.tree import (
    Aside,
    Block,
    Break,
    Contents,
    Definition,
    DefinitionList,
    Document,
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
    Token,
)
from pipeline.language import spacing, spans
from pipeline.language.quotes import Quotation
from pipeline.model.language import Typography

_FIRST_WORD, _LAST_WORD = re.compile(r"\A(?:[\w-]+|.)", re.DOTALL), re.compile(r"(?:[\w-]+|.)\Z", re.DOTALL)
"""What stands next to a text before it or behind it."""


class Typographer:
    """Sets the text of one language by that language's signs and habits.

    `names` are what keeps its marked letters where the organization prints plain ones; None where it does not.
    `counted` are words that stand behind a number; `across` stands between days of different months, `money` is how
    the words for currencies begin.
    """

    def __init__(
        self,
        typography: Typography,
        months: Sequence[str] = (),
        names: Collection[str] | None = None,
        counted: Collection[str] = (),
        across: str = spans.RANGE,
        money: Collection[str] = (),
    ) -> None:
        self._rules = spacing.rules(typography, months, counted, across, money)
        if names is not None:
            self._rules += spacing.letters(typography.plain_letters, names)
        self.quoted = Quotation(typography.quotes, typography.inner_quotes, typography.elisions)
        """The text with its quotation marks set, as long as before."""

    def text(self, text: str) -> str:
        """A text as typeset."""
        return self.spaced(self.quoted(text))

    @lru_cache(maxsize=20_000)  # noqa: B019 - lives as long as the run; most words recur in every document
    def spaced(self, text: str, before: str = "", after: str = "") -> str:
        """A text with its dashes and spaces set, standing between the words `before` and `after`, or their ends."""
        for left, right in ((before, after), (before[-1:], after[:1])):
            whole = self._ruled(left + text + right)
            if whole.startswith(left) and whole.endswith(right):
                return whole[len(left) : len(whole) - len(right)]
        # What would be replaced reaches beyond this text, where it cannot be.
        return self._ruled(text)

    def _ruled(self, text: str) -> str:
        kept = iter(OPAQUE.findall(text))
        text = OPAQUE.sub(STAND_IN, text)
        for pattern, printed in self._rules:
            text = pattern.sub(printed, text)
        return re.sub(STAND_IN, lambda match: next(kept), text)


def typeset(document: Document, typographers: dict[str, Typographer]) -> Document:
    """The document with every text set in the language it is in."""
    setter = _Setter(typographers, document.language)
    return replace(
        document,
        header=tuple(setter.paragraph(item) for item in document.header),
        blocks=setter.blocks(document.blocks),
        footer=tuple(setter.paragraph(item) for item in document.footer),
    )


class _Setter:
    def __init__(self, typographers: dict[str, Typographer], language: str) -> None:
        self.typographers = typographers
        self.language = language

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self.block(block) for block in blocks)

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, children=self.inlines(paragraph.children))

    def block(self, block: Block) -> Block:
        match block:
            case Heading() | Paragraph():
                return replace(block, children=self.inlines(block.children))
            case Contents(title):
                return replace(block, title=self.inlines(title))
            case List():
                return replace(block, items=tuple(self.blocks(item) for item in block.items))
            case DefinitionList():
                return replace(block, entries=tuple(self.definition(entry) for entry in block.entries))
            case Table():
                caption = (
                    None
                    if block.caption is None
                    else replace(block.caption, children=self.inlines(block.caption.children))
                )
                return replace(
                    block, caption=caption, head=tuple(map(self.row, block.head)), rows=tuple(map(self.row, block.rows))
                )
            case Section() | Aside():
                return replace(block, blocks=self.blocks(block.blocks))
            case Figure():
                alt = self.typographers[self.language].text(block.alt)
                return replace(block, alt=alt, caption=self.inlines(block.caption))

    def definition(self, entry: Definition) -> Definition:
        return Definition(self.inlines(entry.term), tuple(self.inlines(detail) for detail in entry.details))

    def row(self, row: Row) -> Row:
        return replace(row, cells=tuple(replace(cell, children=self.inlines(cell.children)) for cell in row.cells))

    def inlines(self, children: tuple[Inline, ...], before: str = "", after: str = "") -> tuple[Inline, ...]:
        """The words of a line: first its quotation marks, which pair across links and emphasis, then its spaces."""
        words = "".join(_words(children))
        quoted = self.typographers[self.language].quoted(words)
        if quoted != words:
            children = tuple(_replaced(children, iter(quoted)))
        return self.spaced(children, before, after)

    def spaced(self, children: tuple[Inline, ...], before: str, after: str) -> tuple[Inline, ...]:
        printed = []
        for index, child in enumerate(children):
            left = _edge(children[:index], last=True) or before
            right = _edge(children[index + 1 :], last=False) or after
            printed.append(self.inline(child, left, right))
        return tuple(printed)

    def inline(self, child: Inline, before: str, after: str) -> Inline:
        match child:
            case Text(text):
                return Text(self.typographers[self.language].spaced(text, before, after))
            case ForeignWords(language, inner):
                return ForeignWords(language, _Setter(self.typographers, language).inlines(inner, before, after))
            case Strong() | Emphasis() | Link() | Time():
                return replace(child, children=self.spaced(child.children, before, after))
            case _:
                return child


def _words(children: tuple[Inline, ...]) -> Iterator[str]:
    """The words of a line in its own language, with one sign for whatever else stands in it."""
    for child in children:
        match child:
            case Text(text):
                yield text
            case Strong(inner) | Emphasis(inner) | Link(_, inner) | Time(_, inner):
                yield from _words(inner)
            case Break():
                yield "\n"
            case _:
                yield STAND_IN


def _replaced(children: tuple[Inline, ...], signs: Iterator[str]) -> Iterator[Inline]:
    """The same line with other signs, as many as `_words` gave."""
    for child in children:
        match child:
            case Text(text):
                yield Text("".join(itertools.islice(signs, len(text))))
            case Strong() | Emphasis() | Link() | Time():
                yield replace(child, children=tuple(_replaced(child.children, signs)))
            case _:
                next(signs)
                yield child


def _edge(children: tuple[Inline, ...], *, last: bool) -> str:
    """The word next to a text, or the sign: the last of what precedes it, or the first of what follows.

    A letter alone would be taken for a preposition, which keeps the next word on its line.
    """
    for child in reversed(children) if last else children:
        match child:
            case Text(text) | Token(text):
                found = (_LAST_WORD if last else _FIRST_WORD).search(text)
                edge = found[0] if found else ""
            case Strong(inner) | Emphasis(inner) | Link(_, inner) | Time(_, inner) | ForeignWords(_, inner):
                edge = _edge(inner, last=last)
            case Break():
                edge = "\n"
            case _:
                edge = STAND_IN
        if edge:
            return edge
    return ""
