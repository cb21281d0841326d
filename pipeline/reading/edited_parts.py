"""A YAML text that somebody edited → its values, with only the part read where it is another than before.

A part is an item of a list, or a key with its value, that begins a line; none inside of brackets.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

from pipeline.base.problems import Problems
from pipeline.reading import yaml_nodes, yaml_values
from pipeline.reading.yaml_nodes import MAX_VALUES, Collection, Node, Scalar
from pipeline.reading.yaml_values import Content, Place, Reader

_NAMES = re.compile(r"[&*](?<!\w[&*])\S")
"""What may give a name to a value, or stand for one elsewhere."""
_DOCUMENTS = re.compile(r"^(?:---|\.\.\.|%)", re.MULTILINE)
_OTHER_BREAKS = re.compile("[\r\x85\u2028\u2029]")


class _Part(NamedTuple):
    """The lines of a part, from the first to the one behind the last, from 0, and the place of its value."""

    first: int
    end: int
    place: Place


def read(before: str, known: Content, text: str, name: str) -> Content | None:
    """What a text holds, by what it held `before`, which is `known`; None where it has to be read whole.

    That is wherever the lines are not as many, more than one part is another, or anything is wrong.
    """
    if any(pattern.search(one) for pattern in (_NAMES, _OTHER_BREAKS) for one in (before, text)):
        return None
    old, new = before.split("\n"), text.split("\n")
    changed = _changed(old, new)
    part = _part(known, old, changed) if changed else None
    if part is None:
        return None
    # Empty lines in front have each line keep its number.
    lines = "\n" * part.first + "\n".join(new[part.first : part.end]) + ("\n" if part.end < len(new) else "")
    try:
        return None if _DOCUMENTS.search(lines) else _with(known, part, lines, name)
    except Problems:
        # The whole text tells what is wrong with it.
        return None


def _changed(old: Sequence[str], new: Sequence[str]) -> tuple[int, int] | None:
    """The first and the last line that is another than before; None where lines came or went."""
    if len(old) != len(new):
        return None
    other = [number for number, (one, two) in enumerate(zip(old, new, strict=True)) if one != two]
    return (other[0], other[-1]) if other else None


def _part(known: Content, lines: Sequence[str], changed: tuple[int, int]) -> _Part | None:
    """The smallest part that holds the changed ones of these lines."""
    value, place, found = known.data, Place(), _Part(0, len(lines), ())
    while isinstance(value, dict | list) and _is_block(value, known.values[place], lines):
        column = known.values[place][1] - 1
        where, names = (known.keys, list(value)) if isinstance(value, dict) else (known.values, range(len(value)))
        starts = [where[*place, name][0] - 1 for name in names]
        index = bisect_right(starts, changed[0]) - 1
        if index < 0:
            break
        first, *following = starts[index : index + 2]
        end = following[0] if following else found.end
        # Only what begins a line can be read alone, and ends where the next does.
        if changed[1] >= end or not all(_begins(lines[start], column) for start in (first, *following)):
            break
        place = *place, names[index]
        value, found = value[names[index]], _Part(first, end, place)
    return found if found.place else None


def _begins(line: str, column: int) -> bool:
    """Whether the first sign of a line stands in this column, from 0."""
    return len(line) - len(line.lstrip(" ")) == column < len(line)


def _is_block(value: Any, at: tuple[int, int], lines: Sequence[str]) -> bool:
    """Whether a list or a mapping stands in lines of its own, and not in brackets."""
    sign = lines[at[0] - 1][at[1] - 1 : at[1]]
    return sign == "-" if isinstance(value, list) else sign != "{"


def _with(known: Content, part: _Part, lines: str, name: str) -> Content | None:
    """What is known with a part as its lines are now; None where they are not just that part. Raises Problems."""
    yaml_values.refuse(lines, name)
    root = yaml_nodes.compose(lines, name)
    node = _own(root, known, part.place)
    if node is None:
        return None
    reader = Reader(lines, name)
    value = reader.value(node, part.place)
    reader.judge()
    within = len(part.place)
    values = {place: at for place, at in known.values.items() if place[:within] != part.place} | reader.values
    if len(values) > MAX_VALUES:
        return None
    keys = {place: at for place, at in known.keys.items() if place[:within] != part.place or len(place) == within}
    return Content(_replaced(known.data, part.place, value), values, keys | reader.keys)


def _own(root: Node, known: Content, place: Place) -> Node | None:
    """The node of a part, if its lines hold just that part, where it was."""
    match root, place:
        case Collection(True, (Scalar(text=key), value), at), (*_, str(name)):
            return value if (key, at) == (name, known.keys[place]) else None
        case Collection(False, (value,), at), (*around, int()):
            return value if (at[1], value.at) == (known.values[*around,][1], known.values[place]) else None
    return None


def _replaced(data: Any, place: Place, value: Any) -> Any:
    """The values of a file with that at a place replaced."""
    if not place:
        return value
    inner = _replaced(data[place[0]], place[1:], value)
    if isinstance(data, dict):
        return {**data, place[0]: inner}
    return [inner if index == place[0] else item for index, item in enumerate(data)]
