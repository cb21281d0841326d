"""YAML text → nodes, by libyaml's events: nesting and aliases are bounded before they cost anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

import yaml
from yaml import cyaml

from pipeline.base import characters
from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.base.typed_text import TypedLine
from pipeline.reading import lookalikes
from pipeline.reading.yaml_layout import MANY, NO_BLOCK, Comment, Layout

MAX_DEPTH = 40
MAX_VALUES = 500_000
MAX_ITEMS = 1000
"""In one list or mapping: more than any list that people keep by hand."""

SWALLOWED = N_('what stands behind "#" is a comment, no part of the value')
KEEP = N_('put the whole text in quotes; before a comment, type two spaces and "# "')


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
        raise Problems([_syntax(name, text, error)]) from None


class _Composer:
    def __init__(self, text: str, name: str) -> None:
        # Blanks at the very end belong to a text block only where a line ends behind them.
        unended = text[-1:] in (" ", "\t") and not text.rpartition("\n")[2].strip(" \t")
        text = f"{text}\n" if unended else text
        self.parser: Any = cyaml.CParser(text)  # type: ignore[attr-defined]
        self.layout = Layout(text, name)
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
            message, hint = N_('"&{name}" is read as a name, no part of the value'), N_("put the whole text in quotes")
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
                    'nothing is anchored as "{anchor}"',
                    "to begin a text with a star, put it in quotes",
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
            raise self.refused(event, "more than {limit} values", "divide the file", limit=MAX_VALUES)
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
                raise self.refused(inner, "more than {limit} items in one list", "divide the list", limit=MAX_ITEMS)
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


# libyaml's complaints in the words of someone who types YAML: what it says → message, hint.
# {opened} is the line on which what is not closed began.
_QUOTE = N_("put the value in quotes")
_ALIGN = N_("this line does not line up with those above"), N_("give it their indentation")
_SAID = (
    ("mapping values are not allowed", N_("a second colon on this line"), N_("put text that holds a colon in quotes")),
    ("could not find expected ':'", N_("expected a colon after the key"), N_("write key: value, with a space between")),
    ("did not find expected key", *_ALIGN),
    ("block collection", *_ALIGN),
    ("mapping keys are not allowed", N_("a value cannot start with a question mark"), _QUOTE),
    (
        "did not find expected '-' indicator",
        N_("this line does not line up with the list above"),
        N_('start it with "- "'),
    ),
    ("did not find expected ',' or ']'", N_("the list opened on line {opened} is not closed"), N_('write "]"')),
    ("did not find expected ',' or '}'", N_("the braces opened on line {opened} are not closed"), N_('write "}}"')),
    ("found unexpected ':'", N_("a colon with no space after it"), N_("write key: value, or put the value in quotes")),
    ("did not find expected node content", N_("a value is missing"), N_("write it, or remove what waits for it")),
    (
        "found unexpected end of stream",
        N_("the quotation mark opened on line {opened} is not closed"),
        N_("close it where the text ends"),
    ),
    (
        "found unexpected document indicator",
        N_("the quotation mark opened on line {opened} is not closed"),
        N_("close it where the text ends"),
    ),
    ("escape character", N_("an unknown escape after a backslash"), N_("use single quotes, or write \\\\")),
    ("hexdecimal number", N_("an unknown escape after a backslash"), N_("use single quotes, or write \\\\")),
    ("Unicode character escape", N_("not a character of any script"), N_("delete the escape")),
    ("cannot start any token", N_("a value cannot start with this character"), _QUOTE),
    ("alphabetic or numeric", N_("a value cannot start with this character"), _QUOTE),
    ("block sequence entries are not allowed", N_("a list cannot start on this line"), N_("begin it on the next line")),
    ("expected comment or line break", N_("nothing may follow the sign that opens a text block"), _QUOTE),
    ("indentation indicator", N_("nothing may follow the sign that opens a text block"), _QUOTE),
    ("incompatible YAML document", N_("not a version of YAML that is read here"), N_("remove the line %YAML")),
    ("directive", N_("a line cannot start with a percent sign"), _QUOTE),
    ("version number", N_("a line cannot start with a percent sign"), _QUOTE),
    ("non-alphabetical character", N_("a line cannot start with a percent sign"), _QUOTE),
    (
        "<document start>",
        N_("this line does not belong to what stands above"),
        N_("give it the indentation of a field"),
    ),
    ("whitespace or line break", N_("a value cannot start with this character"), _QUOTE),
    ("tag", N_("a value cannot start with an exclamation mark"), _QUOTE),
    ("'!'", N_("a value cannot start with an exclamation mark"), _QUOTE),
    ("the expected '>'", N_("a value cannot start with an exclamation mark"), _QUOTE),
    ("URI", N_("a value cannot start with an exclamation mark"), _QUOTE),
)

_AT_THE_START = (
    "could not find expected ':'",
    "did not find expected alphabetic or numeric",
    "found unexpected end of stream",
    "found unexpected document indicator",
)
"""The complaints that are best told where the text began that they are about."""


def _syntax(name: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    mark, opened = error.problem_mark or error.context_mark, error.context_mark
    rows = text.rstrip("\n").split("\n")
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if line > len(rows):
        # What is missing at the end of the file is told where the last line ends.
        line, column = len(rows), len(rows[-1]) + 1
    row = rows[line - 1]
    indentation = re.match(r" *\t", row)
    if indentation:
        column = indentation.end()
        return problem(name, "a tab in the indentation", hint="indent with spaces", line=line, column=column)
    mistaken = _mistaken(name, rows, sorted({opened.line + 1 if opened else line, line - 1, line}))
    if mistaken:
        return mistaken
    said = (error.problem or "not valid YAML").strip()
    if "mapping values" in said and ":" not in row[: column - 1]:
        # The key of this line was read as more words of the value above it.
        hint = "write a colon after the word above, or give this line its indentation"
        return problem(name, "this line continues the one above", hint=hint, line=line, column=column)
    before = row[: column - 1].rstrip()
    if row.lstrip().startswith(":"):
        return problem(name, "a key is missing", hint="write a word before the colon", line=line, column=column)
    if said == "did not find expected key" and before.endswith(("]", "}", '"', "'")):
        quote = _unclosed(rows, line) if before.count('"') % 2 else None
        if quote:
            line, column = quote
            hint = "close it where the text ends"
            message = "the quotation mark opened on line {opened} is not closed"
            return problem(name, message, hint=hint, line=line, column=column, opened=line)
        hint = "put the whole text in quotes"
        return problem(
            name, "nothing may follow {closing} here", hint=hint, line=line, column=column, closing=before[-1]
        )
    if said.endswith(("',' or ']'", "',' or '}'")) and said[-2] in row[column - 1 :]:
        # It is closed on this very line: what stands between is not one text.
        hint = "put text that holds quotation marks, commas or colons in quotes"
        return problem(name, "expected a comma or {closing}", hint=hint, line=line, column=column, closing=said[-2])
    if opened and said.startswith(_AT_THE_START):
        line, column = opened.line + 1, opened.column + 1
    for part, message, hint in _SAID:
        if part in said:
            first = opened.line + 1 if opened else line
            return problem(name, message, hint=hint, line=line, column=column, opened=first)
    return problem(name, "{said}", line=line, column=column, said=said)


_GLUED = re.compile(r"""(?:(?<=[^\s"'] )|(?<=[\[{,]))#(?=[^\s#])""")


def _mistaken(name: str, rows: list[str], lines: list[int]) -> Problem | None:
    """What a person took for a sign of YAML, or for words, in the lines that an error is about."""
    for line in lines:
        row = rows[line - 1] if 0 < line <= len(rows) else ""
        found, swallowed = lookalikes.in_row(row), _GLUED.search(row)
        if found:
            column = found.offset + 1
            return problem(name, found.message, hint=found.hint, line=line, column=column, **found.values)
        if swallowed and row.count('"', 0, swallowed.start()) % 2 == 0:
            return problem(name, SWALLOWED, hint=KEEP, line=line, column=swallowed.start() + 1)
    return None


def _unclosed(rows: list[str], line: int) -> tuple[int, int] | None:
    """Where the quotation mark stands that was closed only by the first one of a line below it."""
    for number in range(line - 1, 0, -1):
        if rows[number - 1].count('"') % 2:
            return number, rows[number - 1].rindex('"') + 1
    return None
