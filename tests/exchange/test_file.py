from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from pipeline.base.problems import Problems
from pipeline.exchange import file
from pipeline.exchange.sheet import Block, Formula, Sheet

AGAIN = "open it in your spreadsheet program and save it as .xlsx again"


def score(sheet: Sheet) -> int:
    return sum(value == "Creator" or value == "Блогер" for value in (sheet.rows or [[]])[0])


def workbook(*rows: list[Any], change: Any = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(folder: Path, name: str, content: bytes) -> list[Sheet]:
    (folder / name).write_bytes(content)
    return file.sheets(folder / name, score)


def said(folder: Path, name: str, content: bytes) -> str:
    with pytest.raises(Problems) as found:
        read(folder, name, content)
    [problem] = found.value.problems
    return str(problem)


def packed(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


ROWS = [["Creator", "Fee"], ["Анна", 1200]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "mac_cyrillic", "cp866"])
@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_a_text_is_read_in_whatever_encoding_and_with_whatever_sign(tmp_path: Path, encoding: str, sign: str) -> None:
    text = f'Блогер{sign}Город{sign}Ник\r\nАнна{sign}"Усть{sign}Илимск"{sign}@anna\r\n'
    [sheet] = read(tmp_path, "p.csv", text.encode(encoding))
    assert sheet.rows == (("Блогер", "Город", "Ник"), ("Анна", f"Усть{sign}Илимск", "@anna"))


def test_english_headings_do_not_hide_the_code_page(tmp_path: Path) -> None:
    [sheet] = read(tmp_path, "p.csv", "Creator;City\nАнна;Казань\n".encode("cp1251"))
    assert sheet.rows[1] == ("Анна", "Казань")
    [sheet] = read(tmp_path, "p.csv", "Creator;City\nZoé;Besançon\n".encode("cp1252"))
    assert sheet.rows[1] == ("Zoé", "Besançon")


def test_excel_names_the_sign_on_the_first_line_and_escapes_what_begins_like_a_formula(tmp_path: Path) -> None:
    [sheet] = read(tmp_path, "p.csv", b"sep=|\r\nCreator|Fee|Code\r\nanna|'=1+1|''=x\r\n")
    assert sheet.rows == ((), ("Creator", "Fee", "Code"), ("anna", "=1+1", "'=x"))
    [sheet] = read(tmp_path, "p.csv", b"Creator,Fee\nanna,=1+1\n")
    assert sheet.rows[1] == ("anna", Formula("=1+1", ""))


def test_a_workbook_is_read_with_its_types(tmp_path: Path) -> None:
    day = datetime.datetime(2027, 3, 9)
    content = workbook(["Creator", 1, 1.5, day, datetime.time(9, 16), None, "=1+1", True])
    [sheet] = read(tmp_path, "p.xlsx", content)
    assert [str(value) for value in sheet.rows[0]] == [
        "Creator", "1", "1.5", str(day), "09:16:00", "None", "Formula(text='=1+1', result='')", "True",
    ]  # fmt: skip


def test_the_value_that_was_saved_for_a_formula_is_known(tmp_path: Path) -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "date_1904": True})
    page = book.add_worksheet("Sheet")
    page.write_formula(0, 0, "=1200+340", None, 1540)
    page.write_datetime(0, 1, datetime.datetime(2027, 3, 9), book.add_format({"num_format": "yyyy-mm-dd"}))
    book.close()
    [sheet] = read(tmp_path, "p.xlsx", stream.getvalue())
    assert sheet.rows[0] == (Formula("=1200+340", "1540"), datetime.datetime(2027, 3, 9))
    assert sheet.day_zero == datetime.date(1904, 1, 1)


def test_merged_and_hidden_cells_are_known_and_hidden_sheets_left_out(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        page = book.active
        page.merge_cells("A1:B2")
        page.row_dimensions[2].hidden = True
        page.column_dimensions["B"].hidden = True
        book.create_sheet("Hidden").append(["x"])
        book["Hidden"].sheet_state = "hidden"
        book.create_sheet("Empty")

    [sheet] = read(tmp_path, "p.xlsx", workbook(*ROWS, change=change))
    assert sheet.merged == (Block(1, 2, 1, 2),)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {2})


def test_a_protected_sheet_is_read_as_any_other(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book.active.protection.set_password("secret")
        book.security.lockStructure = True

    [sheet] = read(tmp_path, "p.xlsx", workbook(*ROWS, change=change))
    assert sheet.rows[1] == ("Анна", 1200)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("p.csv", b"", "the file is empty"),
        ("p.xlsx", b"\n\n", "the file is empty"),
        ("p.xlsx", b"Creator;Fee\n", "is no XLSX workbook but plain text (rename it so that it ends in .csv)"),
        ("p.csv", workbook(*ROWS), "is an XLSX workbook by another name (rename it so that it ends in .xlsx)"),
        ("p.xlsx", workbook(*ROWS)[:500], f"the file is damaged ({AGAIN})"),
        ("p.xlsx", packed(xl__workbook_xml=b"x"), "is no table (save it as .xlsx or as CSV in UTF-8)"),
        ("p.xlsm", packed(**{"xl__workbook.xml": b"", "xl__vbaProject.bin": b"x"}),
         "holds macros (save it as .xlsx, which has none)"),
        ("p.numbers", packed(**{"Index__Document.iwa": b"x"}),
         "is a Numbers file (in Numbers, export it to Excel (.xlsx))"),
        ("p.ods", packed(**{"content.xml": b"x"}), "is of another kind than XLSX (save it as .xlsx)"),
        ("p.xlsb", packed(**{"xl__workbook.bin": b"x"}), "is of another kind than XLSX (save it as .xlsx)"),
        ("p.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
         "is of a kind from before 2007 (.xls) (save it as .xlsx)"),
        ("p.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
         "is locked by a password (save it again without a password)"),
        ("p.xls", b"<html><table>", "is a web page or XML, no table (save it as .xlsx)"),
        ("p.csv", b"\x00\x01\x02;\x00", "is no table (save it as .xlsx or as CSV in UTF-8)"),
        ("p.xlsx", packed(**{"xl__workbook.xml": b"", "xl__worksheets__sheet1.xml": b" " * 70_000_000}),
         "unpacks to more than 60 MB (delete what is not the table, such as pictures and other sheets)"),
        ("p.xlsx", packed(**{"xl__workbook.xml": b"", "xl__worksheets__sheet1.xml": b"<row r='1'/>" * 100_000}),
         "a sheet has 100000 rows; at most 1000 are read (delete the empty rows below the table, or split it)"),
        ("p.xlsx", packed(**{"xl__workbook.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}),
         f"the file is damaged ({AGAIN})"),
        ("p.csv", b"Creator;Fee\n" * 6000,
         "a sheet has 6000 rows; at most 1000 are read (delete the empty rows below the table, or split it)"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_told_with_what_to_do(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    assert said(tmp_path, name, content) == f"{name}: {words}"


def test_a_file_that_is_not_there_or_no_file(tmp_path: Path) -> None:
    with pytest.raises(Problems) as found:
        file.sheets(tmp_path / "none.xlsx", score)
    assert str(found.value.problems[0]) == "none.xlsx: no such file"
    with pytest.raises(Problems) as found:
        file.sheets(tmp_path, score)
    assert str(found.value.problems[0]).endswith(": not a file")


def test_a_workbook_with_a_changed_letter_never_makes_a_traceback(tmp_path: Path) -> None:
    content = workbook(*ROWS)
    for at in range(0, len(content), 97):
        broken = content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :]
        (tmp_path / "p.xlsx").write_bytes(broken)
        try:
            file.sheets(tmp_path / "p.xlsx", score)
        except Problems as found:
            assert str(found.problems[0]).startswith("p.xlsx: ")
