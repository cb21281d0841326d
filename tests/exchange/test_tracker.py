from __future__ import annotations

import datetime
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from result_files import FINAL, RESULTS, with_rate, write
from samples import edit
from trackers import fill, filled, read, refused, saved_by_libreoffice, written

from pipeline.base.problems import Problems
from pipeline.checks import load
from pipeline.exchange.tracker_reading import ReadTracker
from pipeline.reading import sources
from pipeline.reading.project import Project
from pipeline.services import tables


@pytest.fixture
def dawn(minimal: Path) -> Path:
    return with_rate(minimal)


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
    path.write_bytes(written(load.load(dawn), "dawn", language))
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
        (
            "Orders by link",
            "='[other.xlsx]Sheet1'!A1",
            "holds the formula ='[other.xlsx]Sheet1'!A1 (type the value itself)",
        ),
        (
            "Orders by link",
            "12 345",
            '"12 345" is text, not a number (type the number again, without blanks and signs)',
        ),
        ("Orders by link", "4,5 %", '"4,5 %" is text, not a number (type the number again, without blanks and signs)'),
        ("Orders by link", True, "expected a whole number, not True"),
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
    book.worksheets[0]["C2"].value = "Nick"


def insert(book: Any) -> None:
    book.worksheets[0].insert_cols(3)


def add_row(book: Any) -> None:
    book.worksheets[0].append(["olga", "Olga"])


def add_total(book: Any) -> None:
    book.worksheets[0].append([None, "Total", None, None, None, None, None, 60])


def remove_keys(book: Any) -> None:
    del book["_keys"]


def change_keys(book: Any) -> None:
    book["_keys"]["A4"].value = "[]"


def remove_page(book: Any) -> None:
    del book["Posts and counts"]


def other_campaign(book: Any) -> None:
    book["_keys"]["A1"].value = "dusk"


ANEW = "(write the tracker anew with briefs tracker dawn, and fill that in)"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (rename, "Tracker of orders!C2: this heading was changed"
         " (write Handle there again, and insert no columns)"),
        (insert, "Tracker of orders!C2: this heading was changed"
         " (write Handle there again, and insert no columns)"),
        (add_row, "Tracker of orders!B4: this row is none of the campaign's"
         " (add partnerships and posts in the campaign, then write the tracker anew)"),
        (add_total, "Tracker of orders!B4: this row is none of the campaign's"
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
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=3, max_row=4)]
        for number, row in enumerate(reversed(rows), 3):
            for column, value in enumerate(row, 1):
                page.cell(number, column).value = value

    assert read(dawn, filled(dawn, change=swap)).texts == {}


def test_a_row_that_stands_there_twice_is_told(dawn: Path) -> None:
    write(dawn)

    def copy_row(book: Any) -> None:
        page = book.worksheets[1]
        page.append([cell.value for cell in page[3]])

    [line] = refused(dawn, filled(dawn, change=copy_row))
    assert line.startswith("Posts and counts!B")
    assert line.endswith(": this row stands there twice (the first is row 3; remove one)")


def test_white_cells_are_open_and_all_others_locked_without_a_password(project: Project) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(project, "spring-glow", "ru")))
    assert [page.title for page in book.worksheets] == ["Заказы", "Публикации и цифры", "Таблица итогов", "_keys"]
    assert [page.sheet_state for page in book.worksheets] == ["visible"] * 3 + ["veryHidden"]
    assert [page.protection.sheet for page in book.worksheets[:3]] == [True] * 3
    assert [page.protection.password for page in book.worksheets[:3]] == [None] * 3
    cells = [cell for page in book.worksheets[:2] for row in page.iter_rows() for cell in row]
    open_to_type = {cell.fill.fgColor.rgb for cell in cells if not cell.protection.locked}
    assert open_to_type == {"00000000"}
    # What is live stands in locked cells, and holds nothing that a person typed.
    live = [cell for cell in cells if cell.data_type == "f"]
    assert live and all(cell.protection.locked and cell.font.italic for cell in live)
    assert not any(word in cell.value for cell in live for word in ("http", "["))
    # Cells of other sheets are those of this workbook.
    assert {name for cell in live for name in re.findall(r"'([^']+)'!", cell.value)} == {"Публикации и цифры"}
    lists = [rule.formula1 for rule in book.worksheets[1].data_validations.dataValidation if rule.type == "list"]
    assert any("server,platform,screenshot" in rule for rule in lists)


def cells(content: bytes, row: int, *, live: bool = False, sheet: int = 0) -> dict[str, Any]:
    """The cells of one row below their headings: the values they have, or what works them out."""
    page = openpyxl.load_workbook(io.BytesIO(content), data_only=not live).worksheets[sheet]
    return {heading.value: cell.value for heading, cell in zip(page[2], page[row], strict=True)}


def test_the_tracker_shows_what_is_known(dawn: Path) -> None:
    write(dawn)
    row = cells(written(load.load(dawn), "dawn", "en"), 3)
    known = ("Creator", "Handle", "Territory", "Fee", "Currency", "Paid to date", "CPA, USD, from", "CPA, USD, to")
    assert [row[heading] for heading in known] == ["Ivan Petrov", "ivan", "Russia", 100000, "RUB", None, 9, 12]
    assert (row["Orders, each once"], row["Cost, shared as fees are"]) == (100, 120000)


@pytest.mark.parametrize(
    ("language", "said"), [("en", ("Creator", "CPA, agreed or not")), ("ru", ("Блогер", "CPA, вердикт"))]
)
def test_the_verdict_is_a_word_with_a_sign(project: Project, language: str, said: tuple[str, str]) -> None:
    content = written(project, "spring-glow", language)
    verdicts = [cells(content, row)[said[1]] for row in range(3, 9)]
    kept, missed = ("● kept", "△ missed") if language == "en" else ("● соблюдён", "△ промах")
    assert verdicts == [kept, kept, missed, kept, kept, kept]


def test_no_verdict_is_told_while_orders_still_come_in(dawn: Path) -> None:
    write(dawn, FINAL.replace("as_of: final", "as_of: interim"))
    content = written(load.load(dawn), "dawn", "en")
    assert cells(content, 3)["CPA, agreed or not"] == "not counted yet"
    assert cells(content, 3, live=True)["CPA, agreed or not"] == "not counted yet"


def test_what_was_paid_to_date_is_what_records_say(project: Project) -> None:
    content = written(project, "spring-glow", "en")
    paid = {cells(content, row)["Creator"]: cells(content, row)["Paid to date"] for row in range(3, 9)}
    # Nothing is recorded of the others: that is not 0.
    assert paid == {
        "Anna Ivanova": 120000,
        "Alina Safina": None,
        "Claire Bennett": 300000,
        "Maya Brooks": None,
        "Nora Whitfield": None,
        "Katya Mironova": None,
    }


def test_a_campaign_whose_kinds_leave_it_out_has_no_tracker(project: Project) -> None:
    with pytest.raises(Problems) as found:
        tables.tracker_target(project, "first-frost", "de")
    said = "content/campaigns/first-frost.yaml: no kind of document is a tracker (leave it among kinds:)"
    assert str(found.value.problems[0]) == said


def test_the_same_tracker_is_the_same_bytes(project: Project) -> None:
    assert written(project, "spring-glow", "en") == written(project, "spring-glow", "en")


def test_live_cells_hold_the_values_they_have_now(project: Project) -> None:
    content = written(project, "spring-glow", "en")
    assert [round(cells(content, row)["CPA, USD"], 2) for row in (3, 5)] == [8.97, 20.34]
    assert [cells(content, row)["Orders, each once"] for row in (3, 4, 5)] == [214, 288, 236]
    assert cells(content, 3, live=True)["CPA, USD"].startswith("=IF(COUNT(")
    # What nobody counted is empty, and not 0.
    assert (cells(content, 3)["Completions"], cells(content, 3)["Completion (VTR), %"]) == (None, None)


def test_five_bands_stand_above_the_columns(project: Project) -> None:
    page = openpyxl.load_workbook(io.BytesIO(written(project, "spring-glow", "en"))).worksheets[0]
    assert [cell.value for cell in page[1] if cell.value] == [
        "Creator name",
        "Market",
        "Rate",
        "KPIs",
        "Results",
    ]
    assert (page.page_setup.orientation, page.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)
    assert (page.print_title_rows, page.print_title_cols) == ("$1:$2", "$A:$B")


def test_of_two_people_who_filled_in_one_cell_the_second_is_asked(dawn: Path) -> None:
    write(dawn)
    first = filled(dawn, (0, "Orders by link", 61))
    second = dawn.parent / "second.xlsx"
    second.write_bytes(first.read_bytes())
    fill(second, (0, "Orders by link", 62), (0, "Orders by code", 51))
    tables.write(load.load(dawn), read(dawn, first))
    after = (dawn / RESULTS).read_bytes()
    [line] = refused(dawn, second)
    assert f"the sheet says 62, {RESULTS} now says 61" in line
    assert (dawn / RESULTS).read_bytes() == after


def test_a_hundred_thousand_rows_are_told_and_not_read(dawn: Path) -> None:
    path = filled(dawn)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    rows = b"".join(b'<row r="%d"/>' % number for number in range(10, 100_010))
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"</sheetData>", rows + b"</sheetData>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    [line] = refused(dawn, path)
    assert "rows; at most" in line


def test_a_workbook_that_unpacks_to_too_much_is_told_and_not_unpacked(dawn: Path) -> None:
    path = filled(dawn)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.xml", bytes(70_000_000))
    assert path.stat().st_size < 500_000
    [line] = refused(dawn, path)
    assert line.startswith("t.xlsx: unpacks to more than 60 MB")


SLIPS: list[tuple[int, str, Any, str]] = [
    (0, "Orders by link", "=1200+340", "holds the formula =1200+340 (type the value itself: 1540)"),
    (0, "Orders by code", "'12 345", "text, not a number"),
    (0, "Orders with both, counted once", -1, "-1 is below 0"),
    (1, "Went out on", "03/09/2027", '"03/09/2027" is text, not a day'),
    (1, "Views, organic", "1.234,5", '"1.234,5" is text, not a number'),
    (1, "Reach, organic", "='file:///tmp/other.xlsx'#$Sheet1.A1", "holds the formula"),
    (1, "Likes, organic", 1.5, "expected a whole number, not 1.5"),
]


@pytest.mark.long
@pytest.mark.parametrize("locale", ["en-US", "ru-RU"])
def test_each_slip_is_told_by_its_cell_after_libreoffice_saved_it(dawn: Path, tmp_path: Path, locale: str) -> None:
    write(dawn)
    path = filled(dawn, *((number, heading, value) for number, heading, value, _ in SLIPS))
    saved_by_libreoffice(path, tmp_path / "saved", locale)
    before = (dawn / RESULTS).read_bytes()
    told = refused(dawn, tmp_path / "saved/t.xlsx")
    for _, heading, _, said in SLIPS:
        assert any(said in line for line in told), "\n".join([heading, *told])
    assert (dawn / RESULTS).read_bytes() == before


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "ru"])
def test_what_libreoffice_saves_changes_nothing(project: Project, tmp_path: Path, language: str) -> None:
    (tmp_path / "t.xlsx").write_bytes(written(project, "spring-glow", language))
    saved_by_libreoffice(tmp_path / "t.xlsx", tmp_path / "saved", {"en": "en-US", "ru": "ru-RU"}[language])
    assert tables.read_tracker(project, "spring-glow", tmp_path / "saved/t.xlsx") == ReadTracker({}, ())


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "ru"])
def test_live_cells_work_out_what_we_do(project: Project, tmp_path: Path, language: str) -> None:
    content = written(project, "spring-glow", language)
    book = openpyxl.load_workbook(io.BytesIO(content))
    # Saved without the values of its formulas: LibreOffice works them all out.
    book.save(tmp_path / "t.xlsx")
    saved_by_libreoffice(tmp_path / "t.xlsx", tmp_path / "saved", {"en": "en-US", "ru": "ru-RU"}[language])
    after = (tmp_path / "saved/t.xlsx").read_bytes()
    for row in range(3, 9):
        for (heading, ours), theirs in zip(cells(content, row).items(), cells(after, row).values(), strict=True):
            if isinstance(ours, int | float):
                assert theirs == pytest.approx(ours, abs=1e-6), (row, heading)
            else:
                assert (theirs or None) == ours, (row, heading)
