"""What all workbooks of ours have in common: the same bytes each time, and no text that is taken for a formula."""

from __future__ import annotations

import datetime

CREATED = datetime.datetime(2000, 1, 1)
"""No clock: the same content makes the same bytes."""
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

KEYS = "_keys"
"""The hidden sheet that says what a workbook was made from: subject, language, digest, and the base in parts."""
BAND_ROW, HEADING_ROW = 0, 1
"""The rows of bands and of headings, counted from 0."""


def sheet_title(words: str) -> str:
    """The name of a sheet: without the signs that one may not have, and no longer than it may be."""
    return "".join(" " if sign in "[]:*?/\\" else sign for sign in words)[:31].strip("' ") or "1"
