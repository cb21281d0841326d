"""A tracker → the bytes of its workbook: white cells to fill in, all others locked without a password."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal
from typing import Any

from pipeline.exchange.sheet import letters
from pipeline.exchange.spreadsheet import CREATED, OPTIONS, sheet_title
from pipeline.exchange.tracker import SOURCES, Input, Known, Page, Row, Tracker
from pipeline.reading.places import value_at

KEYS = "_keys"
"""The hidden sheet that says what the workbook was made from."""
HEADING_ROW = 0
_WIDTH, _WIDE = 14, 28
_HEADING_HEIGHT = 48
"""Points: three lines."""
_PART = 30_000
"""How much text one cell takes."""
_MOST = 10**12
_LOCKED = {"select_locked_cells": True, "select_unlocked_cells": True, "format_columns": True}


def workbook(tracker: Tracker) -> bytes:
    """The workbook of a tracker; the same tracker makes the same bytes."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, OPTIONS)
    book.set_properties({"title": tracker.campaign, "created": CREATED})
    looks = _looks(book)
    for page in tracker.pages:
        _Sheet(book.add_worksheet(sheet_title(page.title)), page, looks, tracker.people).write()
    notes = book.add_worksheet(sheet_title(tracker.notes_title))
    notes.set_column(0, 0, 100)
    for row, note in enumerate(tracker.notes):
        notes.write_string(row, 0, note.format(campaign=tracker.campaign), looks["note"])
    notes.protect("", _LOCKED)
    keys = book.add_worksheet(KEYS)
    base = tracker.base
    parts = [base[start : start + _PART] for start in range(0, len(base), _PART)]
    for row, text in enumerate((tracker.campaign, tracker.language, tracker.digest, *parts)):
        keys.write_string(row, 0, text)
    keys.very_hidden()
    book.close()
    return stream.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    edge = {"border": 1, "border_color": "#B0B0B0"}
    locked = {**edge, "bg_color": "#EFEFEF"}
    return {
        "head": book.add_format({**locked, "bold": True, "text_wrap": True, "valign": "top"}),
        "note": book.add_format({"text_wrap": True}),
        "known text": book.add_format({**locked, "num_format": "@"}),
        "known number": book.add_format({**locked, "num_format": "#,##0.##"}),
        "known day": book.add_format({**locked, "num_format": "yyyy-mm-dd"}),
        "count": book.add_format({**edge, "locked": False, "num_format": "0"}),
        "day": book.add_format({**edge, "locked": False, "num_format": "yyyy-mm-dd"}),
        "text": book.add_format({**edge, "locked": False, "num_format": "@"}),
    }


class _Sheet:
    """Writes one page. The first column, which is hidden, has the key of each row."""

    def __init__(self, sheet: Any, page: Page, looks: dict[str, Any], people: tuple[str, ...]) -> None:
        self.sheet = sheet
        self.page = page
        self.looks = looks
        self.people = people
        self.first = 1 + len(page.known)

    def write(self) -> None:
        headings = (KEYS, *self.page.known, *self.page.headings, *self.page.computed)
        for column, heading in enumerate(headings):
            self.sheet.write_string(HEADING_ROW, column, heading, self.looks["head"])
        self.sheet.set_column(0, 0, None, None, {"hidden": True})
        self.sheet.set_column(1, len(headings) - 1, _WIDTH)
        self.sheet.set_column(1, 1, _WIDE)
        for number, row in enumerate(self.page.rows, HEADING_ROW + 1):
            self._row(number, row)
        self._validations()
        self.sheet.set_column(2, 2, _WIDE)
        self.sheet.set_row(HEADING_ROW, _HEADING_HEIGHT)
        self.sheet.set_landscape()
        self.sheet.repeat_rows(HEADING_ROW)
        self.sheet.freeze_panes(HEADING_ROW + 1, 2)
        self.sheet.protect("", _LOCKED)

    def _row(self, number: int, row: Row) -> None:
        self.sheet.write_string(number, 0, row.key, self.looks["known text"])
        for column, value in enumerate(row.known, 1):
            self._known(number, column, value)
        for column, item in enumerate(self.page.inputs, self.first):
            self._typed(number, column, item, value_at(row.typed, item.place))
        for column, value in enumerate(row.computed, self.first + len(self.page.inputs)):
            self._known(number, column, value)

    def _known(self, number: int, column: int, value: Known) -> None:
        if isinstance(value, datetime.date):
            day = datetime.datetime.combine(value, datetime.time())
            self.sheet.write_datetime(number, column, day, self.looks["known day"])
        elif isinstance(value, int | Decimal):
            self.sheet.write_number(number, column, value, self.looks["known number"])
        else:
            self.sheet.write_string(number, column, value or "", self.looks["known text"])

    def _typed(self, number: int, column: int, item: Input, value: Any) -> None:
        look = self.looks[item.kind if item.kind in ("count", "day") else "text"]
        if value is None:
            self.sheet.write_blank(number, column, None, look)
        elif item.kind == "count":
            self.sheet.write_number(number, column, value, look)
        elif item.kind == "day":
            self.sheet.write_datetime(number, column, datetime.datetime.fromisoformat(value), look)
        else:
            self.sheet.write_string(number, column, value, look)

    def _validations(self) -> None:
        """Drop-downs, and what a cell takes: the program that the file is open in refuses the rest."""
        last = HEADING_ROW + len(self.page.rows)
        for column, item in enumerate(self.page.inputs, self.first):
            cells = f"{letters(column + 1)}{HEADING_ROW + 2}:{letters(column + 1)}{last + 1}"
            if item.kind == "count":
                rule = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": _MOST}
            elif item.kind == "day":
                first, end = datetime.date(2000, 1, 1), datetime.date(2199, 12, 31)
                rule = {"validate": "date", "criteria": "between", "minimum": first, "maximum": end}
            elif item.kind in ("person", "source"):
                choices = list(SOURCES if item.kind == "source" else self.people)
                # Excel takes no more letters than that in a list.
                if sum(map(len, choices)) + len(choices) > 255:
                    continue
                rule = {"validate": "list", "source": choices}
            else:
                continue
            if self.page.rows:
                self.sheet.data_validation(cells, rule)
