"""Records → the single values that documents say of them, each with the file and the field where it was typed."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pipeline.model.identifier import HELD
from pipeline.model.localized import Translated
from pipeline.model.platform import CountedPhrase

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Fact:
    """One value that documents say.

    `path` and `place` are the file and the field where it was typed. `key` is what it is known by, the same
    whatever the ids of the campaign and its partnerships are; `language` is that of a text's words.
    """

    path: str
    place: Place
    value: str
    key: Place
    language: str = ""

    @property
    def name(self) -> str:
        """The key as one word."""
        return ".".join(map(str, self.key))

    @property
    def field(self) -> str:
        """The field as a person names it."""
        return ".".join(map(str, self.place))


def facts(record: Any, path: str, languages: Collection[str], place: Place = ()) -> Iterator[Fact]:
    """Each value of a record, or of a part of it at a place of a file, in the languages in which it is printed.

    What has its default is left out: a field that a later version of the program brings changes nothing that
    was said before.
    """
    for below, value, language in _leaves(record, ()):
        if not language or language in languages:
            found = (*place, *below)
            yield Fact(path, found, value, found, language)


def at(record: Any, pattern: str, place: Place = ()) -> Iterator[tuple[Any, Place]]:
    """The parts of a record that a dotted path leads to, with their places; `*` is each item of a list or a mapping."""
    first, _, rest = pattern.partition(".")
    for part, value in _items(record) if first == "*" else _named(record, first):
        here = (*place, part)
        if rest:
            yield from at(value, rest, here)
        elif value is not None:
            yield value, here


def _named(record: Any, name: str) -> Iterator[tuple[str | int, Any]]:
    if isinstance(record, Mapping):
        if name in record:
            yield name, record[name]
    elif isinstance(record, tuple):
        yield int(name), record[int(name)]
    elif record is not None:
        yield name, getattr(record, name)


def _items(value: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, tuple):
        yield from enumerate(value)


def _leaves(value: Any, place: Place) -> Iterator[tuple[Place, str, str]]:
    """Each value below one, with its place and its language."""
    if isinstance(value, Translated | CountedPhrase):
        for language, words in value.root.items():
            forms = words.items() if isinstance(words, Mapping) else [("", words)]
            for form, said in forms:
                yield (*place, language, *([form] if form else [])), _written(said), language
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            item = getattr(value, name)
            if not _is_usual(field, item):
                yield from _leaves(item, place if field.alias == HELD else (*place, field.alias or name))
    elif isinstance(value, Mapping | tuple):
        for part, item in _items(value):
            yield from _leaves(item, (*place, part))
    elif value is not None:
        yield place, _written(value), ""


def _is_usual(field: FieldInfo, value: Any) -> bool:
    return not field.is_required() and value == field.default


def _written(value: Any) -> str:
    """A value as it is written in one way only: 120000.0 is 120000, and each letter one character."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return unicodedata.normalize("NFC", str(value))
