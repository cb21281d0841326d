"""Records → what templates see of them: values to read, and nothing that can be called.

A record has what its class says of it, its fields and properties, and beside that whatever a library gives to all its
classes. A view has the first alone. Nothing leads from a view to its record but `record`, which templates cannot reach.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, Set, ValuesView
from decimal import Decimal
from functools import cached_property
from typing import Any

from pydantic import BaseModel, RootModel

LEAVES = (str, int, float, Decimal, datetime.date, datetime.time, type(None))
"""What a template is given as it is; of texts alone it may ask something."""

_OWN = "pipeline."


class NoView(TypeError):
    """A value of which nobody said what templates may see."""


class View:
    """What a template sees of one record: the values that its class names, each seen the same way."""

    __slots__ = ("_record", "_seen")

    def __init__(self, record: object) -> None:
        self._record = record
        self._seen: dict[str, Any] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, View) and (self._record is other._record or self._record == other._record)

    def __hash__(self) -> int:
        return hash(self._record)

    def __repr__(self) -> str:
        return type(self._record).__name__


class MappingView(Mapping[Any, Any]):
    """What a template sees of a mapping: its keys, and its values as it sees them."""

    __slots__ = ("_mapping", "_seen")

    def __init__(self, mapping: Mapping[Any, Any]) -> None:
        self._mapping = mapping
        self._seen: dict[Any, Any] = {}

    def __getitem__(self, key: Any) -> Any:
        if key not in self._seen:
            self._seen[key] = seen(self._mapping[key])
        return self._seen[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._mapping)

    def __len__(self) -> int:
        return len(self._mapping)

    def __repr__(self) -> str:
        return "Mapping"

    # Named here so that what templates may call of a mapping is this class's own.
    def keys(self) -> KeysView[Any]:
        """The keys."""
        return super().keys()

    def values(self) -> ValuesView[Any]:
        """The values."""
        return super().values()

    def items(self) -> ItemsView[Any, Any]:
        """The keys with their values."""
        return super().items()

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of a key, or what is given where there is none."""
        return super().get(key, default)


def seen(value: Any) -> Any:
    """What a template sees of a value. Raises NoView."""
    kind = type(value)
    make = _makers.get(kind)
    if make is None:
        make = _makers[kind] = _maker(kind)
    return make(value)


def value(view: View, name: str) -> Any:
    """What a template sees of a record under a name. Raises AttributeError where its class names no such value."""
    kind = type(view._record)
    known = _names.get(kind)
    if known is None:
        known = _names[kind] = names(kind)
    if name not in known:
        raise AttributeError(name)
    found = view._seen[name] = seen(getattr(view._record, name))
    return found


def record(value: Any) -> Any:
    """What a value was before a template saw it; of a list, what each of its values was."""
    if isinstance(value, View):
        return value._record
    if isinstance(value, MappingView):
        return value._mapping
    if isinstance(value, list | tuple):
        return type(value)(map(record, value)) if type(value) in (list, tuple) else value
    return value


_names: dict[type, frozenset[str]] = {}
_makers: dict[type, Callable[[Any], Any]] = {}
"""What holds for each class is asked of it once."""


def names(kind: type[Any]) -> frozenset[str]:
    """The values that a class of ours names: its fields and properties. Words by language have none."""
    if issubclass(kind, RootModel):
        return frozenset()
    fields = set(kind.model_fields) if issubclass(kind, BaseModel) else {item.name for item in dataclasses.fields(kind)}
    for base in kind.__mro__:
        if base.__module__.startswith(_OWN):
            fields |= {name for name, found in vars(base).items() if isinstance(found, property | cached_property)}
    return frozenset(name for name in fields if not name.startswith("_"))


def _maker(kind: type[Any]) -> Callable[[Any], Any]:
    if issubclass(kind, (View, MappingView, *LEAVES)):
        return _same
    if issubclass(kind, Mapping):
        return MappingView
    if issubclass(kind, list | tuple):
        return _each
    if issubclass(kind, Set):
        return lambda value: frozenset(map(seen, value))
    if kind.__module__.startswith(_OWN) and (issubclass(kind, BaseModel) or dataclasses.is_dataclass(kind)):
        return View
    raise NoView(kind.__name__)


def _same(value: Any) -> Any:
    return value


def _each(value: Any) -> tuple[Any, ...]:
    return tuple(map(seen, value))
