"""Versions of the program, and ranges of them such as ">=0.1,<2"."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Any

_CLAUSE = re.compile(r"\s*(>=|<=|==|!=|>|<)\s*(\d+(?:\.\d+)*)\s*")
_HOLDS: dict[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}


def is_range(text: str) -> bool:
    """Whether a text is a range of versions: comparisons with commas between them."""
    return all(_CLAUSE.fullmatch(part) for part in text.split(","))


def within(version: str, limits: str) -> bool:
    """Whether a version is in a range; 1.2 and 1.2.0 are one version."""
    clauses = [found.groups() for part in limits.split(",") if (found := _CLAUSE.fullmatch(part))]
    return all(_HOLDS[sign](_numbers(version), _numbers(limit)) for sign, limit in clauses)


def _numbers(version: str) -> tuple[int, ...]:
    found = [int(part) for part in re.findall(r"\d+", version.partition("+")[0])]
    while found and found[-1] == 0:
        found.pop()
    return tuple(found)
