"""How a YAML text is laid out: what YAML 1.2 forbids and libyaml lets pass, and what misleads a person."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.base.typed_text import TypedLine

MANY = 100
"""How many mistakes of one kind in one file are named: whoever repeats a file need not read of each line."""
NO_BLOCK = -1
"""The column of what stands around a document's own value."""

_SIGNS = re.compile("#+")
_HEADER = re.compile(r"(?:&\S+(?:\s++|#[^\n]*\n)*+)?[|>]([-+0-9]*)")
_MOST_LINES = 2000
"""A text that people write has fewer."""
_NAME_ENDS = frozenset(" \t\n,[]{}")
# Inside of brackets a comment stands where it likes, and so does a bracket that closes what was opened.
_PASSED, _LOOKED_AT = re.compile("[]}#]"), re.compile("[^]}#]")
_QUOTE = N_("put the value in quotes")


class Comment(NamedTuple):
    """A comment behind or below a value. `apart` is one that is set off as comments are: nobody means it as words."""

    at: tuple[int, int]
    glued: bool
    """Whether its words follow the sign without a space, as in a hashtag."""
    apart: bool
    column: int | None
    """The column of a comment on the line below, counted from 0."""


class YamlLayout:
    """The layout of one text, told event by event. `problems` has what is wrong with it."""

    def __init__(self, text: str, name: str) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._name = name
        self.glued: list[int] = []
        """Signs without a space before them."""
        self._comments: dict[int, int] = {}
        self._spans: list[tuple[int, int]] = []
        self._note_signs()

    @cached_property
    def _starts(self) -> array[int]:
        """Where each line begins."""
        return array("L", chain((0,), (match.end() for match in re.finditer("\n", self._text))))

    def anchored(self, event: Any) -> bool:
        """Whether the name behind `&` or `*` ends as it has to, at a space."""
        end = event.start_mark.index + 1 + len(event.anchor)
        ends = end >= len(self._text) or self._text[end] in _NAME_ENDS
        if not ends:
            message = N_('no space after the name "{name}"')
            self._add(event.start_mark.index, message, _QUOTE, name=self._text[event.start_mark.index : end])
        return ends

    def spanned(self, event: Any) -> None:
        """Notes where a scalar stands: a sign inside of it begins no comment."""
        self._spans.append(self._content(event))

    def lines(self, event: Any, column: int, *, in_flow: bool) -> tuple[TypedLine, ...]:
        """The lines of a scalar that has several.

        `column` is that of the list or mapping around it, or around the brackets in which it stands.
        """
        if event.style in ("|", ">"):
            self._text_block(event, column)
        elif event.style:
            # Inside of brackets, the others of its lines are looked at with the brackets.
            self._indented(event.start_mark, event.end_mark, column, _PASSED if in_flow else None)
        few = event.end_mark.line - event.start_mark.line < _MOST_LINES
        return self._lines(event) if few else ()

    def brackets(self, start: Any, end: Any, column: int) -> None:
        """Looks at brackets or braces that do not stand inside of others."""
        if start.start_mark.line != end.end_mark.line:
            self._indented(start.start_mark, end.end_mark, column, _LOOKED_AT)

    def inside(self, event: Any) -> None:
        """Looks at the sign with which a value inside of brackets or braces begins."""
        start = event.start_mark.index
        before, first = self._text[start - 1], self._text[start : start + 1]
        if before == "?":
            self._add(start - 1, N_("a value cannot start with a question mark"), _QUOTE)
        if first == "-" and getattr(event, "value", "") == "-":
            self._add(start, N_("a value cannot start with this character"), _QUOTE)

    def block_column(self, event: Any, first: Any) -> int:
        """The column of a list or mapping without brackets, of which the first event inside is known."""
        if event.anchor is None:
            return int(event.start_mark.column)
        row = self._row(first.start_mark.line)
        return len(row) - len(row.lstrip(" "))

    def comment(self, event: Any) -> Comment | None:
        """The comment that follows a scalar on its line, or stands right below it."""
        if not self._comments:
            return None
        end = event.end_mark.index
        if event.style in ("|", ">"):
            while end > event.start_mark.index and self._text[end - 1].isspace():
                end -= 1
        sign = self._comments.get(end)
        if sign is None:
            return None
        line, column = self.position(sign)
        between = self._text[end:sign]
        below = "\n" in between
        glued = self._text[sign + 1 : sign + 2] not in (" ", "\t", "\n", "", "#")
        apart = not glued and not below and (len(between) > 1 or between == "\t")
        return Comment((line, column), glued, apart, column - 1 if below else None)

    def finish(self) -> None:
        """Looks at the signs that begin a comment without a space before them."""
        self._spans.sort()
        starts = [start for start, _ in self._spans]

        def is_text(index: int) -> bool:
            before = bisect_right(starts, index) - 1
            return before >= 0 and index < self._spans[before][1]

        seen, first = -1, None
        for index in self.glued:
            line = bisect_right(self._starts, index) - 1
            if line != seen:
                seen, begins = line, self._starts[line]
                signs = (begins + found.start() for found in re.finditer("#", self._row(line)))
                first = next((sign for sign in signs if not is_text(sign)), None)
            if index == first:
                hint = N_("put a space before a comment, or put the text in quotes")
                self._add(index, N_('no space before "#"'), hint)

    def position(self, index: int) -> tuple[int, int]:
        """Line and column of an index."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def _indented(self, start: Any, end: Any, column: int, such: re.Pattern[str] | None) -> None:
        """Looks at the lines of a value below its first, up to one that is wrong."""
        for line in range(start.line + 1, end.line + 1):
            said = self._row(line).lstrip(" \t")
            if said and (such is None or such.match(said)) and self._deeper(start.line, line, column):
                return

    def _note_signs(self) -> None:
        """Notes each sign that may begin a comment, by what stands in front of it on its line or on the one above."""
        text = self._text
        row = seen = 0
        for match in _SIGNS.finditer(text):
            index = match.start()
            row = max(row, text.rfind("\n", seen, index) + 1)
            seen = index
            before = self._words_end(index)
            if before == index and index > row:
                self.glued.append(index)
            elif index > row:
                end = self._words_end(row - 1) if before == row and row else before
                if end and text[end - 1] != "\n":
                    self._comments[end] = index

    def _words_end(self, index: int) -> int:
        """Where the words end that stand in front of an index on its line."""
        while index > 0 and self._text[index - 1] in " \t":
            index -= 1
        return index

    def _deeper(self, opened: int, line: int, column: int) -> bool:
        """Whether a line is wrong: no deeper than the list or mapping around the value that was opened above it."""
        row = self._row(line)
        depth = len(row) - len(row.lstrip(" "))
        if depth > column:
            return False
        at = self._starts[line] + depth
        if row[depth] == "\t":
            self._add(at, N_("a tab in the indentation"), N_("indent with spaces"))
        else:
            message = N_("this line belongs to the value that begins on line {opened}")
            self._add(at, message, N_("indent it deeper than that line"), opened=opened + 1)
        return True

    def _text_block(self, event: Any, column: int) -> None:
        """Looks at the sign that opens a text block and at the empty lines with which it begins."""
        header = _HEADER.match(self._text, event.start_mark.index)
        if header is None:
            return
        line = bisect_right(self._starts, header.start(1)) - 1
        if self._row(line).lstrip(" \t").startswith(("|", ">")):
            self._deeper(self._above(line), line, column)
        if any(sign.isdigit() for sign in header[1]):
            return
        deepest, at = 0, 0
        # The first line with words says how deep the block stands.
        for number in range(line + 1, len(self._starts)):
            row = self._row(number)
            depth = len(row) - len(row.lstrip(" "))
            if row.strip(" "):
                if depth < deepest and number <= event.end_mark.line:
                    message = N_("an empty line of this text block is indented deeper than its first line")
                    self._add(at, message, N_("remove its spaces"))
                return
            if depth > deepest:
                deepest, at = depth, self._starts[number]

    def _above(self, line: int) -> int:
        """The nearest line above one that is not empty."""
        return next((number for number in range(line - 1, -1, -1) if self._row(number).strip()), line)

    def _content(self, event: Any) -> tuple[int, int]:
        """Where the characters of a scalar stand."""
        start, end = event.start_mark.index, event.end_mark.index
        if event.style not in ("|", ">"):
            return start, end
        header = _HEADER.match(self._text, start)
        first = self._text.find("\n", header.end() if header else start)
        return (first + 1, end) if 0 <= first < end else (end, end)

    def _lines(self, event: Any) -> tuple[TypedLine, ...]:
        start, end = self._content(event)
        quoted = event.style in ("'", '"')
        start, end = start + quoted, end - quoted
        lines = []
        for line in range(self.position(start)[0], event.end_mark.line + 2):
            first = self._starts[line - 1]
            row = self._text[max(first, start) : min(first + len(self._row(line - 1)), end)]
            said = row.lstrip(" \t\n")
            column = max(first, start) - first + len(row) - len(said) + 1
            lines.append(TypedLine(line, column, said.rstrip(" \t\n")))
        return tuple(lines)

    def _row(self, line: int) -> str:
        """A line without its end, counted from 0."""
        if line >= len(self._starts):
            return ""
        end = self._starts[line + 1] - 1 if line + 1 < len(self._starts) else len(self._text)
        return self._text[self._starts[line] : end]

    def _add(self, index: int, message: str, hint: str, **values: Any) -> None:
        line, column = self.position(index)
        self.problems.append(problem(self._name, message, hint=hint, line=line, column=column, **values))
        if len(self.problems) > MANY:
            raise Problems(self.problems)
