"""The bytes of a CSV file, as people save them → a sheet of texts."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from itertools import product

from pipeline.base.problems import Problems, problem
from pipeline.base.scripts import alphabet
from pipeline.exchange.sheet import MOST_ROWS, Formula, Sheet, Value

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CODE_PAGES = ("cp1251", "cp1252", "cp1250", "mac_cyrillic", "cp866")
"""What programs save in that are older than UTF-8, the usual first: all say the same of A to Z."""
_SIGNS = (";", "\t", ",", "|")
_NAMED_SIGN = re.compile(r'"?sep=(.)"?\r?\n')
"""The first line by which a spreadsheet program is told the sign between cells."""
ESCAPED = re.compile(r"'+[=+\-@\t\r]")
"""A text that a spreadsheet program would take for a formula, kept from it by a sign in front."""

Score = Callable[[Sheet], int]
"""How well a sheet fits: how many headings of it are known."""


def sheet(content: bytes, name: str, score: Score) -> Sheet:
    """The sheet of a CSV file, read by the encoding and the sign between cells by which most headings are known.

    Raises Problems.
    """
    texts = list(dict.fromkeys(_decoded(content)))
    if not texts or any("\0" in text for text in texts[:1]):
        raise Problems([problem(name, "is no table", hint="save it as .xlsx or as CSV in UTF-8")])
    found = [read for text, sign in product(texts, _SIGNS) if (read := _read(text, sign, name)) is not None]
    if not found:
        raise Problems([problem(name, "is no table", hint="save it as .xlsx or as CSV in UTF-8")])
    best = max(found, key=lambda read: (score(read), -_mixed(read)))
    if len(best.rows) > 5 * MOST_ROWS:
        hint = "delete the empty rows below the table, or split it"
        message = "a sheet has {rows} rows; at most {limit} are read"
        raise Problems([problem(name, message, hint=hint, rows=len(best.rows), limit=MOST_ROWS)])
    return best


def _decoded(content: bytes) -> Iterator[str]:
    """The text by each encoding that it may be in: only one where it says so itself or is UTF-8."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            yield from _by(content, encoding)
            return
    plain = list(_by(content, "utf-8"))
    yield from plain or [text for encoding in _CODE_PAGES for text in _by(content, encoding)]


def _by(content: bytes, encoding: str) -> Iterator[str]:
    try:
        yield content.decode(encoding)
    except UnicodeDecodeError:
        return


def _read(text: str, sign: str, name: str) -> Sheet | None:
    named = _NAMED_SIGN.match(text)
    if named and named[1] != sign:
        return None
    try:
        rows = [tuple(map(_value, row)) for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign)]
    except csv.Error:
        return None
    if named:
        rows[0] = ()
    while rows and not any(rows[-1]):
        rows.pop()
    return Sheet(name, tuple(rows))


def _value(text: str) -> Value:
    if ESCAPED.match(text):
        return text[1:]
    if re.match(r"=.", text):
        return Formula(text, "")
    return text if text.strip() else None


def _mixed(sheet: Sheet) -> int:
    """How many words have letters of two alphabets, as those do that are read by the wrong code page."""
    text = " ".join(value for row in sheet.rows for value in row if isinstance(value, str))
    return sum(1 for word in re.findall(r"[^\W\d_]+", text) if len({alphabet(letter) for letter in word}) > 1)
