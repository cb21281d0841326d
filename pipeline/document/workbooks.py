"""A workbook as data: sheets that people fill in, so that a document's text is all that its fingerprint needs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter

WORKBOOK = "workbook"
"""The name of the property of a document whose value is a workbook."""

KEY = "key"
"""How formulas name the column that says which row is which."""

ColumnKind = Literal["text", "count", "number", "day"]


@dataclass(frozen=True)
class Column:
    """One column: its heading, and how formulas of other columns name it.

    People fill in what is `open`, from `choices` where there are any; what is `computed` follows from that, in a live
    cell where a `formula` works it out. A formula names columns of its own row as
    {name}, and whole columns of another page as {page!name}.
    """

    name: str
    heading: str
    kind: ColumnKind
    open: bool = False
    choices: tuple[str, ...] = ()
    computed: bool = False
    formula: str = ""


@dataclass(frozen=True)
class BookRow:
    """One row: its key, and the text of each cell; days as ISO 8601, empty where there is nothing."""

    key: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class BookPage:
    """One sheet: columns, above them bands, each over so many of them, and rows."""

    name: str
    title: str
    bands: tuple[tuple[str, int], ...]
    columns: tuple[Column, ...]
    rows: tuple[BookRow, ...]


@dataclass(frozen=True)
class Workbook:
    """The sheets of a workbook, what they are about, and the titles of its text and of its hidden sheet."""

    subject: str
    pages: tuple[BookPage, ...]

    @property
    def value(self) -> str:
        """The value of the property of a document that is this workbook."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @property
    def base(self) -> str:
        """Headings, and all that it showed when it was made, but what works itself out: what it is read back by."""
        pages = [
            {
                "name": page.name,
                "title": page.title,
                "columns": [
                    [column.name, column.heading, column.kind, column.open, column.computed] for column in page.columns
                ],
                "rows": {
                    row.key: [text for column, text in zip(page.columns, row.cells, strict=True) if not column.computed]
                    for row in page.rows
                },
            }
            for page in self.pages
        ]
        return json.dumps(pages, ensure_ascii=False, sort_keys=True)


@cache
def _adapter() -> TypeAdapter[Workbook]:
    return TypeAdapter(Workbook)


def workbook(value: str) -> Workbook:
    """The workbook that a property's value says. Raises ValueError where it says none."""
    found = _adapter().validate_json(value)
    for page in found.pages:
        if any(len(row.cells) != len(page.columns) for row in page.rows):
            raise ValueError(page.name)
    return found


@dataclass(frozen=True)
class BasePage:
    """One sheet as it was made: its columns, and what it showed in those that are not computed, by row."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: dict[str, tuple[str, ...]]


def base_pages(base: str) -> tuple[BasePage, ...]:
    """The sheets that a workbook was made with. Raises ValueError for what another version of this program made."""
    pages: list[dict[str, Any]] = json.loads(base)
    return tuple(
        BasePage(
            page["name"],
            page["title"],
            tuple(
                Column(name, heading, kind, is_open, computed=computed)
                for name, heading, kind, is_open, computed in page["columns"]
            ),
            {key: tuple(cells) for key, cells in page["rows"].items()},
        )
        for page in pages
    )
