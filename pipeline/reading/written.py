"""A value → the YAML that a person would have typed for it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pipeline.reading.yaml_values import plain

_WIDEST = 100
"""Characters up to which fields stand on one line, indentation included."""

_UNQUOTED = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*|[A-Z]{3}|[A-Z][A-Za-z_]+(/[A-Z][A-Za-z_]+)+|\d{4}-\d\d-\d\d")
"""Ids, currencies, time zones and days: what nothing in YAML can be taken for."""

_OTHERS_READ = frozenset({"y", "n", "yes", "no", "on", "off"})
"""Words that older readers of YAML take for true or false."""


def entry(name: str, value: Any, indent: int, *, flow: bool = False) -> str:
    """A field with its value, as it stands at an indentation or between braces."""
    if flow or not isinstance(value, Mapping | list | tuple) or _fits(value, indent + len(name)):
        return f"{_key(name)}: {in_line(value)}"
    below = _block(value, indent + 2)
    return f"{_key(name)}:\n{' ' * (indent + 2)}{below}"


def item(value: Any, indent: int) -> str:
    """A value that begins at an indentation, behind the dash of a list or below its field."""
    if not isinstance(value, Mapping | list | tuple) or _fits(value, indent):
        return in_line(value)
    return _block(value, indent)


def in_line(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(name)}: {in_line(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(in_line, value)) + "]"
    return _scalar(value)


def _block(value: Any, indent: int) -> str:
    between = f"\n{' ' * indent}"
    if isinstance(value, Mapping):
        return between.join(entry(name, part, indent) for name, part in value.items())
    return between.join(f"- {item(part, indent + 2)}" for part in value)


def _fits(value: Any, indent: int) -> bool:
    """Whether a value is a short one: nothing below its fields, and all of it on one line."""
    parts = list(value.values()) if isinstance(value, Mapping) else list(value)
    if not parts:
        return True
    if any(isinstance(part, Mapping | list | tuple) for part in parts):
        return False
    return indent + len(in_line(value)) <= _WIDEST


def _key(name: str) -> str:
    """The name of a field. People write on: as it is; whoever reads files here takes it for text."""
    return name if _UNQUOTED.fullmatch(name) and isinstance(plain(name), str) else _scalar(name)


def _scalar(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    if isinstance(value, int | Decimal):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    text = str(value)
    unquoted = _UNQUOTED.fullmatch(text) and text not in _OTHERS_READ and isinstance(plain(text), str)
    return text if unquoted else json.dumps(text, ensure_ascii=False)
