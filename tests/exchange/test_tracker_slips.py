"""What happens to a tracker among people and programs: each slip is told by sheet and cell, and nothing is written."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from result_files import RESULTS, with_rate, write
from trackers import filled, read, saved_by_libreoffice, with_parts, written

from pipeline.cli.main import main
from pipeline.reading.project import Project

ORDERS, POSTS = 0, 1
Slip = Callable[[Any], None]


def typed(page: int, heading: str, value: Any, look: str = "") -> Slip:
    """Somebody types a value below a heading."""

    def change(book: Any) -> None:
        sheet = book.worksheets[page]
        cell = sheet.cell(3, next(cell.column for cell in sheet[2] if cell.value == heading))
        cell.value = value
        cell.number_format = look or cell.number_format

    return change


def link(value: Any) -> Slip:
    return typed(ORDERS, "Orders by link", value)


def went_out(value: Any, look: str = "") -> Slip:
    return typed(POSTS, "Went out on", value, look)


def sort_without_the_key(book: Any) -> None:
    sheet = book.worksheets[POSTS]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=4)]
    for number, row in enumerate(reversed(rows), 3):
        for column, value in enumerate(row[1:], 2):
            sheet.cell(number, column).value = value


def merge(book: Any) -> None:
    sheet = book.worksheets[POSTS]
    column = next(cell.column for cell in sheet[2] if cell.value == "Views, organic")
    sheet.merge_cells(start_row=3, end_row=4, start_column=column, end_column=column)


def copy_a_sheet(book: Any) -> None:
    book.copy_worksheet(book.worksheets[ORDERS])


def remove_a_row(book: Any) -> None:
    book.worksheets[POSTS].delete_rows(4)


def put_a_title_above(book: Any) -> None:
    book.worksheets[ORDERS].insert_rows(1)


def remove_a_column(book: Any) -> None:
    book.worksheets[ORDERS].delete_cols(9)


def type_in_the_last_cell(book: Any) -> None:
    book.worksheets[ORDERS]["XFD1048576"].value = "x"


ORDERS_SHEET, POSTS_SHEET = "Tracker of orders!", "Posts and counts!"
NO_TIME = "a spreadsheet program took it for a date or a time (give the cell the format Number, and type it again)"
AGAIN = "(type the day again, such as 2027-03-09)"
WHITE = "(put it back; change it in the campaign, and write the tracker anew)"

TOLD: dict[str, tuple[Slip, str]] = {
    "a day as the number behind it": (went_out(46455, "General"), f"{POSTS_SHEET}F3: 46455 is no day {AGAIN}"),
    "a time for a day": (went_out(datetime.time(9, 16)), f"{POSTS_SHEET}F3: 09:16:00 is no day {AGAIN}"),
    "a nought as a day": (went_out(0, "yyyy-mm-dd"), f"{POSTS_SHEET}F3: 00:00:00 is no day {AGAIN}"),
    "true for a day": (went_out(True), f"{POSTS_SHEET}F3: True is no day {AGAIN}"),
    "a day in letters": (went_out("9 марта"), f'{POSTS_SHEET}F3: "9 марта" is text, not a day {AGAIN}'),
    "a day that is too late": (
        went_out(datetime.datetime(2190, 1, 1)),
        f"{POSTS_SHEET}F3: went out on 2190-01-01, after 2027-05-07, when it was counted",
    ),
    "a number that became a date": (link(datetime.datetime(2027, 2, 1)), f"{ORDERS_SHEET}K3: {NO_TIME}"),
    "a number that became a time": (link(datetime.time(9, 16)), f"{ORDERS_SHEET}K3: {NO_TIME}"),
    "1E15": (link(1e15), f"{ORDERS_SHEET}K3: 1000000000000000 is above 1000000000000"),
    "1E300": (link(1e300), f"{ORDERS_SHEET}K3: 1E+300 is above 1000000000000"),
    "another currency": (
        link("1200 ₽"),
        f'{ORDERS_SHEET}K3: "1200 ₽" is text, not a number (type the number again, without blanks and signs)',
    ),
    "a formula over a block": (
        link(ArrayFormula("K3", "=SUM(1,2)")),
        f"{ORDERS_SHEET}K3: holds the formula =SUM(1,2) (type the value itself)",
    ),
    "a what-if table": (
        link(DataTableFormula("K3", r1="A1")),
        f"{ORDERS_SHEET}K3: holds the formula {{=TABLE()}} (type the value itself)",
    ),
    "a source that there is none of": (
        typed(POSTS, "Source of counts", "gut feeling"),
        f'{POSTS_SHEET}AD3: "gut feeling" is not one of server, platform, screenshot',
    ),
    "an address without its beginning": (
        typed(POSTS, "Address of the post", "vk.com/x"),
        f'{POSTS_SHEET}G3: "vk.com/x" is not a link (write it in full, starting with https://)',
    ),
    "another fee": (
        typed(ORDERS, "Fee", 999),
        f"{ORDERS_SHEET}E3: only white cells are read; here stood 100000 {WHITE}",
    ),
    "a fee in another currency": (
        typed(ORDERS, "Currency", "USD"),
        f"{ORDERS_SHEET}F3: only white cells are read; here stood RUB {WHITE}",
    ),
    "a range as a formula": (
        typed(ORDERS, "CPA, USD, to", "=10+2"),
        f"{ORDERS_SHEET}I3: only white cells are read; here stood 12 {WHITE}",
    ),
    "merged cells": (merge, f"{POSTS_SHEET}J3: these cells are merged (split it, and fill in each cell)"),
    "a sorted sheet whose hidden column stayed": (
        sort_without_the_key,
        f"{POSTS_SHEET}B3: the hidden column says that this row is another: Ivan Petrov, VK, Post, 2027-03-09"
        " (undo the sort or the paste; sort whole rows, with column A)",
    ),
    "a row that was removed": (
        remove_a_row,
        'Posts and counts: the row "Ivan Petrov, VK, Post, 2027-03-16" is gone'
        " (put it back; an empty white cell takes a number away)",
    ),
    "a copy of a sheet": (
        copy_a_sheet,
        "Tracker of orders Copy: is a copy of another sheet, and not read (keep one of them, under its first name)",
    ),
    "a title above the headings": (
        put_a_title_above,
        f"{ORDERS_SHEET}B3: the headings stand here, and not in row 2"
        " (put them back: take out added rows above them, or restore removed ones)",
    ),
    "a column that was removed": (
        remove_a_column,
        f"{ORDERS_SHEET}I2: this heading was changed (write CPA, USD, to there again, and insert no columns)",
    ),
    "something in the last cell of all": (
        type_in_the_last_cell,
        "t.xlsx: cell XFD1048576 holds something; at most 1000 rows and 500 columns are read"
        " (empty that cell, or split the table)",
    ),
}


@pytest.fixture
def dawn(minimal: Path) -> Path:
    folder = with_rate(minimal)
    write(folder)
    return folder


def said(folder: Path, path: Path, language: str = "en", campaign: str = "dawn") -> list[str]:
    """What the command says of a tracker that it refuses, after which the results are as they were."""
    before = (folder / RESULTS).read_bytes()
    arguments = ["tracker", campaign, "--read", str(path), "--project", str(folder)]
    done = CliRunner(env={"LANGUAGE": language}).invoke(main, arguments)
    assert (done.exit_code, done.stdout, (folder / RESULTS).read_bytes()) == (1, "", before)
    *lines, end = done.stderr.splitlines()
    assert ("nothing is written" if language == "en" else "ничего не записано") in end
    return lines


@pytest.mark.parametrize("name", TOLD)
def test_a_slip_is_told_by_its_cell_in_both_languages(dawn: Path, name: str) -> None:
    slip, words = TOLD[name]
    path = filled(dawn, change=slip)
    assert words in said(dawn, path)
    place = words.partition(": ")[0]
    [russian] = [line for line in said(dawn, path, "ru") if line.startswith(f"{place}: ")][:1]
    own = re.sub(r"[«\"].*?[»\"]", "", russian.removeprefix(place))
    assert re.search("[а-яё]", own) and "holds" not in own and "is " not in own


def test_a_table_that_is_no_tracker_and_the_tracker_of_another_campaign(dawn: Path, project: Project) -> None:
    path = dawn.parent / "t.xlsx"
    path.write_bytes(written(project, "spring-glow", "ru"))
    assert said(dawn, path) == ["t.xlsx: is the tracker of spring-glow, not of dawn"]
    book = openpyxl.Workbook()
    book.active.append(["Creator", "Orders"])
    book.save(path)
    [line] = said(dawn, path)
    assert line.startswith("t.xlsx: the hidden sheet is gone (write the tracker anew")


def test_a_tracker_of_another_version_of_the_program(dawn: Path) -> None:
    def older(parts: dict[str, bytes]) -> None:
        from pipeline.base.digests import of_texts

        digest = of_texts("dawn", "en", "[[1]]").encode()
        rows = [b"dawn", b"en", digest, b"[[1]]"]
        cells = b"".join(
            b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>%s</t></is></c></row>' % (n, n, text)
            for n, text in enumerate(rows, 1)
        )
        name = "xl/worksheets/sheet4.xml"
        parts[name] = re.sub(rb"<sheetData>.*</sheetData>", b"<sheetData>%s</sheetData>" % cells, parts[name])

    [line] = said(dawn, with_parts(filled(dawn), older))
    assert line.startswith("t.xlsx: this program fills in other columns (write the tracker anew")


def sheet(change: Callable[[bytes], bytes]) -> Callable[[dict[str, bytes]], None]:
    """A change of the first sheet's XML."""

    def changed(parts: dict[str, bytes]) -> None:
        parts["xl/worksheets/sheet1.xml"] = change(parts["xl/worksheets/sheet1.xml"])

    return changed


def styled_to_the_end(xml: bytes) -> bytes:
    """What programs write for a column that was given a look as a whole."""
    return xml.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>')


def test_looks_that_reach_to_the_last_cell_are_passed_over(dawn: Path) -> None:
    assert read(dawn, with_parts(filled(dawn), sheet(styled_to_the_end))).texts == {}


def merged_whole(xml: bytes) -> bytes:
    return re.sub(
        rb"<mergeCells.*?</mergeCells>", b'<mergeCells count="1"><mergeCell ref="A4:XFD1048576"/></mergeCells>', xml
    )


def test_blocks_of_whole_columns_are_told_and_not_filled(dawn: Path) -> None:
    [line] = said(dawn, with_parts(filled(dawn), sheet(merged_whole)))
    assert line == "t.xlsx: whole columns or rows are merged, or are one link (split them, and fill in each cell)"


def test_cells_without_names_are_read_in_their_order(dawn: Path) -> None:
    def unnamed(parts: dict[str, bytes]) -> None:
        for name in parts:
            if name.startswith("xl/worksheets/sheet"):
                parts[name] = re.sub(rb'(<(?:row|c)) r="[A-Z]*\d+"', rb"\1", parts[name])

    # Nothing stands between its cells and rows that has no cell of its own.
    assert read(dawn, with_parts(filled(dawn), unnamed)).texts == {}


def test_days_counted_from_1904_are_the_same_days(dawn: Path) -> None:
    def old_macintosh(book: Any) -> None:
        book.epoch = datetime.datetime(1904, 1, 1)

    assert read(dawn, filled(dawn, change=old_macintosh)).texts == {}


SAVED = {
    "ods": "is of another kind than XLSX (save it as .xlsx)",
    "xls": "is of a kind from before 2007 (.xls) (save it as .xlsx)",
    "csv": "is text, which has no hidden sheet (save it as .xlsx)",
    "html": "is a web page or XML, no table (save it as .xlsx)",
}


@pytest.mark.long
@pytest.mark.parametrize("ending", SAVED)
def test_what_libreoffice_saves_as_another_kind_is_told(dawn: Path, tmp_path: Path, ending: str) -> None:
    saved_by_libreoffice(filled(dawn), tmp_path / "saved", "ru-RU", ending)
    assert said(dawn, tmp_path / f"saved/t.{ending}") == [f"t.{ending}: {SAVED[ending]}"]


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in TOLD if name not in ("a what-if table", "a range as a formula")])
def test_a_slip_is_told_after_libreoffice_saved_it(dawn: Path, tmp_path: Path, name: str) -> None:
    slip, words = TOLD[name]
    saved_by_libreoffice(filled(dawn, change=slip), tmp_path / "saved", "ru-RU")
    told = said(dawn, tmp_path / "saved/t.xlsx")
    assert any(line.partition(": ")[0] == words.partition(": ")[0] for line in told), told
