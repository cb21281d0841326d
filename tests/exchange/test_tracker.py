from __future__ import annotations

import datetime
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from result_files import FINAL, RESULTS, with_rate, write
from samples import edit

from pipeline.base.problems import Problems
from pipeline.checks import load
from pipeline.exchange.tracker import tracker
from pipeline.exchange.tracker_reading import ReadTracker
from pipeline.reading import sources
from pipeline.reading.project import Project
from pipeline.services import tables


@pytest.fixture
def dawn(minimal: Path) -> Path:
    return with_rate(minimal)


def filled(folder: Path, *cells: tuple[int, str, Any], change: Any = None) -> Path:
    """The tracker of the campaign, with values under headings: the sheet's number, the heading, the value of its row 2."""
    path = folder.parent / "t.xlsx"
    path.write_bytes(tables.tracker(load.load(folder), "dawn", "en"))
    return fill(path, *cells, change=change)


def fill(path: Path, *cells: tuple[int, str, Any], change: Any = None) -> Path:
    book = openpyxl.load_workbook(path)
    for number, heading, value in cells:
        page = book.worksheets[number]
        column = next(cell.column for cell in page[1] if cell.value == heading)
        page.cell(2, column).value = value
    if change:
        change(book)
    book.save(path)
    return path


def read(folder: Path, path: Path) -> ReadTracker:
    return tables.read_tracker(load.load(folder), "dawn", path)


def refused(folder: Path, path: Path) -> list[str]:
    with pytest.raises(Problems) as found:
        read(folder, path)
    return [str(problem) for problem in found.value.problems]


def test_what_is_filled_in_goes_to_the_results(dawn: Path) -> None:
    path = filled(
        dawn,
        (0, "Orders by link", 214),
        (0, "Orders by code", 20),
        (0, "Orders with both, counted once", 20),
        (1, "Went out on", datetime.datetime(2027, 3, 9)),
        (1, "Ad label checked by", "ada"),
        (1, "Ad label checked on", datetime.datetime(2027, 3, 9)),
        (1, "Views, organic", 1000),
        (1, "Source of counts", "platform"),
    )
    found = read(dawn, path)
    assert ("orders.ivan.by_link", None, 214) in [(item.place, item.before, item.after) for item in found.changes]
    tables.write(load.load(dawn), found)
    record = load.load(dawn).results["dawn"]
    assert record.orders["ivan"].total == 214
    assert (record.posts[0].organic.views, record.posts[0].organic.reach) == (1000, None)
    assert "# First orders by partnership" in (dawn / RESULTS).read_text(encoding="utf-8")
    assert read(dawn, path).texts == {}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_tracker_as_it_was_written_changes_nothing(dawn: Path, language: str) -> None:
    write(dawn)
    path = dawn.parent / "t.xlsx"
    path.write_bytes(tables.tracker(load.load(dawn), "dawn", language))
    assert read(dawn, path) == ReadTracker({}, ())
    assert read(dawn, fill(path)) == ReadTracker({}, ())


def test_a_changed_cell_changes_its_value_alone(dawn: Path) -> None:
    write(dawn)
    tables.write(load.load(dawn), read(dawn, filled(dawn, (0, "Orders by link", 61), (1, "Reach, organic", None))))
    after = FINAL.replace("by_link: 60", "by_link: 61").replace("reach: 900, ", "")
    assert (dawn / RESULTS).read_text(encoding="utf-8") == after


def test_a_number_that_both_have_changed_is_told(dawn: Path) -> None:
    write(dawn)
    path = filled(dawn, (0, "Orders by link", 64))
    edit(dawn, RESULTS, ("by_link: 60", "by_link: 70"))
    [line] = refused(dawn, path)
    assert line.endswith(f": the sheet says 64, {RESULTS} now says 70 (type the one to keep in both)")
    assert line.startswith("Tracker of orders!")
    edit(dawn, RESULTS, ("by_link: 70", "by_link: 64"))
    assert read(dawn, path).texts == {}


def test_what_the_file_alone_has_changed_stays(dawn: Path) -> None:
    write(dawn)
    path = filled(dawn, (0, "Orders by code", 51))
    edit(dawn, RESULTS, ("by_link: 60", "by_link: 70"))
    tables.write(load.load(dawn), read(dawn, path))
    data = sources.read(dawn / RESULTS, RESULTS).data
    assert data["orders"]["ivan"] == {"by_link": 70, "by_code": 51, "both": 10}


@pytest.mark.parametrize(
    ("heading", "value", "said"),
    [
        ("Orders by link", "=1200+340", "holds the formula =1200+340 (type the value itself)"),
        ("Orders by link", "1 200", '"1 200" is text, not a number (type the number again, without blanks and signs)'),
        ("Orders by link", -1, "-1 is below 0"),
        ("Orders by link", 1.5, "expected a whole number, not 1.5"),
        ("Orders by link", "#DIV/0!", "holds #DIV/0!, what a formula says when it fails (type the value itself)"),
        ("Orders with both, counted once", 51, "51 have both, but only 50 have one of them"),
    ],
)
def test_what_cannot_be_taken_is_told_by_its_cell(dawn: Path, heading: str, value: Any, said: str) -> None:
    write(dawn)
    before = (dawn / RESULTS).read_bytes()
    [line] = refused(dawn, filled(dawn, (0, heading, value)))
    place, _, words = line.partition(": ")
    assert (place[:18], words) == ("Tracker of orders!", said)
    assert (dawn / RESULTS).read_bytes() == before


def test_a_day_that_is_text_and_a_reach_above_views_are_told(dawn: Path) -> None:
    write(dawn)
    assert refused(dawn, filled(dawn, (1, "Went out on", "9 March")))[0].endswith(
        ': "9 March" is text, not a day (type the day again, such as 2027-03-09)'
    )
    [line] = refused(dawn, filled(dawn, (1, "Reach, organic", 1001)))
    assert line.startswith("Posts and counts!") and "reach (1001) is more than views (1000)" in line


def rename(book: Any) -> None:
    book.worksheets[0]["C1"].value = "Nick"


def insert(book: Any) -> None:
    book.worksheets[0].insert_cols(3)


def add_row(book: Any) -> None:
    book.worksheets[0].append(["olga", "Olga"])


def remove_keys(book: Any) -> None:
    del book["_keys"]


def change_keys(book: Any) -> None:
    book["_keys"]["A4"].value = "[{}, {}]"


def remove_page(book: Any) -> None:
    del book["Posts and counts"]


def other_campaign(book: Any) -> None:
    book["_keys"]["A1"].value = "dusk"


ANEW = "(write the tracker anew with briefs tracker dawn, and fill that in)"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (rename, "Tracker of orders!C1: this heading was changed"
         " (write Handle of the creator there again, and insert no columns)"),
        (insert, "Tracker of orders!C1: this heading was changed"
         " (write Handle of the creator there again, and insert no columns)"),
        (add_row, "Tracker of orders!B3: this row is none of the campaign's"
         " (add partnerships and posts in the campaign, then write the tracker anew)"),
        (remove_keys, f"t.xlsx: the hidden sheet is gone {ANEW}"),
        (change_keys, f"t.xlsx: the hidden sheet was changed {ANEW}"),
        (remove_page, f't.xlsx: the sheet "Posts and counts" is gone {ANEW}'),
        (other_campaign, "t.xlsx: is the tracker of dusk, not of dawn"),
    ],
)  # fmt: skip
def test_a_workbook_that_is_no_longer_the_tracker_is_told(dawn: Path, change: Any, said: str) -> None:
    assert refused(dawn, filled(dawn, change=change)) == [said]


def test_rows_may_be_sorted(dawn: Path) -> None:
    write(dawn)

    def swap(book: Any) -> None:
        page = book.worksheets[1]
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2, max_row=3)]
        for number, row in enumerate(reversed(rows), 2):
            for column, value in enumerate(row, 1):
                page.cell(number, column).value = value

    assert read(dawn, filled(dawn, change=swap)).texts == {}


def test_white_cells_are_open_and_all_others_locked_without_a_password(project: Project) -> None:
    book = openpyxl.load_workbook(io.BytesIO(tables.tracker(project, "spring-glow", "ru")))
    assert [page.title for page in book.worksheets] == ["Заказы", "Публикации и цифры", "Сначала прочтите", "_keys"]
    assert [page.sheet_state for page in book.worksheets] == ["visible"] * 3 + ["veryHidden"]
    assert [page.protection.sheet for page in book.worksheets[:3]] == [True] * 3
    assert [page.protection.password for page in book.worksheets[:3]] == [None] * 3
    cells = [cell for page in book.worksheets[:2] for row in page.iter_rows() for cell in row]
    open_to_type = {cell.fill.fgColor.rgb for cell in cells if not cell.protection.locked}
    assert open_to_type == {"00000000"}
    assert not any(cell.data_type == "f" for cell in cells)
    lists = [rule.formula1 for rule in book.worksheets[1].data_validations.dataValidation if rule.type == "list"]
    assert any("server,platform,screenshot" in rule for rule in lists)


def test_the_tracker_shows_what_follows_from_the_results(dawn: Path) -> None:
    write(dawn)
    page = tracker(load.load(dawn), "dawn", "en").pages[0]
    assert page.rows[0].computed == (100, Decimal(120000), None)
    assert page.rows[0].known == ("Ivan Petrov", "ivan", "Russia", 100000, "RUB", "9–12 USD")


def test_the_same_tracker_is_the_same_bytes(project: Project) -> None:
    assert tables.tracker(project, "spring-glow", "en") == tables.tracker(project, "spring-glow", "en")
