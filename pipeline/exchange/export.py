"""A campaign's partnerships → the rows of a table, headings first: a row for each deliverable."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.exchange.columns import Column, columns
from pipeline.exchange.creators import account_name
from pipeline.exchange.headings import Headings
from pipeline.reading.places import value_at
from pipeline.reading.project import Project

Written = str | int | Decimal | datetime.date | None


@dataclass(frozen=True)
class Table:
    """Columns with their headings, and the cells below them."""

    columns: tuple[Column, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[Written, ...], ...]


def table(project: Project, campaign: str, language: str) -> Table:
    """The table of a campaign's partnerships, its headings in one language."""
    headings = Headings(project)
    found = tuple(columns(project))
    data = project.sources[f"content/campaigns/{campaign}.yaml"].data
    made = _Rows(project)
    rows = [
        tuple(made.cell(column, name, partnership, index) for column in found)
        for name, partnership in (data.get("partnerships") or {}).items()
        for index in range(len(partnership["deliverables"]))
    ]
    return Table(found, tuple(headings.written(column, language) for column in found), tuple(rows))


@dataclass(frozen=True)
class _Rows:
    project: Project

    def cell(self, column: Column, name: str, data: Mapping[str, Any], index: int) -> Written:
        """What a row has in a column. What is true of a partnership stands in its first row alone."""
        item = data["deliverables"][index]
        creator = self.project.sources[f"content/creators/{data['creator']}.yaml"].data
        match column.holder:
            case "partnership":
                if column.id in _REPEATED or not index:
                    return _written(column, name if not column.place else value_at(data, column.place))
            case "deliverable":
                return _written(column, value_at(item, column.place))
            case "post":
                return _listed([value_at(post, column.place) for post in item["publish"]], column)
            case "creator":
                return None if index else _written(column, value_at(creator, column.place))
            case "account":
                account = _account(creator, item)
                return account_name(account) if not column.place else _written(column, value_at(account, column.place))
        return None


_REPEATED = ("partnership", "creator", "market")
"""What each row says, so that it is known whatever the rows are sorted by."""


def _written(column: Column, value: Any) -> Written:
    if value is None:
        return None
    match column.kind:
        case "seconds":
            low, high = value["low"], value.get("high")
            return low if low == high else f"{low}–{high}"
        case "day":
            return datetime.date.fromisoformat(value)
        case "amount" | "count" | "whole":
            return value if isinstance(value, int | Decimal) else str(value)
    return str(value)


def _listed(values: list[Any], column: Column) -> Written:
    """The values of several posts in one cell, in order; a gap where a post has none."""
    if not any(values):
        return None
    if column.kind == "days" and len(values) == 1:
        return datetime.date.fromisoformat(values[0])
    if column.kind == "times" and len(set(values)) == 1:
        return str(values[0])
    return "; ".join(str(value or "") for value in values)


def _account(creator: Any, item: Any) -> Mapping[str, Any]:
    """The account on which a deliverable appears."""
    found = [account for account in creator["accounts"] if account["platform"] == item["platform"]]
    named = [account for account in found if account_name(account) == item.get("account")]
    return next(iter(named or found), {})


def texts(row: tuple[Written, ...]) -> Iterator[str]:
    """A row as texts, as they are typed: numbers with a point, days as year-month-day."""
    for value in row:
        yield "" if value is None else str(value)
