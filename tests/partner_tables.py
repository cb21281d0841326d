"""Tables of the smallest project's campaign, written as people write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import xlsxwriter

from pipeline.base.problems import Problems
from pipeline.checks import load
from pipeline.exchange.partnerships import Proposal
from pipeline.services import tables

HEADINGS = "Creator;Platform;Account;Followers;Format;Publication dates;Times;erid;Stays up until;Fee;Promo code;Link"
OLGA = (
    "Olga Ray;VK;@olga;1 200;post;2027-03-10;12:00;2VtzqNew1;2027-09-30;45 000;OLGA10;https://northlight.example/olga"
)
CAMPAIGN = "content/campaigns/dawn.yaml"


def csv(folder: Path, *lines: str) -> Path:
    """A file with some lines."""
    path = folder.parent / "p.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def xlsx(folder: Path, rows: list[list[Any]], change: Any = None) -> Path:
    """A workbook with some rows."""
    path = folder.parent / "p.xlsx"
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet("Sheet")
    for index, row in enumerate(rows):
        page.write_row(index, 0, row)
    if change:
        change(book, page)
    book.close()
    return path


def proposed(folder: Path, path: Path, sheet: str = "") -> Proposal:
    """What a table would write in a project."""
    return tables.read_partnerships(load.load(folder), "dawn", path, sheet)


def refused(folder: Path, path: Path, sheet: str = "") -> list[str]:
    """What is wrong with a table, a line each."""
    try:
        proposed(folder, path, sheet)
    except Problems as found:
        return [str(problem) for problem in found.problems]
    return []
