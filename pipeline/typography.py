"""The last pass over text in a language: quotes, dashes and the spaces that must not break.

The pass is idempotent, and leaves addresses, handles and hashtags inside running text as
they are; codes are Token nodes of the tree and never come here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.document import (
    Aside,
    Block,
    Definition,
    DefinitionList,
    Document,
    Emphasis,
    Foreign,
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
from pipeline.model.language import Typography

NBSP = "\u00a0"
_STAND_IN = "\ue000"
"""A private character in the place of what must stay as it is: its neighbours then see that something is there."""
_OPAQUE = re.compile(rf"https?://\S+|[\w.+-]+@[\w-]+\.[\w.-]+|[#@][\w.]+|{_STAND_IN}")
_SPACE = f"[ {NBSP}]"


class Typographer:
    """Sets the text of one language by that language's signs and habits."""

    def __init__(self, typography: Typography, months: Sequence[str] = ()) -> None:
        self._rules = (*_rules(typography), *_month_rules(months))
        self._quotes = (typography.quotes, typography.inner_quotes)

    @lru_cache(maxsize=20_000)  # noqa: B019 - lives as long as the run; most words recur in every document
    def text(self, text: str, before: str = "", after: str = "") -> str:
        """`text` as typeset, standing between the characters `before` and `after`."""
        whole = before + text + after
        opaque = iter(_OPAQUE.findall(whole))
        whole = self._quoted(self._apply(_OPAQUE.sub(_STAND_IN, whole)))
        whole = re.sub(_STAND_IN, lambda match: next(opaque), whole)
        return whole[len(before) : len(whole) - len(after)]

    def _apply(self, text: str) -> str:
        for pattern, printed in self._rules:
            text = pattern.sub(printed, text)
        return text

    def _quoted(self, text: str) -> str:
        """Straight double quotes as the language's, nested ones as its inner ones."""
        depth, printed = 0, []
        for index, char in enumerate(text):
            if char == '"':
                opens = index == 0 or text[index - 1] in f" {NBSP}\n([«„“—–"
                depth += 1 if opens else 0
                pair = self._quotes[min(max(depth, 1), 2) - 1]
                char = pair[0] if opens else pair[1]
                depth -= 0 if opens else 1
            elif char in "«“" and text[index - 1 : index] != '"':
                depth += 1
            elif char in "»”":
                depth = max(depth - 1, 0)
            printed.append(char)
        return "".join(printed)


Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def _bind_initial(match: re.Match[str]) -> str:
    """An initial with the surname bound to it; a word's end before a full stop stays as it is."""
    name = match.string[match.end() : match.end() + 1]
    return match[1] + NBSP if match[1].isupper() and name.isupper() else match[0]


def _rules(typography: Typography) -> list[Rule]:
    rules: list[Rule] = [
        (re.compile(r"(?<=\w)'(?=\w)"), "\u2019"),
        (re.compile(r"\.\.\."), "…"),
        (re.compile(rf"{_SPACE}-{_SPACE}"), typography.dash),
        (re.compile(rf"\b(\w\.){_SPACE}(?=\w\.)"), rf"\1{NBSP}"),
        (re.compile(rf"(?<!\w)([^\W\d_]\.){_SPACE}(?=[^\W\d_]{{2}})"), _bind_initial),
    ]
    if typography.dash.strip() != typography.dash:
        rules.append((re.compile(rf"{_SPACE}—{_SPACE}"), typography.dash))
    if typography.bind_after:
        words = "|".join(map(re.escape, sorted(typography.bind_after, key=len, reverse=True)))
        rules.append((re.compile(rf"(?<!\w)({words}) (?=\S)"), rf"\1{NBSP}"))
    if typography.bind_before:
        words = "|".join(map(re.escape, sorted(typography.bind_before, key=len, reverse=True)))
        rules.append((re.compile(rf"(?<=\d) (?=(?:{words})(?!\w))"), NBSP))
    if typography.spaced_digit_groups:
        rules.append((re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NBSP))
    if typography.bind_short_words:
        size = typography.bind_short_words
        rules.append((re.compile(rf"(?<![\w{NBSP}])([^\W\d_]{{1,{size}}}) (?=\S)"), rf"\1{NBSP}"))
        # A short word behind another one is bound as well: the look-behind above lets only the first through.
        rules.append((re.compile(rf"(?<={NBSP})([^\W\d_]{{1,{size}}}) (?=\S)"), rf"\1{NBSP}"))
    return rules


def _month_rules(months: Sequence[str]) -> list[Rule]:
    """A day and its month stay on one line, whichever comes first."""
    if not months:
        return []
    names = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    return [
        (re.compile(rf"(?<=\d) (?=(?:{names})\b)"), NBSP),
        (re.compile(rf"\b({names}) (?=\d)"), rf"\1{NBSP}"),
    ]


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

    def definition(self, entry: Definition) -> Definition:
        return Definition(self.inlines(entry.term), tuple(self.inlines(detail) for detail in entry.details))

    def row(self, row: Row) -> Row:
        return replace(row, cells=tuple(replace(cell, children=self.inlines(cell.children)) for cell in row.cells))

    def inlines(self, children: tuple[Inline, ...], before: str = "", after: str = "") -> tuple[Inline, ...]:
        printed = []
        for index, child in enumerate(children):
            left = _edge(children[:index], last=True) or before
            right = _edge(children[index + 1 :], last=False) or after
            printed.append(self.inline(child, left, right))
        return tuple(printed)

    def inline(self, child: Inline, before: str, after: str) -> Inline:
        match child:
            case Text(text):
                return Text(self.typographers[self.language].text(text, before, after))
            case Foreign(language, inner):
                return Foreign(language, _Setter(self.typographers, language).inlines(inner, before, after))
            case Strong() | Emphasis() | Link() | Time():
                return replace(child, children=self.inlines(child.children, before, after))
            case _:
                return child


def _edge(children: tuple[Inline, ...], *, last: bool) -> str:
    """The character next to a text: the last of what precedes it, or the first of what follows."""
    for child in reversed(children) if last else children:
        match child:
            case Text(text) | Token(text):
                edge = text[-1:] if last else text[:1]
            case Strong(inner) | Emphasis(inner) | Link(_, inner) | Time(_, inner) | Foreign(_, inner):
                edge = _edge(inner, last=last)
            case _:
                edge = ""
        if edge:
            return edge
    return ""
