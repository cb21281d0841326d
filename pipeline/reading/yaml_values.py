"""YAML text → plain values, with the line and column of each."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any, NamedTuple

from pipeline.base import characters
from pipeline.base.problems import Problem, Problems, problem
from pipeline.base.typed_text import TypedText
from pipeline.reading import lookalikes, yaml_nodes
from pipeline.reading.yaml_errors import KEEP, SWALLOWED
from pipeline.reading.yaml_layout import MANY
from pipeline.reading.yaml_nodes import MAX_DEPTH, MAX_VALUES, Collection, Node, Scalar

Place = tuple[str | int, ...]
"""The keys and the numbers of items that lead to a value."""

_LONGEST_NUMBER = 30


class Content(NamedTuple):
    """What a file holds, with the line and column of each value and key by the path that leads to it."""

    data: Any
    values: dict[Place, tuple[int, int]]
    keys: dict[Place, tuple[int, int]]


def read(text: str, name: str) -> Content:
    """What a YAML text holds, named `name` in problems. Raises Problems."""
    refuse(text, name)
    reader = Reader(text, name)
    data = reader.value(yaml_nodes.compose(text, name), ())
    reader.judge()
    return Content(data, reader.values, reader.keys)


def refuse(text: str, name: str) -> None:
    """Raises Problems where a text holds characters that no YAML text should."""
    if unwanted := [*characters.unwanted(text, name), *lookalikes.indented(text, name)]:
        raise Problems(unwanted)


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


class Reader:
    """Turns the nodes of a text into values and notes where each one stands."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        # An escape may stand for a letter's accent that the text itself does not hold.
        self.composed = "\\" not in text and (text.isascii() or unicodedata.is_normalized("NFC", text))
        self.values: dict[Place, tuple[int, int]] = {}
        self.keys: dict[Place, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self.read: set[int] = set()

    def judge(self) -> None:
        """Raises Problems if any were found."""
        if self.problems:
            raise Problems(self.problems)

    def value(self, node: Node, place: Place) -> Any:
        """The value of a node that stands at a place. Raises Problems where it is too large."""
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
