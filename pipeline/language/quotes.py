"""Quotation marks: straight ones and other languages' as the language's own, nested ones as its inner ones.

Each mark becomes one mark, so that words may be cut anywhere by links and emphasis. A mark is only
replaced by one that would be read the same way again: setting twice changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.base.codes import hidden

_OPENING, _CLOSING, _EITHER = "«„", "»", '"“”'
_DOUBLE = frozenset(_OPENING + _CLOSING + _EITHER)
_SINGLE, _SINGLE_OPENING, APOSTROPHE = "'", "‘", "\u2019"
_ANY = re.compile(f"[{re.escape(''.join(sorted(_DOUBLE)))}{_SINGLE}]")
_BEFORE = frozenset(" \u00a0\n\t([{/—–")
"""Behind these, and at the start, a mark opens."""
_AFTER = frozenset(" \u00a0\n\t—–")
"""Before these, and at the end, it closes."""


class Quotation:
    """The quotation marks of one language: outer and inner pairs."""

    def __init__(self, outer: Sequence[str], inner: Sequence[str]) -> None:
        self._pairs = (tuple(outer), tuple(inner))
        self._has_single = APOSTROPHE in (outer[1], inner[1])

    def __call__(self, text: str) -> str:
        """The text, as long as before, with its marks as the language has them."""
        if not _ANY.search(text):
            return text
        seen = hidden(text)
        depth, opened, printed = 0, False, []
        for index, sign in enumerate(seen):
            at_start = opened or not index or seen[index - 1] in _BEFORE
            opens = at_start and index + 1 < len(seen) and seen[index + 1] not in _AFTER
            opened = False
            if sign in _DOUBLE:
                opened = sign in _OPENING or (sign in _EITHER and opens)
                depth += 1 if opened else 0
                mark = self._pairs[min(max(depth, 1), 2) - 1][0 if opened else 1]
                if not opened and not depth and seen[index - 1].isdigit():
                    mark = sign  # inches
                printed.append(mark if _reads_as(mark, opened, opens) else sign)
                depth -= 0 if opened or not depth else 1
            elif sign == _SINGLE:
                mark = self._single(seen, index, opens)
                opened = mark == _SINGLE_OPENING
                printed.append(mark)
            else:
                opened = sign == _SINGLE_OPENING
                printed.append(text[index])
        return "".join(printed)

    def _single(self, text: str, index: int, opens: bool) -> str:
        """An apostrophe, or a single mark where the language has such; what may be feet or minutes stays."""
        before, after = text[index - 1 : index], text[index + 1 : index + 2]
        if before.isalpha() and (after.isalpha() or self._has_single):
            return APOSTROPHE
        if not self._has_single or before.isdigit():
            return APOSTROPHE if before.isdigit() and after.isalpha() else _SINGLE
        return _SINGLE_OPENING if opens and not after.isdigit() else APOSTROPHE


def _reads_as(mark: str, opened: bool, opens: bool) -> bool:
    """Whether a mark is read as an opening or closing one where the signs around it say `opens`."""
    return opened if mark in _OPENING else not opened if mark in _CLOSING else mark not in _EITHER or opens == opened
