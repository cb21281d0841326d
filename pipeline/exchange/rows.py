"""A table whose headings are known → its rows, each cell with its place, and what no row may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from pipeline.base.problems import N_, Problem
from pipeline.exchange import values
from pipeline.exchange.columns import Column
from pipeline.exchange.headings import Headed
from pipeline.exchange.sheet import MOST_ROWS, Sheet, Value
from pipeline.exchange.values import Unreadable

Read = TypeVar("Read")

_FILL_EACH = N_("split it, and fill in each cell")


@dataclass(frozen=True)
class Cell:
    """A cell that holds something, or an empty one of a column that is there."""

    row: int
    column: int
    value: Value


@dataclass
class Row:
    """One row: its cells by column, those that hold nothing too. What cannot be read of it is gathered."""

    sheet: Sheet
    number: int
    cells: dict[str, Cell]
    columns: dict[str, Column]
    problems: list[Problem] = field(default_factory=list)

    def __contains__(self, key: str) -> bool:
        return key in self.cells

    def filled(self, key: str) -> bool:
        """Whether the row has something in a column."""
        return key in self.cells and self.cells[key].value is not None

    def read(self, key: str, reader: Callable[[Value], Read]) -> Read | None:
        """The value of a cell; nothing where it is empty or cannot be read, which is then a problem."""
        if not self.filled(key):
            return None
        try:
            return reader(self.cells[key].value)
        except Unreadable as refused:
            self.refuse(key, refused.message, hint=refused.hint, **refused.values)
            return None

    def refuse(self, key: str, message: str, *, hint: str = "", **values: object) -> None:
        """Notes what is wrong with a cell, or with the row where it has no such column."""
        cell = self.cells.get(key) or next(iter(self.cells.values()))
        self.problems.append(self.sheet.problem(self.number, cell.column, message, hint=hint, **values))


def rows(table: Headed) -> Iterator[Row]:
    """The rows below the headings that hold anything in a column that is read."""
    found = 0
    for number, row in enumerate(table.sheet.rows[table.row :], table.row + 1):
        made = Row(table.sheet, number, {}, {})
        for index, column in table.columns.items():
            try:
                value = values.plain(row[index - 1] if index <= len(row) else None)
            except Unreadable as refused:
                problem = table.sheet.problem(number, index, refused.message, hint=refused.hint, **refused.values)
                made.problems.append(problem)
                value = None
            made.cells[column.key] = Cell(number, index, value)
            made.columns[column.key] = column
        if made.problems or any(cell.value is not None for cell in made.cells.values()):
            found += 1
            if found > MOST_ROWS:
                hint = N_("split the table")
                made.problems.append(
                    table.sheet.problem(number, 1, "more than {limit} rows", hint=hint, limit=MOST_ROWS)
                )
                yield made
                return
            if number in table.sheet.hidden_rows:
                made.refuse("", "this row is hidden", hint="show it, or delete it")
            yield made


def merged(table: Headed) -> Iterator[Problem]:
    """A problem for each merged block among what is read: its value stands in its first cell alone."""
    for block in table.sheet.merged:
        read = any(block.first_column <= number <= block.last_column for number in table.columns)
        if read and block.last_row >= table.row:
            yield table.sheet.problem(block.first_row, block.first_column, "these cells are merged", hint=_FILL_EACH)
