"""The cells of a tracker: what people typed, as results have it, and whether all others are as they were made."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from pipeline.base.problems import N_
from pipeline.document.workbooks import BasePage, Column, ColumnKind
from pipeline.domain.tracker import InputKind
from pipeline.exchange import values
from pipeline.exchange.sheet import Formula, Value
from pipeline.exchange.values import Unreadable, refused

_MOST = 10**12
"""The largest count that results take."""
_CLOSE = Decimal("0.000001")
_ISO_DAY = len("2027-03-09")


def locked(page: BasePage, made: Sequence[str]) -> Iterator[tuple[int, Column, str]]:
    """The cells of a row that nobody fills in, by the numbers of their columns, with what was there."""
    kept = ((at, column) for at, column in enumerate(page.columns, 2) if not column.computed)
    return ((at, column, was) for (at, column), was in zip(kept, made, strict=False) if not column.open)


def torn(page: BasePage, key: str, cells: Sequence[Value]) -> bool:
    """Whether the cells that nobody fills in are those of another key."""
    row = (
        (cells[at - 1] if at <= len(cells) else None, was, column) for at, column, was in locked(page, page.rows[key])
    )
    return all(is_as_made(now, was, column.kind) for now, was, column in row)


def shown_row(page: BasePage, key: str) -> str:
    """What a row is known by: the words of its first cells."""
    words = [was for _, column, was in locked(page, page.rows[key]) if column.kind in ("text", "day") and was]
    return ", ".join(words[: len(("name", "platform", "format", "day"))])


def is_as_made(now: Value, was: str, kind: ColumnKind) -> bool:
    """Whether a cell still says what was written there, however the program that saved it writes that."""
    if isinstance(now, Formula):
        return False
    try:
        now = values.plain(now)
    except Unreadable:
        return False
    if now is None or not was:
        return now is None and not was
    if kind == "day":
        return isinstance(now, datetime.date) and now.isoformat()[:_ISO_DAY] == was
    if kind == "text":
        return values.plain(str(now)) == values.plain(was)
    try:
        return abs(Decimal(str(now)) - Decimal(was)) <= _CLOSE
    except InvalidOperation:
        return False


def typed(value: Value, kind: InputKind) -> Any:
    """What a person filled in, as the results have it. Raises Unreadable."""
    value = values.plain(value)
    if value is None:
        return None
    match kind:
        case "count":
            return _count(value)
        case "day":
            return _day(value)
    return values.line(value)


def _count(value: Value) -> int:
    if isinstance(value, str):
        raise refused('"{value}" is text, not a number', "type the number again, without blanks and signs", value=value)
    if isinstance(value, datetime.date | datetime.time):
        hint = N_("give the cell the format Number, and type it again")
        raise refused("a spreadsheet program took it for a date or a time", hint)
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or value != int(value):
        raise refused("expected a whole number, not {input}", input=value)
    if value < 0:
        raise refused("{input} is below {ge}", input=value, ge=0)
    if value > _MOST:
        raise refused("{input} is above {le}", input=value, le=_MOST)
    return int(value)


def _day(value: Value) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()[:_ISO_DAY]
    hint = N_("type the day again, such as 2027-03-09")
    if isinstance(value, str):
        raise refused('"{value}" is text, not a day', hint, value=value)
    raise refused("{value} is no day", hint, value=value)
