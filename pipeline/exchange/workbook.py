"""The bytes of an XLSX workbook → its visible sheets. Formulas are told, never worked out."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.exchange.sheet import LETTERS, MOST_ROWS, Block, Formula, Sheet, Value

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_MOST_PARTS = 500
_MOST_BYTES = 60_000_000
"""What a workbook may unpack to: a table of a thousand rows takes two million."""
_MOST_LINES = 5 * MOST_ROWS
"""Rows that a sheet may have, empty ones that were given a look included."""
_MOST_COLUMNS = 500
_CHUNK = 1 << 20
_LONGEST_TAG = 1 << 16
_DOCUMENT_TYPE = b"<!DOCTYPE"
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_FILLED = re.compile(rb"<(?:\w+:)?c(?:\s[^<>]*)?(?<!/)>")
"""The start of a cell that holds something: an empty one that was given a look ends where it starts."""
_BLOCK = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)\s[^<>]*>")
"""What makes the library fill every cell of a block."""
_CORNERS = re.compile(rb"\sref=[\"']([A-Za-z]{1,4})(\d{1,8}):([A-Za-z]{1,4})(\d{1,8})[\"']")
_MOST_IN_BLOCKS = 200_000
_NAME = re.compile(rb"\sr=[\"']([A-Za-z]{1,4})(\d{1,8})[\"']")
_DATA_TABLE = "{=TABLE()}"
"""How Excel shows a cell of a what-if table, which has no formula of its own."""
_DIGITS_KEPT = 15
"""How many digits of a number a spreadsheet keeps."""

SAVE_AGAIN = N_("open it in your spreadsheet program and save it as .xlsx again")


@dataclass
class _Extent:
    """How far cells that hold something reach, which is the first that is too far, and how many rows begin.

    `blocks` says of how many cells those are that are merged, or have one link.
    """

    rows: int = 0
    row: int = 0
    column: int = 0
    name: str = ""
    blocks: int = 0

    def add(self, text: bytes) -> None:
        """Takes some text of a sheet, of which no tag is cut."""
        self.rows += len(_ROW.findall(text))
        for cell in _FILLED.finditer(text):
            name = _NAME.search(cell[0])
            if not name:
                # What has no name stands behind the one before it: nothing is known of it.
                self.row, self.column = max(self.row, self.rows), max(self.column, _MOST_COLUMNS)
                continue
            column, row = _number(name[1].decode()), int(name[2])
            if row > _MOST_LINES or column > _MOST_COLUMNS:
                self.name = self.name or (name[1] + name[2]).decode().upper()
            self.row, self.column = max(self.row, row), max(self.column, column)
        for block in _BLOCK.finditer(text):
            if corners := _CORNERS.search(block[0]):
                first, top, last, bottom = (part.decode() for part in corners.groups())
                self.blocks += (_number(last) - _number(first) + 1) * (int(bottom) - int(top) + 1)

    def reach(self, other: _Extent) -> None:
        """Reaches as far as another one, too."""
        self.row, self.column = max(self.row, other.row), max(self.column, other.column)


def _number(name: str) -> int:
    """The number of a column, from 1."""
    found = 0
    for letter in name.upper():
        found = found * LETTERS + ord(letter) - ord("A") + 1
    return found


def sheets(content: bytes, name: str, *, every: bool = False) -> list[Sheet]:
    """The visible sheets of a workbook that hold anything, or every such sheet. Raises Problems."""
    extent = _extent(content, name)
    book = _opened(content, name, results=False)
    found = [page for page in book.worksheets if every or page.sheet_state == "visible"]
    results = _opened(content, name, results=True) if any(_holds_formula(page, extent) for page in found) else None
    epoch = datetime.date(1904, 1, 1) if book.epoch.year == 1904 else datetime.date(1899, 12, 30)
    made = [_sheet(page, results[page.title] if results else None, epoch, extent) for page in found]
    return [sheet for sheet in made if sheet.rows]


def _extent(content: bytes, name: str) -> _Extent:
    """How far the cells of all sheets reach. Raises Problems for what must not be unpacked whole."""
    extent = _Extent()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = list(_unwanted(archive, name, extent))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        found = [problem(name, "the file is damaged", hint=SAVE_AGAIN)]
    if found:
        raise Problems(found[:1])
    return extent


def _unwanted(archive: zipfile.ZipFile, name: str, extent: _Extent) -> Iterator[Problem]:
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
        hint = N_("delete what is not the table, such as pictures and other sheets")
        yield problem(name, "unpacks to more than {limit} MB", hint=hint, limit=_MOST_BYTES // 1_000_000)
        return
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            there, declared = _counted(archive, part)
            if declared:
                yield problem(name, "the file is damaged", hint=SAVE_AGAIN)
            if part.filename.startswith("xl/worksheets/"):
                yield from _too_far(there, name)
                extent.reach(there)


def _too_far(there: _Extent, name: str) -> Iterator[Problem]:
    """What a sheet has more of than is read."""
    if there.rows > _MOST_LINES:
        message, hint = (
            N_("a sheet has {rows} rows; at most {limit} are read"),
            N_("delete the empty rows below the table, or split it"),
        )
        yield problem(name, message, hint=hint, rows=there.rows, limit=MOST_ROWS)
    if there.name:
        message = N_("cell {cell} holds something; at most {rows} rows and {columns} columns are read")
        hint = N_("empty that cell, or split the table")
        yield problem(name, message, hint=hint, cell=there.name, rows=MOST_ROWS, columns=_MOST_COLUMNS)

    if there.blocks > _MOST_IN_BLOCKS:
        message, hint = N_("whole columns or rows are merged, or are one link"), N_("split them, and fill in each cell")
        yield problem(name, message, hint=hint)


def _counted(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> tuple[_Extent, bool]:
    """How far the cells of a part reach, and whether it declares a document type, which no spreadsheet needs."""
    there, declared, rest = _Extent(), False, b""
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            text = rest + chunk
            declared = declared or _DOCUMENT_TYPE in text.replace(b"\0", b"")
            # A tag that is cut waits for the next chunk, unless it is none.
            cut = text.rfind(b"<")
            whole, rest = (text[:cut], text[cut:]) if cut >= 0 and len(text) - cut < _LONGEST_TAG else (text, b"")
            there.add(whole)
    there.add(rest)
    return there, declared


def _opened(content: bytes, name: str, *, results: bool) -> Workbook:
    """The workbook, with formulas or with the results that were saved for them."""
    import openpyxl

    try:
        with warnings.catch_warnings():
            # It warns of what it leaves out, such as drop-downs of newer versions.
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(content), data_only=results, keep_links=False)
    except Exception:
        # A damaged file makes it raise anything.
        raise Problems([problem(name, "the file is damaged", hint=SAVE_AGAIN)]) from None


def _cells(page: Any, extent: _Extent) -> Iterator[tuple[Any, ...]]:
    """The rows of a page as far as anything stands in them: cells that only have a look may reach much farther."""
    row, column = min(page.max_row, extent.row), min(page.max_column, extent.column)
    found: Iterator[tuple[Any, ...]] = page.iter_rows(max_row=row, max_col=column) if row and column else iter(())
    return found


def _holds_formula(page: Any, extent: _Extent) -> bool:
    return any(cell.data_type == "f" for row in _cells(page, extent) for cell in row)


def _sheet(page: Any, results: Any, day_zero: datetime.date, extent: _Extent) -> Sheet:
    rows = [tuple(_value(cell, results) for cell in row) for row in _cells(page, extent)]
    while rows and all(value is None for value in rows[-1]):
        rows.pop()
    blocks = (Block(part.min_row, part.max_row, part.min_col, part.max_col) for part in page.merged_cells.ranges)
    return Sheet(
        page.title,
        tuple(rows),
        merged=tuple(sorted(blocks, key=lambda block: (block.first_row, block.first_column))),
        hidden_rows=frozenset(number for number, row in page.row_dimensions.items() if row.hidden),
        hidden_columns=frozenset(_hidden_columns(page)),
        day_zero=day_zero,
    )


def _hidden_columns(page: Any) -> Iterator[int]:
    for columns in page.column_dimensions.values():
        if columns.hidden:
            # One entry may stand for a run of columns, and the last one for all that are left.
            yield from range(columns.min or 0, min(columns.max or 0, page.max_column) + 1)


def _value(cell: Any, results: Any) -> Value:
    value = cell.value
    if cell.data_type == "f":
        result = results.cell(cell.row, cell.column).value if results else None
        text = value if isinstance(value, str) else getattr(value, "text", None) or _DATA_TABLE
        return Formula(text, "" if result is None else str(result))
    if isinstance(value, float):
        number = Decimal(str(value))
        return int(number) if number == number.to_integral_value() and abs(number) < 10**_DIGITS_KEPT else number
    if isinstance(value, datetime.timedelta):
        return str(value)
    if isinstance(value, str):
        return value if value.strip() else None
    return value if isinstance(value, int | bool | datetime.date | datetime.time) else None
