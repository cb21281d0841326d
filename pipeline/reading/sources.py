"""YAML text → plain values that remember file, line and column."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.base import characters
from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.base.recent import RecentValues
from pipeline.base.typed_text import TypedText
from pipeline.reading import lookalikes, yaml_nodes
from pipeline.reading.yaml_errors import KEEP, SWALLOWED
from pipeline.reading.yaml_layout import MANY
from pipeline.reading.yaml_nodes import MAX_DEPTH, MAX_VALUES, Collection, Node, Scalar

Place = tuple[str | int, ...]

NO_FILE = N_("no such file")
MAX_BYTES = 10_000_000
_MOST_READ = 250_000
"""Bytes of YAML whose values and positions are kept."""

_LONGEST_NUMBER = 30


class _Content(NamedTuple):
    """What a file holds, with the line and column of each value and key by the path that leads to it."""

    data: Any
    values: dict[Place, tuple[int, int]]
    keys: dict[Place, tuple[int, int]]


@dataclass(frozen=True)
class Source:
    """One YAML file: its values, and the line and column of each key and value, which count from 1.

    What it holds takes twenty times the room of its text, and is asked for seldom: beyond a number of
    files it is read from the text again.
    """

    path: str
    raw: bytes

    @property
    def data(self) -> Any:
        """The values of the file."""
        return self._content.data

    def position(self, place: Place, *, key: bool = False) -> tuple[int, int]:
        """Line and column of a value, or of its key; of the nearest enclosing one if it is missing."""
        _, values, keys = self._content
        first = keys if key else values
        if place in first:
            at = first[place]
            # A mapping or a list may start below its key, by which a person knows it.
            above = keys.get(place, at)
            return above if above[0] < at[0] else at
        while place not in values:
            place = place[:-1]
        # What encloses a missing value is best named by its key: a mapping starts a line later.
        return keys.get(place) or values[place]

    @property
    def _content(self) -> _Content:
        content = _recent.get(self)
        if content is None:
            content = _read(self.raw.decode(), self.path)
            _recent.put(self, content, len(self.raw))
        return content

    def problem(self, place: Place, message: str, *, hint: str = "", key: bool = False, **values: Any) -> Problem:
        """A problem at a place in this file."""
        line, column = self.position(place, key=key)
        where = ".".join(map(characters.shown, place))
        return problem(self.path, message, hint=hint, where=where, line=line, column=column, **values)


def read(path: Path, name: str) -> Source:
    """The values of a YAML file, named `name` in problems. Raises Problems."""
    return parse(text(path, name), name)


def text(path: Path, name: str) -> str:
    """The text of a file, named `name` in problems. Raises Problems where it is not plain UTF-8."""
    try:
        # A pipe or a device could be read for ever.
        if path.exists() and not path.is_file():
            raise Problems([problem(name, "not a file")])
        if path.stat().st_size > MAX_BYTES:
            raise Problems([problem(name, "the file is larger than {limit} bytes", limit=MAX_BYTES)])
        raw = path.read_bytes()
    except FileNotFoundError:
        raise Problems([problem(name, NO_FILE)]) from None
    except OSError as error:
        raise Problems([problem(name, "cannot be read: {reason}", reason=error.strerror)]) from None
    return characters.decoded(raw, name)


def parse(content: str, name: str) -> Source:
    """The values of some YAML text, named `name` in problems. Raises Problems."""
    unwanted = [*characters.unwanted(content, name), *lookalikes.indented(content, name)]
    if unwanted:
        raise Problems(unwanted)
    source = Source(name, content.encode())
    # A project is loaded again for a line that somebody edited: its other files say what they said.
    if _recent.get(source) is None:
        _recent.put(source, _read(content, name), len(source.raw))
    return source


def _read(content: str, name: str) -> _Content:
    # An escape may stand for a letter's accent that the text itself does not hold.
    composed = content.isascii() or unicodedata.is_normalized("NFC", content)
    reader = _RecordReader(name, composed=composed and "\\" not in content)
    data = reader.value(yaml_nodes.compose(content, name), ())
    if reader.problems:
        raise Problems(reader.problems)
    return _Content(data, reader.values, reader.keys)


_recent: RecentValues[Source, _Content] = RecentValues(_MOST_READ)


# The core schema of YAML 1.2 (section 10.3.2), without octal and hexadecimal integers,
# infinities and exponents that no number in a campaign has.
_NAMED: dict[str, bool | None] = {
    **dict.fromkeys(("~", "null", "Null", "NULL", "")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBERS: tuple[tuple[re.Pattern[str], Any], ...] = (
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?"), Decimal),
)
_BEGINS_NUMBER = frozenset("-+.0123456789")


class _RecordReader:
    """Turns composed nodes into values and notes where each one stands."""

    def __init__(self, name: str, *, composed: bool) -> None:
        self.name = name
        self.composed = composed
        self.values: dict[Place, tuple[int, int]] = {}
        self.keys: dict[Place, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self.read: set[int] = set()

    def value(self, node: Node, place: Place) -> Any:
        self.values[place] = node.at
        if len(place) > MAX_DEPTH:
            raise Problems([self._problem(node, "nested deeper than {limit} levels", limit=MAX_DEPTH)])
        if len(self.values) > MAX_VALUES:
            hint = "look for an alias that repeats itself"
            raise Problems([self._problem(node, "more than {limit} values", hint=hint, limit=MAX_VALUES)])
        if isinstance(node, Scalar):
            return self._scalar(node)
        if node.mapping:
            return self._mapping(node, place)
        return [self.value(item, (*place, index)) for index, item in enumerate(node.items)]

    def _scalar(self, node: Scalar) -> Any:
        """The value of a scalar: a text that may mislead knows how it was typed."""
        if node.quoted:
            value: Any = self._word(node)
        else:
            value = plain(node.text.strip())
            found = lookalikes.in_value(node.text) if isinstance(value, str) else None
            if found:
                self.problems.append(self._lookalike(node, found))
                self._enough()
        comment = self._comment(node, value)
        if not isinstance(value, str):
            return value
        composed = value if self.composed else characters.composed(value)
        if node.lines or comment or composed != value:
            return TypedText(composed, node.lines, comment, decomposed=composed != value)
        return value

    def _comment(self, node: Scalar, value: Any) -> tuple[int, int] | None:
        """Where the comment stands that follows a word and may be more of it. Behind several words it is a problem."""
        comment = node.comment
        if comment is None or comment.apart or not (value is None or isinstance(value, str)):
            return None
        if comment.column is None:
            swallowed = comment.glued or (value is not None and " " in value)
        elif value is None or node.column is None or comment.column <= node.column:
            return None
        else:
            swallowed = comment.glued or node.quoted or " " in value
        if swallowed:
            line, column = comment.at
            self.problems.append(problem(self.name, SWALLOWED, hint=KEEP, line=line, column=column))
            self._enough()
        return None if swallowed or value is None else comment.at

    def _lookalike(self, node: Scalar, found: lookalikes.Found) -> Problem:
        line, column = node.at
        at = column + found.offset
        return problem(self.name, found.message, hint=found.hint, line=line, column=at, **found.values)

    def _word(self, node: Scalar) -> str:
        """A text or a key. Only an escape in quotes can hold what the file itself does not."""
        # An alias stands for the same node again.
        if node.quoted and id(node) not in self.read:
            self.read.add(id(node))
            self.problems += characters.unwanted(node.text, self.name, at=node.at)
        return node.text

    def _mapping(self, node: Collection, place: Place) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in zip(node.items[::2], node.items[1::2], strict=True):
            if not isinstance(key_node, Scalar):
                self.problems.append(self._problem(key_node, "a key must be a word"))
                continue
            key = self._word(key_node)
            key = key if self.composed else characters.composed(key)
            found = None if key_node.quoted else lookalikes.in_key(key_node.text)
            if found:
                self.problems.append(self._lookalike(key_node, found))
                self._enough()
                continue
            if ":" in key and not key_node.quoted and _is_nothing(value_node):
                hint = "write key: value, or put the value in quotes"
                self.problems.append(self._problem(key_node, "a colon with no space after it", hint=hint))
                continue
            if not key:
                self.problems.append(self._problem(key_node, "a key is missing", hint="write a word before the colon"))
                continue
            if key in values:
                first, hint = self.keys[(*place, key)][0], "the first is on line {first}"
                message = '"{key}" appears twice'
                twice = self._problem(key_node, message, hint=hint, key=characters.shown(key), first=first)
                self.problems.append(twice)
                self._enough()
                continue
            if key == "<<" and not key_node.quoted:
                self.problems.append(
                    self._problem(key_node, 'the merge key "<<" is not supported', hint="write the fields out")
                )
                continue
            inside = (*place, key)
            self.keys[inside] = key_node.at
            values[key] = self.value(value_node, inside)
        return values

    def _enough(self) -> None:
        if len(self.problems) > MANY:
            raise Problems(self.problems)

    def _problem(self, node: Node, message: str, *, hint: str = "", **values: Any) -> Problem:
        line, column = node.at
        return problem(self.name, message, hint=hint, line=line, column=column, **values)


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text and not node.quoted


def plain(text: str) -> Any:
    """The value of an unquoted scalar by the core schema: text, a number, true, false or nothing."""
    if text in _NAMED:
        return _NAMED[text]
    # A number longer than any amount is text that a number's field will refuse.
    if text[0] in _BEGINS_NUMBER and len(text) <= _LONGEST_NUMBER:
        for pattern, convert in _NUMBERS:
            if pattern.fullmatch(text):
                return convert(text)
    return text


def front_matter(path: Path, name: str) -> str:
    """The YAML between the `---` lines that open a template, on the lines that it has there. Raises Problems."""
    template = text(path, name)
    head = split_front_matter(template)[0]
    if not head.strip():
        hint = 'start with a line "---", then vary: and formats:, then "---"'
        raise Problems([problem(name, "no front matter", hint=hint, line=1)])
    if "\n---\n" not in template:
        raise Problems([problem(name, "the front matter is not closed", hint='write a line "---" below it', line=1)])
    return "\n" + head


def split_front_matter(text: str) -> tuple[str, str]:
    """A template's front matter, and its body with empty lines in front so that its lines keep their numbers."""
    if not text.startswith("---\n"):
        return "", text
    head, _, body = text[4:].partition("\n---\n")
    return head, "\n" * (head.count("\n") + 3) + body
