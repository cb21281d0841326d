"""The bytes of an XLSX workbook → its visible sheets. Formulas are told, never worked out."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.exchange.sheet import MOST_ROWS, Block, Formula, Sheet, Value

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_MOST_PARTS = 500
_MOST_BYTES = 60_000_000
"""What a workbook may unpack to: a table of a thousand rows takes two million."""
_MOST_LINES = 5 * MOST_ROWS
"""Rows that a sheet may have, empty ones that were given a look included."""
_CHUNK = 1 << 20
_DOCUMENT_TYPE = b"<!DOCTYPE"
_DIGITS_KEPT = 15
"""How many digits of a number a spreadsheet keeps."""

SAVE_AGAIN = N_("open it in your spreadsheet program and save it as .xlsx again")


def sheets(content: bytes, name: str, *, every: bool = False) -> list[Sheet]:
    """The visible sheets of a workbook that hold anything, or every such sheet. Raises Problems."""
    _refuse_what_is_no_table(content, name)
    book = _opened(content, name, results=False)
    found = [page for page in book.worksheets if every or page.sheet_state == "visible"]
    results = _opened(content, name, results=True) if any(map(_holds_formula, found)) else None
    epoch = datetime.date(1904, 1, 1) if book.epoch.year == 1904 else datetime.date(1899, 12, 30)
    made = [_sheet(page, results[page.title] if results else None, epoch) for page in found]
    return [sheet for sheet in made if sheet.rows]


def _refuse_what_is_no_table(content: bytes, name: str) -> None:
    """Raises Problems for what must not be unpacked whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = list(_unwanted(archive, name))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        found = [problem(name, "the file is damaged", hint=SAVE_AGAIN)]
    if found:
        raise Problems(found[:1])


def _unwanted(archive: zipfile.ZipFile, name: str) -> Iterator[Problem]:
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
        hint = N_("delete what is not the table, such as pictures and other sheets")
        yield problem(name, "unpacks to more than {limit} MB", hint=hint, limit=_MOST_BYTES // 1_000_000)
        return
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            lines, declared = _counted(archive, part)
            if declared:
                yield problem(name, "the file is damaged", hint=SAVE_AGAIN)
            if lines > _MOST_LINES and part.filename.startswith("xl/worksheets/"):
                hint = N_("delete the empty rows below the table, or split it")
                yield problem(
                    name, "a sheet has {rows} rows; at most {limit} are read", hint=hint, rows=lines, limit=MOST_ROWS
                )


def _counted(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> tuple[int, bool]:
    """How many rows begin in a part, and whether it declares a document type, which no spreadsheet needs."""
    lines, declared, end = 0, False, b""
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            text = end + chunk
            lines += len(re.findall(rb"<(?:\w+:)?row[ />]", text)) - len(re.findall(rb"<(?:\w+:)?row[ />]", end))
            declared = declared or _DOCUMENT_TYPE in text.replace(b"\0", b"")
            end = chunk[-2 * len(_DOCUMENT_TYPE) :]
    return lines, declared


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


def _holds_formula(page: Any) -> bool:
    return any(cell.data_type == "f" for row in page.iter_rows() for cell in row)


def _sheet(page: Any, results: Any, day_zero: datetime.date) -> Sheet:
    rows = [tuple(_value(cell, results) for cell in row) for row in page.iter_rows()]
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
        return Formula(str(getattr(value, "text", value)), "" if result is None else str(result))
    if isinstance(value, float):
        number = Decimal(str(value))
        return int(number) if number == number.to_integral_value() and abs(number) < 10**_DIGITS_KEPT else number
    if isinstance(value, datetime.timedelta):
        return str(value)
    if isinstance(value, str):
        return value if value.strip() else None
    return value if isinstance(value, int | bool | datetime.date | datetime.time) else None
