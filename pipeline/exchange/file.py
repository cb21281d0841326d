"""A file that people call a table → its sheets, or what it is instead and how to save it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.exchange import delimited, workbook
from pipeline.exchange.delimited import Score
from pipeline.exchange.sheet import Sheet

_MOST_BYTES = 10_000_000
_ZIP, _OLD = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT_ENDINGS = (".csv", ".tsv", ".txt")
_AS_XLSX = N_("save it as .xlsx")
_WITHOUT_PASSWORD = N_("save it again without a password")


def every_sheet(path: Path) -> list[Sheet]:
    """The sheets of a workbook, hidden ones too. Raises Problems."""
    return _sheets(path, lambda sheet: 0, every=True)


def sheets(path: Path, score: Score) -> list[Sheet]:
    """The visible sheets of a table's file; `score` tells how many headings of one are known. Raises Problems."""
    return _sheets(path, score, every=False)


def _sheets(path: Path, score: Score, *, every: bool) -> list[Sheet]:
    name = path.name
    content = _content(path)
    if not content.strip(b"\0 \t\r\n"):
        raise Problems([problem(name, "the file is empty")])
    if content.startswith(_OLD):
        raise Problems([_old(content, name)])
    if content.startswith(_ZIP):
        _refuse_other_packages(content, name)
        if path.suffix.lower() != ".xlsx":
            hint = N_("rename it so that it ends in {ending}")
            raise Problems([problem(name, "is an XLSX workbook by another name", hint=hint, ending=".xlsx")])
        return workbook.sheets(content, name, every=every)
    if content.lstrip()[:1] == b"<":
        raise Problems([problem(name, "is a web page or XML, no table", hint=_AS_XLSX)])
    if path.suffix.lower() not in TEXT_ENDINGS:
        hint = N_("rename it so that it ends in {ending}")
        raise Problems([problem(name, "is no XLSX workbook but plain text", hint=hint, ending=".csv")])
    return [delimited.sheet(content, name, score)]


def _content(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise Problems([problem(path.name, "not a file")])
        if path.stat().st_size > _MOST_BYTES:
            raise Problems([problem(path.name, "the file is larger than {limit} bytes", limit=_MOST_BYTES)])
        return path.read_bytes()
    except FileNotFoundError:
        raise Problems([problem(path.name, "no such file")]) from None
    except OSError as error:
        raise Problems([problem(path.name, "cannot be read: {reason}", reason=error.strerror)]) from None


def _old(content: bytes, name: str) -> Problem:
    """What is wrong with a file of the kind that Excel wrote before 2007, in which it still locks newer ones up."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return problem(name, "is locked by a password", hint=_WITHOUT_PASSWORD)
    return problem(name, "is of a kind from before 2007 (.xls)", hint=_AS_XLSX)


def _refuse_other_packages(content: bytes, name: str) -> None:
    """Raises Problems for a ZIP file that is no XLSX workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            locked = any(part.flag_bits & 1 for part in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Problems([problem(name, "the file is damaged", hint=workbook.SAVE_AGAIN)]) from None
    if locked:
        raise Problems([problem(name, "is locked by a password", hint=_WITHOUT_PASSWORD)])
    if any(part.endswith(".iwa") or part == "Index.zip" for part in names):
        raise Problems([problem(name, "is a Numbers file", hint="in Numbers, export it to Excel (.xlsx)")])
    if any(part.lower().endswith("vbaproject.bin") for part in names):
        raise Problems([problem(name, "holds macros", hint="save it as .xlsx, which has none")])
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise Problems([problem(name, "is of another kind than XLSX", hint=_AS_XLSX)])
    if "xl/workbook.xml" not in names:
        raise Problems([problem(name, "is no table", hint="save it as .xlsx or as CSV in UTF-8")])
