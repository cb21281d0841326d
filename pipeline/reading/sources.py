"""YAML text → plain values that remember file, line and column."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.base import characters
from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.base.recent import RecentValues
from pipeline.reading import edited_parts, yaml_values
from pipeline.reading.yaml_values import Content, Place

NO_FILE = N_("no such file")
MAX_BYTES = 10_000_000
_MOST_READ = 250_000
"""Bytes of YAML whose values and positions are kept."""


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
    def _content(self) -> Content:
        content = _recent.get(self)
        if content is None:
            content = yaml_values.read(self.raw.decode(), self.path)
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


def parse(content: str, name: str, before: Source | None = None) -> Source:
    """The values of some YAML text, named `name` in problems. Raises Problems.

    `before` is what it was before somebody edited it: only the part where it is another is read.
    """
    source = Source(name, content.encode())
    # A project is loaded again for a line that somebody edited: its other files say what they said.
    if _recent.get(source) is None:
        known = _recent.get(before) if before else None
        edited = edited_parts.read(before.raw.decode(), known, content, name) if before and known else None
        _recent.put(source, edited or yaml_values.read(content, name), len(source.raw))
    return source


_recent: RecentValues[Source, Content] = RecentValues(_MOST_READ)


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
