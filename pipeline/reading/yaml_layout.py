"""How a YAML text is laid out: what YAML 1.2 forbids and libyaml lets pass, and what misleads a person."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any, NamedTuple

from pipeline.base.problems import N_, Problem, problem
from pipeline.base.typed_text import TypedLine

NO_BLOCK = -1
"""The column of what stands around a document's own value."""

_GLUED = re.compile(r"(?<=\S)#")
_BEHIND = re.compile(r"(?<=[^\s])([ \t]+)#")
_BELOW = re.compile(r"(?<=[^\s])[ \t]*\n([ \t]+)#")
_HEADER = re.compile(r"(?:&\S+(?:\s+(?:#[^\n]*\n\s*)?)*)?[|>]([-+0-9]*)")
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


class Layout:
    """The layout of one text, told event by event. `problems` has what is wrong with it."""

    def __init__(self, text: str, name: str) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._name = name
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._glued = [match.start() for match in _GLUED.finditer(text)]
        self._spans: list[tuple[int, int]] = []
        self._comments = {match.start(): match for pattern in (_BELOW, _BEHIND) for match in pattern.finditer(text)}

    def anchored(self, event: Any) -> None:
        """Looks at the name behind `&` or `*`, which ends at a space."""
        end = event.start_mark.index + 1 + len(event.anchor)
        if self._text[end : end + 1] not in _NAME_ENDS and end < len(self._text):
            message = N_('no space behind the name "{name}"')
            self._add(event.start_mark.index, message, _QUOTE, name=self._text[event.start_mark.index : end])

    def scalar(self, event: Any, column: int, *, in_flow: bool) -> tuple[TypedLine, ...]:
        """The lines of a scalar, where there are several.

        `column` is that of the list or mapping around it, or around the brackets in which it stands.
        """
        if self._glued:
            self._spans.append(self._content(event))
        if event.start_mark.line == event.end_mark.line:
            return ()
        if event.style in ("|", ">"):
            self._text_block(event, column)
        elif event.style:
            # Inside of brackets, the others of its lines are looked at with the brackets.
            self._indented(event.start_mark, event.end_mark, column, _PASSED if in_flow else None)
        return self._lines(event)

    def brackets(self, start: Any, end: Any, column: int) -> None:
        """Looks at brackets or braces that do not stand inside of others."""
        if start.start_mark.line != end.end_mark.line:
            self._indented(start.start_mark, end.end_mark, column, _LOOKED_AT)

    def inside(self, event: Any) -> None:
        """Looks at the sign with which a value inside of brackets or braces begins."""
        start = event.start_mark.index
        if self._text[start - 1 : start] == "?":
            self._add(start - 1, N_("a value cannot start with a question mark"), _QUOTE)
        if getattr(event, "value", None) == "-" and not event.style:
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
        found = self._comments.get(len(self._text[:end].rstrip()) if event.style in ("|", ">") else end)
        if found is None:
            return None
        sign = found.end() - 1
        below = "\n" in found[0]
        glued = self._text[sign + 1 : sign + 2] not in (" ", "\t", "\n", "", "#")
        apart = not glued and not below and (len(found[1]) > 1 or found[1] == "\t")
        return Comment(self.position(sign), glued, apart, len(found[1]) if below else None)

    def finish(self) -> None:
        """Looks at the signs that begin a comment without a space before them."""
        self._spans.sort()
        starts = [start for start, _ in self._spans]

        def is_text(index: int) -> bool:
            before = bisect_right(starts, index) - 1
            return before >= 0 and index < self._spans[before][1]

        for index in self._glued:
            line = bisect_right(self._starts, index) - 1
            row = self._row(line)
            signs = (self._starts[line] + found.start() for found in re.finditer("#", row))
            if index == next((sign for sign in signs if not is_text(sign)), None):
                hint = N_("put a space before a comment, or put the text in quotes")
                self._add(index, N_('no space before "#"'), hint)

    def position(self, index: int) -> tuple[int, int]:
        """Line and column of an index."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def _indented(self, start: Any, end: Any, column: int, such: re.Pattern[str] | None) -> None:
        """Looks at the lines of a value below its first."""
        for line in range(start.line + 1, end.line + 1):
            said = self._row(line).lstrip(" \t")
            if said and (such is None or such.match(said)):
                self._deeper(start.line, line, column)

    def _deeper(self, opened: int, line: int, column: int) -> None:
        """Looks whether a line stands deeper than the list or mapping around the value that was opened above it."""
        row = self._row(line)
        depth = len(row) - len(row.lstrip(" "))
        if depth > column:
            return
        at = self._starts[line] + depth
        if row[depth] == "\t":
            self._add(at, N_("a tab in the indentation"), N_("indent with spaces"))
        else:
            message = N_("this line belongs to the value that begins on line {opened}")
            self._add(at, message, N_("indent it deeper than that line"), opened=opened + 1)

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
        start += event.style in ("'", '"')
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
