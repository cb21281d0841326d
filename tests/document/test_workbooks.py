from __future__ import annotations

import pytest

from pipeline.document.workbooks import BookPage, BookRow, Column, Workbook, base_pages, workbook

PAGE = BookPage(
    "orders",
    "Orders",
    (("Who", 1), ("What", 1)),
    (Column("name", "Creator", "text"), Column("by_link", "By link", "count", open=True)),
    (BookRow("ivan", ("Ivan", "60")),),
)


def test_a_workbook_reads_back_from_its_property() -> None:
    data = Workbook("dawn", (PAGE,))
    assert workbook(data.value) == data


def test_its_base_holds_headings_and_what_it_showed() -> None:
    [page] = base_pages(Workbook("dawn", (PAGE,)).base)
    assert (page.name, page.title, page.rows) == ("orders", "Orders", {"ivan": ("Ivan", "60")})
    assert [(column.heading, column.open) for column in page.columns] == [("Creator", False), ("By link", True)]


def test_a_row_that_lacks_a_cell_is_refused() -> None:
    page = BookPage(PAGE.name, PAGE.title, PAGE.bands, PAGE.columns, (BookRow("ivan", ("Ivan",)),))
    with pytest.raises(ValueError, match="orders"):
        workbook(Workbook("dawn", (page,)).value)
