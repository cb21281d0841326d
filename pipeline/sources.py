"""YAML text → plain values that remember file, line and column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import Problem, Problems, problem

Place = tuple[str | int, ...]

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
MAX_VALUES = 100_000


@dataclass(frozen=True)
class Source:
    """One YAML file: its values, and the line and column of each key and value.

    Positions count from 1. `values` and `keys` are addressed by the path of keys and
    indices that leads to them.
    """

    path: str
    data: Any
    values: dict[Place, tuple[int, int]]
    keys: dict[Place, tuple[int, int]]

    def position(self, place: Place, *, key: bool = False) -> tuple[int, int]:
        """Line and column of a value, or of its key; of the nearest enclosing one if it is missing."""
        first = self.keys if key else self.values
        if place in first:
            return first[place]
        while place not in self.values:
            place = place[:-1]
        # What encloses a missing value is best named by its key: a mapping starts a line later.
        return self.keys.get(place) or self.values[place]

    def problem(self, place: Place, message: str, *, hint: str = "", key: bool = False, **values: Any) -> Problem:
        """A problem at a place in this file."""
        line, column = self.position(place, key=key)
        where = ".".join(map(str, place))
        return problem(self.path, message, hint=hint, where=where, line=line, column=column, **values)


def read(path: Path, name: str) -> Source:
    """The values of a YAML file, named `name` in problems. Raises Problems."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Problems([problem(name, "cannot be read: {reason}", reason=error.strerror)]) from None
    if len(raw) > MAX_BYTES:
        raise Problems([problem(name, "the file is larger than {limit} bytes", limit=MAX_BYTES)])
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Problems([problem(name, "not UTF-8 text", hint="save the file as UTF-8", line=line)]) from None
    return parse(text, name)


def parse(text: str, name: str) -> Source:
    """The values of some YAML text, named `name` in problems. Raises Problems."""
    reader = _Reader(name)
    try:
        node = _Loader(text).get_single_node()
        if node is None:
            raise Problems([problem(name, "the file is empty", line=1, column=1)])
        data = reader.value(node, ())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise Problems([_syntax(name, text, error, line, column)]) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        column = error.position - (text.rfind("\n", 0, error.position) + 1) + 1
        message = "the character U+{code} is not allowed"
        raise Problems(
            [problem(name, message, line=line, column=column, code=f"{ord(text[error.position]):04X}")]
        ) from None
    except RecursionError:
        raise Problems([problem(name, "nested deeper than {limit} levels", limit=MAX_DEPTH)]) from None
    if reader.problems:
        raise Problems(reader.problems)
    return Source(name, data, reader.values, reader.keys)


class _Loader(
    yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser, yaml.composer.Composer, yaml.resolver.BaseResolver
):
    """PyYAML up to its nodes, with no resolver of its own: every plain scalar is tagged as text."""

    def __init__(self, stream: str) -> None:
        yaml.reader.Reader.__init__(self, stream)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)
        yaml.composer.Composer.__init__(self)
        yaml.resolver.BaseResolver.__init__(self)

    def dispose(self) -> None:
        """Nothing is held open."""


# The core schema of YAML 1.2 (section 10.3.2), without octal and hexadecimal integers and
# without infinities: nobody means them in a campaign.
_CORE: tuple[tuple[re.Pattern[str], Any], ...] = (
    (re.compile(r"~|null|Null|NULL|"), lambda text: None),
    (re.compile(r"true|True|TRUE"), lambda text: True),
    (re.compile(r"false|False|FALSE"), lambda text: False),
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), Decimal),
)
_TEXT = "tag:yaml.org,2002:str"


class _Reader:
    """Turns composed nodes into values and notes where each one stands."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.values: dict[Place, tuple[int, int]] = {}
        self.keys: dict[Place, tuple[int, int]] = {}
        self.problems: list[Problem] = []

    def value(self, node: yaml.Node, place: Place) -> Any:
        self.values[place] = _at(node)
        if len(place) > MAX_DEPTH:
            raise Problems([self._problem(node, "nested deeper than {limit} levels", limit=MAX_DEPTH)])
        if len(self.values) > MAX_VALUES:
            raise Problems(
                [
                    self._problem(
                        node, "more than {limit} values", hint="look for an alias that repeats itself", limit=MAX_VALUES
                    )
                ]
            )
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, index)) for index, item in enumerate(node.value)]
        if node.tag not in (_TEXT, "!", ""):
            self.problems.append(self._problem(node, 'the tag "{tag}" is not allowed', tag=node.tag))
        return _scalar(node)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(self._problem(key_node, "a key must be a word"))
                continue
            key = key_node.value
            if key in values:
                line = self.keys[(*place, key)][0]
                self.problems.append(
                    self._problem(
                        key_node,
                        '"{key}" stands here a second time',
                        hint="the first is on line {first}",
                        key=key,
                        first=line,
                    )
                )
                continue
            self.keys[(*place, key)] = _at(key_node)
            values[key] = self.value(value_node, (*place, key))
        return values

    def _problem(self, node: yaml.Node, message: str, *, hint: str = "", **values: Any) -> Problem:
        line, column = _at(node)
        return problem(self.name, message, hint=hint, line=line, column=column, **values)


def _at(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _scalar(node: yaml.Node) -> Any:
    if getattr(node, "style", None) is not None:
        return node.value
    for pattern, convert in _CORE:
        if pattern.fullmatch(node.value):
            return convert(node.value)
    return node.value


def _syntax(name: str, text: str, error: yaml.MarkedYAMLError, line: int, column: int) -> Problem:
    """The scanner's complaint in the words of someone who types YAML."""
    rows = text.split("\n")
    row = rows[line - 1] if 0 < line <= len(rows) else ""
    if "\t" in row[:column] or (column <= len(row) and row[column - 1 : column] == "\t"):
        return problem(
            name, "a tab in the indentation", hint="indent with spaces", line=line, column=row.index("\t") + 1
        )
    said = (error.problem or "not valid YAML").strip()
    hint = ""
    if "mapping values are not allowed" in said:
        said, hint = "a second colon on this line", "put text that holds a colon in quotes"
    elif "could not find expected ':'" in said:
        said, hint = "expected a colon after the key", "write key: value"
    return problem(name, "{said}", hint=hint, line=line, column=column, said=said)


def front_matter(path: Path, name: str) -> Source:
    """The YAML between the `---` lines that open a template, with its positions in the template."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Problems([problem(name, "cannot be read: {reason}", reason=error)]) from None
    head = split_front_matter(text)[0]
    if not head.strip():
        raise Problems(
            [
                problem(
                    name, "no front matter", hint='start with a line "---", then vary: and formats:, then "---"', line=1
                )
            ]
        )
    return parse("\n" + head, name)


def split_front_matter(text: str) -> tuple[str, str]:
    """A template's front matter, and its body with empty lines in front so that its lines keep their numbers."""
    if not text.startswith("---\n"):
        return "", text
    head, _, body = text[4:].partition("\n---\n")
    return head, "\n" * (head.count("\n") + 3) + body
