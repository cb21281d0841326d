"""A table → the bytes of an XLSX workbook or a CSV file, in which no text is taken for a formula."""

from __future__ import annotations

import csv
import datetime
import io
from decimal import Decimal
from typing import Any

from pipeline.exchange.delimited import ESCAPED
from pipeline.exchange.export import Table, Written, texts
from pipeline.writers.xlsx.book import CREATED, OPTIONS, sheet_title

_HEADING_HEIGHT = 48
"""Points: three lines."""
_NARROWEST, _WIDEST = 8, 44
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_STARTS = ("=", "+", "-", "@", "\t", "\r")


def workbook(table: Table, title: str) -> bytes:
    """The table as the one sheet of a workbook: texts as texts, days as days, the headings always in sight."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, OPTIONS)
    book.set_properties({"title": title, "created": CREATED})
    page = book.add_worksheet(sheet_title(title))
    formats = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "text": book.add_format({"num_format": "@"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "number": book.add_format({"num_format": "General"}),
    }
    for column, (heading, values) in enumerate(zip(table.headings, _by_column(table), strict=True)):
        widest = max((len(text) for value in values for text in str(value or "").split("\n")), default=0)
        page.set_column(column, column, min(max(widest + 2, _NARROWEST), _WIDEST), formats[_look(table, column)])
        page.write_string(0, column, heading, formats["head"])
        for row, value in enumerate(values, 1):
            _write(page, row, column, value, formats)
    page.set_row(0, _HEADING_HEIGHT)
    page.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()


def delimited(table: Table) -> bytes:
    """The table as CSV in UTF-8 that Excel knows as such, with semicolons."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(table.headings)
    writer.writerows([_escaped(text) for text in texts(row)] for row in table.rows)
    return f"{_MARK}{stream.getvalue()}".encode()


def _escaped(text: str) -> str:
    return f"'{text}" if text.startswith(_STARTS) or ESCAPED.match(text) else text


def _by_column(table: Table) -> list[list[Written]]:
    return [[row[column] for row in table.rows] for column in range(len(table.headings))]


def _look(table: Table, column: int) -> str:
    """The look of a column's empty cells: what is typed there stays as it is typed."""
    kind = table.columns[column].kind
    return "number" if kind in ("amount", "count", "whole") else "day" if kind == "day" else "text"


def _write(page: Any, row: int, column: int, value: Written, formats: dict[str, Any]) -> None:
    if isinstance(value, datetime.date):
        page.write_datetime(row, column, datetime.datetime.combine(value, datetime.time()), formats["day"])
    elif isinstance(value, int | Decimal):
        page.write_number(row, column, value, formats["number"])
    elif value is not None:
        page.write_string(row, column, value, formats["text"])
