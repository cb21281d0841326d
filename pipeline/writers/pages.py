"""Where everything stands on the pages of a document, whichever format and engine made them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from typing import Protocol

from pipeline.document.traversal import CONTENTS_LEVELS
from pipeline.document.tree import Document
from pipeline.writers import Reading

TOLERANCE = 1.5
"""How far letters may reach out of their place, in points: a slanted or hooked one does."""

TALLEST = 45.0
"""Whatever is taller than the tallest line of text is a picture or the watermark, in points."""

UNREAD = "\ufffd"
"""The words of a line that nobody has read."""

_NOTHING = Reading("", "")


@dataclass(frozen=True)
class Line:
    """Some words on one line, with their edges in points from the lower left corner of the page."""

    words: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Entry:
    """A heading: its words, the page on which it stands, counted from 0, its height on it in points, and its level."""

    words: str
    page: int
    height: float
    level: int = 1

    def begins(self, page: int, line: Line) -> bool:
        """Whether a line on a page is the heading or stands below it."""
        return page > self.page or (page == self.page and line.top <= self.height + TOLERANCE)


@dataclass(frozen=True)
class Pages:
    """What stands on each page, without the running head and foot, and the headings."""

    lines: tuple[tuple[Line, ...], ...]
    headings: tuple[Entry, ...]
    reading: Reading = _NOTHING

    def rows(self, first: int, last: int) -> int:
        """How many lines of text the pages from `first` up to and without `last` hold."""
        return sum(map(rows, self.lines[first:last]))

    def rows_of(self, index: int) -> int:
        """How many lines of text stand under a heading, by its place among the headings, with its own."""
        entry = self.headings[index]
        after = self.headings[index + 1] if index + 1 < len(self.headings) else Entry("", len(self.lines), 0.0)
        return sum(
            rows(line for line in page if entry.begins(number, line) and not after.begins(number, line))
            for number, page in enumerate(self.lines)
        )

    def starts(self, index: int) -> bool:
        """Whether nothing stands above a heading on its page, by its place among the headings."""
        entry = self.headings[index]
        here = self.lines[entry.page : entry.page + 1]
        return all(entry.begins(entry.page, line) for page in here for line in page)

    def section(self, page: int) -> str:
        """The heading under which a page begins."""
        above = [entry.words for entry in self.headings if entry.page < page]
        here = [entry.words for entry in self.headings if entry.page == page]
        first = next((index for index, entry in enumerate(self.headings) if entry.page == page), None)
        starts = first is not None and self.starts(first)
        return (here if starts or not above else above[-1:])[0] if here or above else ""


def rows(page: Iterable[Line]) -> int:
    """How many lines of text some pieces of it make, whatever letters reach above or below them."""
    count, floor = 0, inf
    for line in sorted(page, key=lambda line: -line.top):
        middle = (line.top + line.bottom) / 2
        if middle < floor:
            count, floor = count + 1, line.bottom
    return count


class Layout(Protocol):
    """Sets documents on any paper without writing them: for all that hangs on where something stands."""

    def outline(self, document: Document, paper: str) -> Pages:
        """The headings and how many pages there are, nothing of what stands on them; no pages where it fails."""

    def pages(self, document: Document, paper: str, *, words: bool = True) -> Pages:
        """Everything; without `words`, whatever it says. No pages where it fails."""

    def fits(self, document: Document, paper: str) -> bool:
        """Whether it is certain, without setting the document, that it has the pages it may have, and ends well."""


def contents(layout: Layout, document: Document) -> tuple[int, ...]:
    """The page of each heading that a table of contents lists, on the document's own paper, counted from 1."""
    headings = layout.outline(document, document.property("paper")).headings
    return tuple(entry.page + 1 for entry in headings if entry.level in CONTENTS_LEVELS)
