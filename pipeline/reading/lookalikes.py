"""Characters that look like those by which YAML tells its values apart, and mean nothing to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from pipeline.base.problems import N_, Problem, problem

BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Every blank but the space, for a set of a regular expression."""
_MANY = 20
_DASHES = "\u2010-\u2015\u2022\u2043\u2212\ufe58\ufe63\uff0d"
_COLONS = "\u02d0\u2236\ua789\ufe13\ufe55\uff1a"
_ITEMS = "(?:- +)*"

_BEFORE = re.compile(rf"^[ \t]*{_ITEMS}-?([{BLANKS}])", re.MULTILINE)
_BLANK = re.compile(rf"[{BLANKS}]")
_DASH = re.compile(rf"([{_DASHES}])(?=[ {BLANKS}])")
_KEY = rf"[a-z_][\w-]*[ {BLANKS}]*"
_COLON = re.compile(rf"{_KEY}(?:([{_COLONS}])|:([{BLANKS}]))")


class Found(NamedTuple):
    """A character that was taken for another: where in the text it stands, and what is said of it."""

    offset: int
    sign: str
    message: str
    hint: str

    @property
    def values(self) -> dict[str, str]:
        """What fills the message."""
        return {"sign": self.sign, "code": f"U+{ord(self.sign):04X}", "called": unicodedata.name(self.sign, "")}


def indented(text: str, name: str) -> Iterator[Problem]:
    """A problem for each line of a YAML text that begins with another blank than a space, for the first of them."""
    # Most texts hold no such blank, which is quicker to see than where their lines begin.
    for match in islice(_BEFORE.finditer(text), _MANY) if _BLANK.search(text) else ():
        line, column = text.count("\n", 0, match.start(1)) + 1, match.start(1) - text.rfind("\n", 0, match.start(1))
        found = _blank(match.start(1), match[1])
        yield problem(name, found.message, hint=found.hint, line=line, column=column, **found.values)


def in_key(key: str) -> Found | None:
    """What in an unquoted key was taken for a space or for the hyphen of a list."""
    if key.isascii():
        return None
    blank = _BLANK.search(key)
    return _dash(key) or (_blank(blank.start(), blank[0]) if blank else None)


def in_value(value: str) -> Found | None:
    """What in an unquoted value was taken for the colon behind a key, or for the space behind that."""
    colon = None if value.isascii() else _COLON.match(value)
    if colon is None:
        return None
    if colon[1]:
        return Found(colon.start(1), colon[1], N_('a key ends with a colon, not with "{sign}"'), N_('type ": "'))
    return _blank(colon.start(2), colon[2])


def in_row(row: str) -> Found | None:
    """What in a line that is no YAML was taken for a sign of YAML."""
    start = re.match(rf"[ \t]*{_ITEMS}", row)
    begins = start.end() if start else 0
    found = _dash(row[begins:]) or in_value(row[begins:])
    return found._replace(offset=found.offset + begins) if found else None


def _dash(text: str) -> Found | None:
    dash = _DASH.match(text)
    return Found(0, dash[1], N_('a list begins with a hyphen, not with "{sign}"'), N_('type "- "')) if dash else None


def _blank(offset: int, sign: str) -> Found:
    return Found(offset, sign, N_("whitespace that is not a plain space, {code} {called}"), N_("type a space"))
