"""Values that were asked for lately, so many that their sizes stay below a bound."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class RecentValues(Generic[Key, Value]):
    """Keeps values up to a total size. `dropped` is told of each that has to go: the one not asked for longest."""

    def __init__(self, most: int, dropped: Callable[[Key, Value], None] = lambda key, value: None) -> None:
        self._most = most
        self._dropped = dropped
        self._values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._total = 0

    def get(self, key: Key) -> Value | None:
        """The value of a key, if it is still here."""
        if key not in self._values:
            return None
        self._values.move_to_end(key)
        return self._values[key][0]

    def put(self, key: Key, value: Value, size: int) -> None:
        """Keeps a value of that size, in place of the one its key had; the last one is kept however large it is."""
        self._total -= self._values.pop(key)[1] if key in self._values else 0
        self._values[key] = value, size
        self._total += size
        while self._total > self._most and len(self._values) > 1:
            oldest, (dropped, freed) = self._values.popitem(last=False)
            self._total -= freed
            self._dropped(oldest, dropped)
