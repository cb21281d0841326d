"""Some words in a style → how wide they are and how many lines they take, before anything is laid out."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING

from pipeline.document.tree import Row, Table
from pipeline.model.theme import NUMBER, PLAIN_TABLE, Theme

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_PADDING, _AFTER_NUMBER, _BETWEEN_NUMBERS = 9.0, 18.0, 4.5
"""What keeps the words of two columns apart, in points."""

_PIXELS = 1000
"""The size at which letters are measured."""

_WIDEST = 1.1
"""No letter is wider than so many times its size."""

_PAIRS, _PAIR = 0.004, 0.03
"""How much wider a line may be than its letters one by one: this share of its room, and this share of its size.

Pairs of letters stand closer or wider. Of 69,561 pieces of lines of the sample, shaped by HarfBuzz, none was wider."""

_USUAL = 0.7
"""No text of some length is wider than so many times its size for each letter."""


class Measure:
    """Measures words in the faces of one theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._looks = {key: theme.style(key) for key in theme.styles}
        self._face = lru_cache(maxsize=32)(self._loaded)
        self._width = lru_cache(maxsize=20_000)(self._measured)
        # The documents of a campaign have most of their texts in common.
        self._counted = lru_cache(maxsize=20_000)(self._count)

    def fits(self, words: str, key: str, room: float, *, bold: bool = False) -> bool:
        """Whether some words have their room on one line, in the style of a theme's key."""
        size = self._looks[key].size or 0.0
        return len(words) * size * _WIDEST <= room or self.width(words, key, bold=bold) <= room

    def width(self, words: str, key: str, *, bold: bool = False) -> float:
        """How wide some words are on one line, in points."""
        style = self._looks[key]
        face = "bold" if bold or style.bold else "regular"
        return self._width(words, style.face or "text", face) * (style.size or 0.0)

    def lines(self, text: str, key: str, room: float, bold: frozenset[int] = frozenset()) -> int:
        """How many lines a text takes in a room; `bold` are the places of its letters that are."""
        return self._counted(text, key, room, bold)

    def more_lines(self, text: str, key: str, room: float, bold: frozenset[int] = frozenset()) -> int:
        """How many lines more a text may take: where a word only just has room on its line, or none on a whole one."""
        longest = room / ((self._looks[key].size or 1.0) * _USUAL)
        if len(text) <= longest:
            return 0
        sure = room * (1 - _PAIRS) - _PAIR * (self._looks[key].size or 0.0)
        more = self._counted(text, key, sure, bold) - self._counted(text, key, room, bold)
        start = 0
        for word in text.replace("\n", " ").split(" "):
            if len(word) > longest:
                width = self._mixed(word, key, bold, start) if bold else self.width(word, key)
                more += ceil(width / room) if width > room else 0
            start += len(word) + 1
        return more

    def _count(self, text: str, key: str, room: float, bold: frozenset[int]) -> int:
        lines, start = 0, 0
        for line in text.split("\n"):
            lines += self._wrapped(line, key, room, [place - start for place in bold] if bold else ())
            start += len(line) + 1
        return lines

    def rooms(self, table: Table, text_width: float) -> list[float]:
        """The width that the words of each column have."""
        look = self._theme.tables[table.role or PLAIN_TABLE]
        return [
            share / 100 * text_width - look.narrower(table.columns) - taken
            for share, taken in zip(look.shares(table.columns), _taken(table.rows[0]), strict=True)
        ]

    def last_line(self, line: str, key: str, room: float) -> int:
        """The place at which the last line of some words begins in a room; 0 where there is but one."""
        first, start, space = 0, 0, self.width(" ", key)
        taken = -space
        for word in line.split(" "):
            taken += space + self.width(word, key)
            if start > first and taken > room:
                first, taken = start, self.width(word, key)
            start += len(word) + 1
        return first

    def _wrapped(self, line: str, key: str, room: float, bold: Collection[int]) -> int:
        size = self._looks[key].size or 0.0
        if len(line) * size * _USUAL <= room:
            return 1
        lines, taken, start, space = 1, 0.0, 0, self.width(" ", key)
        for word in line.split(" "):
            wide = self._mixed(word, key, bold, start) if bold else self.width(word, key)
            if taken and taken + space + wide > room:
                lines, taken = lines + 1, 0.0
            taken += wide + (space if taken else 0.0)
            start += len(word) + 1
        return lines

    def _mixed(self, word: str, key: str, bold: Collection[int], start: int) -> float:
        """How wide a word is some of whose letters may be bold."""
        parts = groupby(range(len(word)), key=lambda index: start + index in bold)
        return sum(self.width("".join(word[index] for index in indices), key, bold=heavy) for heavy, indices in parts)

    def _measured(self, words: str, font: str, face: str) -> float:
        """The width of some words at a size of one point."""
        return self._face(font, face).getlength(words) / _PIXELS

    def _loaded(self, font: str, face: str) -> FreeTypeFont:
        from PIL import ImageFont

        path = next(path for name, path in self._theme.fonts[font].files().items() if name == face)
        return ImageFont.truetype(path, _PIXELS, layout_engine=ImageFont.Layout.BASIC)


def _taken(row: Row) -> list[float]:
    """What of each column keeps its words away from those beside them."""
    numbers = [cell.role == NUMBER for cell in row.cells]
    taken = []
    for index, number in enumerate(numbers):
        before = index > 0 and numbers[index - 1]
        if number:
            taken.append(_BETWEEN_NUMBERS if before else 0.0)
        else:
            taken.append((_AFTER_NUMBER if before else 0.0) + (_PADDING if index + 1 < len(numbers) else 0.0))
    return taken
