"""What a workbook says, read by another library than wrote it."""

from __future__ import annotations

import datetime
import io
import warnings
from collections.abc import Iterator
from typing import Any

from pipeline.writers import Reading


def reading(content: bytes) -> Reading:
    """The words of each visible sheet, row by row; beside them what hidden sheets and columns hold."""
    # Loaded where a file is read, and for nothing else.
    import openpyxl

    with warnings.catch_warnings():
        # It warns of what it leaves out.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    shown = [page for page in book.worksheets if page.sheet_state == "visible"]
    hidden = [page for page in book.worksheets if page not in shown]
    properties = [str(book.properties.title or ""), str(book.properties.creator or "")]
    text = [page.title for page in shown] + [line for page in shown for line in _lines(page)]
    return Reading(
        "\n".join(text), beside="\n".join([*properties, *(line for page in hidden for line in _lines(page))])
    )


def _lines(page: Any) -> Iterator[str]:
    for row in page.iter_rows(values_only=True):
        line = " ".join(_said(value) for value in row if value is not None)
        if line:
            yield line


def _said(value: Any) -> str:
    return value.date().isoformat() if isinstance(value, datetime.datetime) else str(value)
