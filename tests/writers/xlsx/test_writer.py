from __future__ import annotations

import io

import openpyxl

from pipeline.document.tree import Document
from pipeline.document.workbooks import WORKBOOK, BookPage, BookRow, Column, Workbook
from pipeline.reading.project import Project
from pipeline.writers.xlsx.reading import reading
from pipeline.writers.xlsx.writer import WorkbookWriter

BOOK = Workbook(
    "dawn",
    (
        BookPage(
            "orders",
            "Orders: [all]",
            (("Who", 1), ("What", 3)),
            (
                Column("name", "Creator", "text"),
                Column("count", "Count", "count", open=True),
                Column("twice", "Twice", "number", computed=True, formula="={count}*2+SUM({posts!views})"),
                Column("who", "Checked by", "text", open=True, choices=("ada", "olga")),
            ),
            (BookRow("ivan", ('=HYPERLINK("http://x")', "7", "19", "ada")),),
        ),
        BookPage(
            "posts",
            "Posts",
            (("Post", 2),),
            (Column("day", "Day", "day", open=True), Column("views", "Views", "count", open=True)),
            (BookRow("ivan/1/1", ("2027-03-09", "5")),),
        ),
    ),
)


def made(project: Project, *properties: tuple[str, str]) -> bytes:
    named = (("title", "Tracker"), ("author", "Aurora"), ("subject", "Read me"), ("accent", "#004d40"), *properties)
    written = WorkbookWriter(project.theme).write(Document("en", named, (), (), ()))
    assert not written.complaints
    return written.content


def test_text_is_never_a_formula_and_formulas_name_cells(project: Project) -> None:
    content = made(project, (WORKBOOK, BOOK.value))
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert page.title == "Orders   all"
    assert (page["B3"].data_type, page["B3"].value) == ("s", '=HYPERLINK("http://x")')
    assert page["D3"].value == "=C3*2+SUM(Posts!$C$3)"
    assert openpyxl.load_workbook(io.BytesIO(content), data_only=True).worksheets[0]["D3"].value == 19


def test_the_same_document_makes_the_same_bytes(project: Project) -> None:
    assert made(project, (WORKBOOK, BOOK.value)) == made(project, (WORKBOOK, BOOK.value))


def test_the_file_is_read_again_by_another_library(project: Project) -> None:
    found = reading(made(project, (WORKBOOK, BOOK.value)))
    assert "2027-03-09 5" in found.text
    # What is hidden is there, too, and is looked at for what is another's.
    assert "dawn" in found.beside


def test_a_document_without_a_workbook_is_told(project: Project) -> None:
    written = WorkbookWriter(project.theme).write(Document("en", (("title", "x"),), (), (), ()))
    assert [each.message for each in written.complaints] == ["{target} has no workbook"]
