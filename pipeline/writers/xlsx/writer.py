"""The workbook of a document → its bytes: white cells to fill in, all others locked without a password."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Mapping
from decimal import Decimal
from math import ceil
from typing import Any

from pipeline.base.digests import of_texts
from pipeline.base.problems import N_
from pipeline.document.traversal import lines
from pipeline.document.tree import Block, Document, Paragraph
from pipeline.document.workbooks import KEY, WORKBOOK, BookPage, BookRow, Column, workbook
from pipeline.model.theme import Theme
from pipeline.writers import WriterResult, complaint
from pipeline.writers.xlsx.book import BAND_ROW, CREATED, HEADING_ROW, KEYS, OPTIONS, sheet_title

_WIDTHS = {"text": 17, "count": 11, "number": 12, "day": 11}
_NAME_WIDTH, _WORDS_WIDTH = 26, 100
_MARGINS = (0.4, 0.4, 0.5, 0.5)
"""Inches: left, right, top, bottom."""
_COLUMNS_A_PAGE = 14
"""How many columns one printed page takes, besides that of names."""
_HEADING_HEIGHT = 62
"""Points: four lines."""
_PART = 30_000
"""How much text one cell takes."""
_MOST = 10**12
_LIST = 255
"""Excel takes no more letters in a list."""
_LOCKED = {"select_locked_cells": True, "select_unlocked_cells": True, "format_columns": True}
_DAYS = (datetime.date(2000, 1, 1), datetime.date(2199, 12, 31))
_NAMED = re.compile(r"\{(?:(\w+)!)?([\w.-]+)\}")


class WorkbookWriter:
    """Writes workbooks; the same document makes the same bytes."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def write(self, document: Document) -> WriterResult:
        """The sheets of a document's workbook and, behind them, its own words."""
        import xlsxwriter

        value = document.property(WORKBOOK)
        if not value:
            message = N_("{target} has no workbook")
            hint = N_('give the template a meta element named "workbook"')
            return WriterResult(b"", (complaint(message, hint=hint, about="look"),))
        found = workbook(value)
        stream = io.BytesIO()
        book = xlsxwriter.Workbook(stream, OPTIONS)
        book.set_properties(
            {"title": document.property("title"), "author": document.property("author"), "created": CREATED}
        )
        looks = _looks(book, self._theme.palette(document.property("accent")))
        pages = {page.name: page for page in found.pages}
        for page in found.pages:
            _Sheet(book.add_worksheet(sheet_title(page.title)), page, looks, pages).write()
        self._words(book, document, looks)
        parts = [found.base[start : start + _PART] for start in range(0, len(found.base), _PART)]
        digest = of_texts(found.subject, document.language, found.base)
        keys = book.add_worksheet(KEYS)
        for row, text in enumerate((found.subject, document.language, digest, *parts)):
            keys.write_string(row, 0, text)
        keys.very_hidden()
        book.close()
        return WriterResult(stream.getvalue())

    def _words(self, book: Any, document: Document, looks: Mapping[str, Any]) -> None:
        """The sheet of the document's own words, on one screen."""
        blocks = tuple(block for block in document.blocks if not _is_masthead(block))
        said = [line for line in lines(blocks) if line.strip()]
        sheet = book.add_worksheet(sheet_title(document.property("subject")))
        sheet.set_column(0, 0, _WORDS_WIDTH)
        for row, line in enumerate(said):
            sheet.write_string(row, 0, line, looks["note"])
        sheet.protect("", _LOCKED)


def _is_masthead(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role == "masthead"


def _looks(book: Any, colours: Mapping[str, str]) -> dict[str, Any]:
    """The looks of cells: what is open is white with an edge of ink, what follows from it muted and slanted."""
    edge = {"border": 1, "border_color": colours["hairline"]}
    locked = {**edge, "bg_color": colours["band"]}
    follows = {**locked, "italic": True, "font_color": colours["muted"]}
    typed = {
        "locked": False,
        "bottom": 1,
        "bottom_color": colours["ink"],
        "right": 1,
        "right_color": colours["hairline"],
    }
    head = {**edge, "bold": True, "text_wrap": True, "valign": "top"}
    return {
        "head": book.add_format(head),
        "band": book.add_format({**edge, "bold": True}),
        "shaded band": book.add_format({**edge, "bold": True, "bg_color": colours["band"]}),
        "note": book.add_format({"text_wrap": True}),
        "text": book.add_format({**locked, "num_format": "@"}),
        "count": book.add_format({**locked, "num_format": "#,##0"}),
        "number": book.add_format({**locked, "num_format": "General"}),
        "day": book.add_format({**locked, "num_format": "yyyy-mm-dd"}),
        "live text": book.add_format({**follows, "num_format": "General"}),
        "live count": book.add_format({**follows, "num_format": "#,##0"}),
        "live number": book.add_format({**follows, "num_format": "#,##0.00"}),
        "open text": book.add_format({**typed, "num_format": "@"}),
        "open count": book.add_format({**typed, "num_format": "0"}),
        "open day": book.add_format({**typed, "num_format": "yyyy-mm-dd"}),
    }


class _Sheet:
    """Writes one page. The first column, which is hidden, has the key of each row."""

    def __init__(self, sheet: Any, page: BookPage, looks: Mapping[str, Any], pages: Mapping[str, BookPage]) -> None:
        self.sheet = sheet
        self.page = page
        self.looks = looks
        self.pages = pages

    def write(self) -> None:
        self._bands()
        for at, heading in enumerate((KEYS, *(column.heading for column in self.page.columns))):
            self.sheet.write_string(HEADING_ROW, at, heading, self.looks["head"])
        self.sheet.set_column(0, 0, None, None, {"hidden": True})
        for at, column in enumerate(self.page.columns, 1):
            self.sheet.set_column(at, at, _NAME_WIDTH if at == 1 else _WIDTHS[column.kind])
        for number, row in enumerate(self.page.rows, HEADING_ROW + 1):
            self.sheet.write_string(number, 0, row.key, self.looks["text"])
            self._row(number, row)
        for at, column in enumerate(self.page.columns, 1):
            if column.open and self.page.rows:
                self._validation(at, column)
        self.sheet.set_row(HEADING_ROW, _HEADING_HEIGHT)
        self.sheet.set_landscape()
        self.sheet.set_margins(*_MARGINS)
        self.sheet.fit_to_pages(ceil(len(self.page.columns) / _COLUMNS_A_PAGE), 0)
        self.sheet.repeat_columns(0, 1)
        self.sheet.repeat_rows(BAND_ROW, HEADING_ROW)
        self.sheet.freeze_panes(HEADING_ROW + 1, 2)
        self.sheet.protect("", _LOCKED)

    def _bands(self) -> None:
        """The words above groups of columns, every other one shaded."""
        first = 1
        for index, (words, width) in enumerate(self.page.bands):
            look = self.looks["band" if index % 2 else "shaded band"]
            if width > 1:
                self.sheet.merge_range(BAND_ROW, first, BAND_ROW, first + width - 1, words, look)
            elif width:
                self.sheet.write_string(BAND_ROW, first, words, look)
            first += width

    def _row(self, number: int, row: BookRow) -> None:
        for at, (column, text) in enumerate(zip(self.page.columns, row.cells, strict=True), 1):
            look = self.looks[f"{'open ' if column.open else 'live ' if column.computed else ''}{column.kind}"]
            if column.formula:
                formula = _NAMED.sub(lambda found: self._cell(number, found), column.formula)
                self.sheet.write_formula(number, at, formula, look, _value(column, text))
            elif not text:
                self.sheet.write_blank(number, at, None, look)
            elif column.kind == "day":
                self.sheet.write_datetime(number, at, datetime.datetime.fromisoformat(text), look)
            elif column.kind == "text":
                self.sheet.write_string(number, at, text, look)
            else:
                self.sheet.write_number(number, at, Decimal(text), look)

    def _cell(self, number: int, named: re.Match[str]) -> str:
        """The cell of the same row in a column, or all cells of a column of another page."""
        from xlsxwriter.utility import quote_sheetname, xl_range_abs, xl_rowcol_to_cell

        page = self.pages[named[1]] if named[1] else self.page
        names = [KEY, *(column.name for column in page.columns)]
        at = names.index(named[2])
        if not named[1]:
            return str(xl_rowcol_to_cell(number, at))
        last = HEADING_ROW + max(len(page.rows), 1)
        return f"{quote_sheetname(sheet_title(page.title))}!{xl_range_abs(HEADING_ROW + 1, at, last, at)}"

    def _validation(self, number: int, column: Column) -> None:
        """Drop-downs, and what a cell takes: the program that the file is open in refuses the rest."""
        rule: dict[str, Any]
        if column.choices:
            if sum(map(len, column.choices)) + len(column.choices) > _LIST:
                return
            rule = {"validate": "list", "source": list(column.choices)}
        elif column.kind == "count":
            rule = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": _MOST}
        elif column.kind == "day":
            rule = {"validate": "date", "criteria": "between", "minimum": _DAYS[0], "maximum": _DAYS[1]}
        else:
            return
        self.sheet.data_validation(HEADING_ROW + 1, number, HEADING_ROW + len(self.page.rows), number, rule)


def _value(column: Column, text: str) -> Any:
    """What a formula comes to now: programs that work nothing out show that."""
    return text if not text or column.kind == "text" else float(text)
