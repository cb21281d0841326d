"""Quotation marks: straight ones and other languages' as the language's own, nested ones as its inner ones.

Each mark becomes one mark, so that words may be cut anywhere by links and emphasis. A mark is only
replaced by one that would be read the same way again: setting twice changes nothing.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Sequence

from pipeline.base.codes import hidden

_OPENING, _CLOSING, _EITHER = "«„", "»", '"“”'
_DOUBLE = frozenset(_OPENING + _CLOSING + _EITHER)
_SINGLE, _SINGLE_OPENING, APOSTROPHE = "'", "‘", "\u2019"
_SINGLES = frozenset((_SINGLE, _SINGLE_OPENING, APOSTROPHE))
_BEFORE = frozenset(" \u00a0\n\t([{/—–")
"""Behind these, and at the start, a mark opens."""
_AFTER = frozenset(" \u00a0\n\t—–")
"""Before these, and at the end, it closes."""
_PAIRED = re.compile(rf"(?<![\w{_SINGLE}])({_SINGLE})(?=\S)[^{_SINGLE}\n]*[^\s{_SINGLE}]({_SINGLE})(?![\w{_SINGLE}])")
"""Two straight single marks around words."""
_OWNER = re.compile(rf"(?<=[sS])[{_CLOSING}{_EITHER}{_SINGLE}{APOSTROPHE}](?=[ \u00a0\n][^\W\d_])")
"""Where an apostrophe may be that of owners, as in "the creators' posts"."""


class Quotation:
    """The quotation marks of one language: outer and inner pairs; `elisions` are words that lost their beginning."""

    def __init__(self, outer: Sequence[str], inner: Sequence[str], elisions: Collection[str] = ()) -> None:
        self._pairs = (tuple(outer), tuple(inner))
        self._elisions = frozenset(elisions)
        self._has_single = APOSTROPHE in (outer[1], inner[1])
        self._single_outside = outer[1] == APOSTROPHE
        self._single_opens = _SINGLE_OPENING not in (outer[1], inner[1])
        known = _DOUBLE | (_SINGLES if self._single_outside else {_SINGLE})
        self._any = re.compile(f"[{re.escape(''.join(sorted(known)))}]")

    def __call__(self, text: str) -> str:
        """The text, as long as before, with its marks as the language has them."""
        if not self._any.search(text):
            return text
        seen = self._doubled(hidden(text))
        owners = self._owners(seen)
        depth, opened, printed = 0, False, []
        for index, sign in enumerate(seen):
            opens = _opens(seen, index, opened)
            role = self._role(seen, index, opens, owners if depth else None)
            if role is None:
                mark = self._single(seen, index, opens) if sign == _SINGLE else sign
                opened = mark == _SINGLE_OPENING and self._single_opens
                printed.append(mark if sign == _SINGLE else text[index])
                continue
            opened = role
            depth += 1 if opened else 0
            mark = self._pairs[min(max(depth, 1), 2) - 1][0 if opened else 1]
            if not opened and not depth and seen[index - 1].isdigit():
                mark = sign  # inches
            apostrophe = self._single_outside and mark == APOSTROPHE and not _closes(seen, index, opens, owners)
            printed.append(mark if _reads_as(mark, opened, opens) and not apostrophe else sign)
            depth -= 0 if opened or not depth else 1
        return "".join(printed)

    def _doubled(self, text: str) -> str:
        """Single marks around words as double ones, where the language has no single ones."""
        if self._has_single:
            return text
        return _PAIRED.sub(lambda match: f'"{match[0][1:-1]}"', text)

    def _elides(self, text: str, index: int) -> bool:
        """Whether a mark stands for the beginning of a word."""
        found = re.match(r"\w+", text[index + 1 :])
        return found is not None and found[0].lower() in self._elisions

    def _role(self, text: str, index: int, opens: bool, owners: Collection[int] | None) -> bool | None:
        """Whether a sign opens a quotation, or closes one; None for whatever does neither.

        Single marks do where they are the outer ones: elsewhere nothing hangs on how they pair. `owners` are the
        places of apostrophes behind owners; None outside of any quotation.
        """
        sign = text[index]
        if sign in _DOUBLE:
            return sign in _OPENING or (sign in _EITHER and opens)
        if not self._single_outside or sign not in _SINGLES:
            return None
        opens = opens and not self._elides(text, index)
        if sign == _SINGLE_OPENING or (sign == _SINGLE and opens and not text[index + 1].isdigit()):
            return True
        return False if owners is not None and _closes(text, index, opens, owners) else None

    def _owners(self, text: str) -> Collection[int]:
        """The places of apostrophes behind owners: of marks that might close a quotation which a later one closes."""
        places = {found.start() for found in _OWNER.finditer(text)} if self._single_outside else set()
        if not places:
            return places
        opened, depth, depths = False, 0, []
        for index in range(len(text)):
            role = self._role(text, index, _opens(text, index, opened), places)
            if index not in places:
                depth += {None: 0, True: 1, False: -1}[role]
            opened = role is True
            depths.append(depth)
        lowest = list(itertools.accumulate(reversed(depths), min))[::-1]
        return {index for index in places if lowest[index] < depths[index]}

    def _single(self, text: str, index: int, opens: bool) -> str:
        """An apostrophe, or a single mark where the language has such; what may be feet or minutes stays."""
        before, after = text[index - 1 : index], text[index + 1 : index + 2]
        if before.isalpha() and (after.isalpha() or self._has_single):
            return APOSTROPHE
        if not self._has_single or before.isdigit():
            return APOSTROPHE if before.isdigit() and after.isalpha() else _SINGLE
        opens = opens and not self._elides(text, index)
        return _SINGLE_OPENING if opens and not after.isdigit() else APOSTROPHE


def _opens(text: str, index: int, opened: bool) -> bool:
    """Whether a mark at a place would open a quotation; `opened` says that the one before it does."""
    at_start = opened or not index or text[index - 1] in _BEFORE
    return at_start and index + 1 < len(text) and text[index + 1] not in _AFTER


def _closes(text: str, index: int, opens: bool, owners: Collection[int]) -> bool:
    """Whether a single mark inside of a quotation closes it, and is no apostrophe."""
    between = text[index - 1 : index].isalnum() and text[index + 1 : index + 2].isalpha()
    return not (opens or between or index in owners)


def _reads_as(mark: str, opened: bool, opens: bool) -> bool:
    """Whether a mark is read as an opening or closing one where the signs around it say `opens`."""
    return opened if mark in _OPENING else not opened if mark in _CLOSING else mark not in _EITHER or opens == opened
