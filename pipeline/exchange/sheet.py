"""One sheet of cells, whatever file it was in, and problems that name a cell."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.base.problems import Problem, problem

LETTERS = 26
MOST_ROWS = 1000
"""Rows of a table that people keep by hand."""


@dataclass(frozen=True)
class Formula:
    """A cell that holds a formula: what is typed, and the value that the program that saved it had for it."""

    text: str
    result: str


Value = str | int | Decimal | bool | datetime.date | datetime.time | Formula | None


@dataclass(frozen=True)
class Block:
    """Cells that are merged into one, by its first and last row and column, from 1."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True)
class Sheet:
    """Cells by row and column. `day_zero` is the day from which days are counted where one is a plain number."""

    name: str
    rows: tuple[tuple[Value, ...], ...]
    merged: tuple[Block, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    day_zero: datetime.date = datetime.date(1899, 12, 30)

    def problem(self, row: int, column: int, message: str, *, hint: str = "", **values: Any) -> CellProblem:
        """A problem at a cell; row and column count from 1."""
        return cell_problem(self.name, row, column, message, hint=hint, **values)


class CellProblem(Problem):
    """A mistake in a cell: its line is the row, its path the sheet."""

    @property
    def place(self) -> str:
        """The sheet and the cell, as spreadsheets write it."""
        return f"{self.path}!{letters(self.column)}{self.line}"


def cell_problem(sheet: str, row: int, column: int, message: str, *, hint: str = "", **values: Any) -> CellProblem:
    """A problem at a cell of a sheet; row and column count from 1."""
    return at_cell(problem(sheet, message, hint=hint, **values), sheet, row, column)


def at_cell(found: Problem, sheet: str, row: int, column: int, where: str = "") -> CellProblem:
    """A problem as one of the cell that its value came from; `where` is the field, where the cell is of several."""
    return CellProblem(sheet, found.message, row, column, where, found.hint, found.values)


def letters(column: int) -> str:
    """A column as spreadsheets write it: A, B, … Z, AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, LETTERS)
        name = chr(ord("A") + rest) + name
    return name
