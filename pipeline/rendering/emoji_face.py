"""Which emoji a face draws as one sign."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.base import emoji

_LIGATURES, _EXTENSION = 4, 7
"""Types of lookups in a font's table of substitutions."""


class EmojiFace:
    """The single signs of a face, and the sequences for which it has one glyph."""

    def __init__(self, path: Path) -> None:
        from fontTools.ttLib import TTFont

        with TTFont(path, lazy=True) as font:
            self._glyphs: dict[int, str] = dict(font.getBestCmap())
            self._joined = frozenset(_joined(font))

    def draws(self, sign: str) -> bool:
        """Whether one emoji is one glyph."""
        glyphs = tuple(self._glyphs.get(ord(character), "") for character in emoji.SELECTORS.sub("", sign))
        return "" not in glyphs and (len(glyphs) == 1 or glyphs in self._joined)


def _joined(font: Any) -> Iterator[tuple[str, ...]]:
    for lookup in font["GSUB"].table.LookupList.Lookup if "GSUB" in font else ():
        for subtable in lookup.SubTable:
            inner = subtable.ExtSubTable if lookup.LookupType == _EXTENSION else subtable
            if inner.LookupType == _LIGATURES:
                yield from (
                    (first, *ligature.Component) for first, all_ in inner.ligatures.items() for ligature in all_
                )
