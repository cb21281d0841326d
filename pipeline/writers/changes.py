"""Items → the same, changed; the very same ones where nothing is, so that a writer knows them again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Item = TypeVar("Item")


def each(change: Callable[[Item], Item], items: tuple[Item, ...]) -> tuple[Item, ...]:
    """What a function makes of each item; the very same items where it changes none."""
    changed = tuple(map(change, items))
    return items if all(map(same, changed, items)) else changed


def same(one: object, other: object) -> bool:
    """Whether two are one and the same."""
    return one is other
