"""YAML text → nodes, by libyaml's events: nesting and aliases are bounded before they cost anything."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

import yaml
from yaml import cyaml

from pipeline.base import characters
from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.base.typed_text import TypedLine
from pipeline.reading import yaml_errors
from pipeline.reading.yaml_layout import MANY, NO_BLOCK, Comment, YamlLayout

MAX_DEPTH = 40
MAX_VALUES = 500_000
MAX_ITEMS = 1000
"""In one list or mapping: more than any list that people keep by hand."""


class Scalar(NamedTuple):
    """A word or a quoted text; `at` is line and column, from 1.

    `lines` are there if it stands on several, `comment` if one follows an unquoted value or a text block, and
    `column`, from 0, is that of the list or mapping around it, None inside of brackets.
    """

    text: str
    quoted: bool
    at: tuple[int, int]
    lines: tuple[TypedLine, ...] = ()
    comment: Comment | None = None
    column: int | None = NO_BLOCK


class Collection(NamedTuple):
    """A list, or a mapping with its keys and values in turn."""

    mapping: bool
    items: tuple[Node, ...]
    at: tuple[int, int]


Node = Scalar | Collection

_UNQUOTED, _QUOTES, _BLOCKS = (None, ""), ("'", '"'), ("|", ">")


def compose(text: str, name: str) -> Node:
    """The one document of some YAML text, named `name` in problems. Raises Problems."""
    composer = _Composer(text, name)
    try:
        return composer.document()
    except yaml.MarkedYAMLError as error:
        raise Problems([yaml_errors.yaml_problem(name, text, error)]) from None


class _Composer:
    def __init__(self, text: str, name: str) -> None:
        # Blanks at the very end belong to a text block only where a line ends behind them.
        unended = text[-1:] in (" ", "\t") and not text.rpartition("\n")[2].strip(" \t")
        text = f"{text}\n" if unended else text
        self.parser: Any = cyaml.CParser(text)  # type: ignore[attr-defined]
        self.layout = YamlLayout(text, name)
        self.name = name
        self.anchors: dict[str, Node] = {}
        self.unused: dict[str, tuple[int, int]] = {}
        self.last: Any = None
        self.count = 0

    def document(self) -> Node:
        self.parser.get_event()
        event = self.parser.get_event()
        if isinstance(event, yaml.StreamEndEvent):
            raise Problems([problem(self.name, "the file is empty", line=1, column=1)])
        node = self.node(self.parser.get_event(), 0, NO_BLOCK)
        self.parser.get_event()
        after = self.parser.get_event()
        if not isinstance(after, yaml.StreamEndEvent):
            raise self.refused(after, "a second document begins", "one file holds one document; remove the line ---")
        self.layout.finish()
        wrong = [*self.layout.problems, *self.unnamed()]
        if wrong:
            raise Problems(wrong)
        return node

    def unnamed(self) -> Iterator[Problem]:
        """A problem for each word that YAML takes for the name of what follows, and that nothing else speaks of."""
        for name, (line, column) in islice(self.unused.items(), MANY):
            message, hint = (
                N_('"&{name}" is read as a name, not as part of the value'),
                N_("put the whole text in quotes"),
            )
            shown = characters.shown(name)
            yield problem(self.name, message, hint=hint, line=line, column=column, name=shown)

    def node(self, event: Any, depth: int, column: int, *, in_flow: bool = False, key: bool = False) -> Node:
        if depth > MAX_DEPTH:
            raise self.refused(event, "nested deeper than {limit} levels", limit=MAX_DEPTH)
        kind = type(event)
        if in_flow:
            self.layout.inside(event)
        named = event.anchor is not None and self.layout.anchored(event)
        if kind is yaml.AliasEvent:
            if event.anchor not in self.anchors:
                raise self.refused(
                    event,
                    'there is no anchor "{anchor}"',
                    "to begin a text with an asterisk, put it in quotes",
                    anchor=characters.shown(event.anchor),
                )
            self.unused.pop(event.anchor, None)
            return self.anchors[event.anchor]
        if event.tag is not None:
            raise self.refused(
                event,
                'the tag "{tag}" is not allowed',
                "write the value alone, or put it in quotes",
                tag=characters.shown(event.tag),
            )
        self.count += 1
        if self.count > MAX_VALUES:
            raise self.refused(event, "more than {limit} values", "split the file", limit=MAX_VALUES)
        node: Node
        if kind is yaml.ScalarEvent:
            node = self.scalar(event, column, in_flow=in_flow, key=key)
        else:
            brackets = bool(event.flow_style)
            node = self.collection(event, depth, column if brackets else None)
            if brackets and not in_flow:
                self.layout.brackets(event, self.last, column)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
            if named and isinstance(node, Scalar) and not node.quoted:
                self.unused.setdefault(event.anchor, node.at)
        return node

    def scalar(self, event: Any, column: int, *, in_flow: bool, key: bool) -> Scalar:
        start, style = event.start_mark, event.style
        line = start.line
        # Most values stand on one line and have no comment behind them.
        short = line == event.end_mark.line and style not in _BLOCKS
        lines = () if short else self.layout.lines(event, column, in_flow=in_flow)
        comment = None if key or style in _QUOTES else self.layout.comment(event)
        if self.layout.glued:
            self.layout.spanned(event)
        around = None if in_flow else column
        return Scalar(event.value, style not in _UNQUOTED, (line + 1, start.column + 1), lines, comment, around)

    def collection(self, event: Any, depth: int, column: int | None) -> Collection:
        """A list or mapping; `column` is that of what stands around its brackets, None where it has none."""
        items: list[Node] = []
        mapping, in_flow = isinstance(event, yaml.MappingStartEvent), column is not None
        limit = 2 * MAX_ITEMS if mapping else MAX_ITEMS
        end = yaml.MappingEndEvent if mapping else yaml.SequenceEndEvent
        next_event = self.parser.get_event
        while type(inner := next_event()) is not end:
            if len(items) == limit:
                raise self.refused(inner, "more than {limit} items in one list", "split the list", limit=MAX_ITEMS)
            if column is None:
                column = self.layout.block_column(event, inner)
            key = mapping and len(items) % 2 == 0
            items.append(self.node(inner, depth + 1, column, in_flow=in_flow, key=key))
        self.last = inner
        return Collection(mapping, tuple(items), _at(event))

    def refused(self, event: Any, message: str, hint: str = "", **values: Any) -> Problems:
        line, column = _at(event)
        return Problems([problem(self.name, message, hint=hint, line=line, column=column, **values)])


def _at(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1
