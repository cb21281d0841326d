"""Values put at places of a record, and the cells that they came from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.base.characters import shown
from pipeline.base.problems import Problem
from pipeline.exchange.rows import Row
from pipeline.exchange.sheet import at_cell
from pipeline.reading.yaml_values import Place


def put(data: Any, place: Place, value: Any) -> None:
    """Puts a value at a place; without one, what stood there goes, and what held nothing else goes with it."""
    first, *rest = place
    if rest:
        if value is None and not _holds(data, first):
            return
        inner = data[first] if _holds(data, first) else data.setdefault(first, {})
        put(inner, tuple(rest), value)
        if inner == {}:
            del data[first]
    elif value is None:
        data.pop(first, None)
    else:
        data[first] = value


def _holds(data: Any, step: str | int) -> bool:
    return 0 <= step < len(data) if isinstance(step, int) else isinstance(data.get(step), dict | list)


def in_order(data: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """Fields in the order in which people write them, others behind."""
    known = [name for name in names if name in data]
    return {name: data[name] for name in (*known, *(name for name in data if name not in names))}


@dataclass
class Origins:
    """The cells that values of files came from."""

    cells: dict[tuple[str, Place], tuple[Row, str]] = field(default_factory=dict)

    def note(self, path: str, place: Place, row: Row, key: str) -> None:
        """Notes where a value came from, which was first said there."""
        self.cells.setdefault((path, place), (row, key))

    def told(self, found: Problem) -> Problem:
        """A problem of a file as one of the cell that the value came from, where it came from one."""
        # A field that is missing is named by the message, its holder by the place.
        where = ".".join(filter(None, [found.where, dict(found.values).get("name")]))
        inside = [
            (place, origin)
            for (path, place), origin in self.cells.items()
            if path == found.path and (_begins(found.where, place) or where == _dotted(place))
        ]
        if not inside:
            return found
        place, (row, key) = max(inside, key=lambda item: len(item[0]))
        cell = row.cells.get(key) or next(iter(row.cells.values()))
        # The cell says of which field it is; what has no cell of its own is named.
        rest = found.where.removeprefix(_dotted(place)).removeprefix(".") if _begins(found.where, place) else ""
        return at_cell(found, row.sheet.name, row.number, cell.column, rest)


def _begins(where: str, place: Place) -> bool:
    start = _dotted(place)
    return not place or where == start or where.startswith(f"{start}.")


def _dotted(place: Place) -> str:
    return ".".join(map(shown, place))
