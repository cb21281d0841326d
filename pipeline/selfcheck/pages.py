"""The pages of a finished file → what a careful typesetter would mend: what juts out, lies over it, stands alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import takewhile

from pipeline.base.problems import N_
from pipeline.model.paper import Paper
from pipeline.model.table_style import PANEL_PADDING
from pipeline.writers import Complaint, complaint
from pipeline.writers.pages import TALLEST, TOLERANCE, UNREAD, Entry, Line, Pages


def layout_complaints(pages: Pages, paper: Paper, last_lines: int = 0) -> Iterator[Complaint]:
    """Everything on the pages that a careful typesetter would mend, with `last_lines` at least on the last of them."""
    for number, page in enumerate(pages.lines, 1):
        yield from _outside(page, number, paper)
        yield from _over_each_other(page, number)
    for entry in pages.headings:
        if _stands_alone(entry, pages):
            message = N_('{target}: the heading "{words}" is left alone at the bottom of page {page}')
            yield complaint(message, words=entry.words, page=entry.page + 1)
    last = len(pages.lines)
    rows = pages.rows(last - 1, last)
    if last > 1 and rows < last_lines:
        yield complaint(
            N_("{target}: too few lines on the last page: {rows}"),
            hint=N_('cut as many from "{section}", or add to it'),
            rows=rows,
            section=pages.section(last - 1),
        )


def _stands_alone(entry: Entry, pages: Pages) -> bool:
    """Whether what follows a heading begins on the next page only."""
    here = [line for line in pages.lines[entry.page] if line.top < entry.height - 2 * TOLERANCE]
    if any(
        line.words not in entry.words if line.words != UNREAD else line.top < entry.height - TALLEST for line in here
    ):
        return False
    headed = any(other.page == entry.page + 1 and other.words == pages.section(other.page) for other in pages.headings)
    return entry.page + 1 < len(pages.lines) and not headed


def _outside(page: tuple[Line, ...], number: int, paper: Paper) -> Iterator[Complaint]:
    margin = paper.side - PANEL_PADDING - TOLERANCE
    for line in page:
        if line.left < margin or line.right > paper.width - margin:
            yield complaint(
                N_('{target}: "{words}" runs off page {page}'),
                hint=N_("a word or code this long does not fit there"),
                words=line.words,
                page=number,
            )


def _over_each_other(page: tuple[Line, ...], number: int) -> Iterator[Complaint]:
    by_height = sorted(page, key=lambda line: -line.top)
    for index, first in enumerate(by_height):
        reached = partial(_reaches_above, first.bottom)
        for second in takewhile(reached, by_height[index + 1 :]):
            left, right = sorted((first, second), key=lambda line: line.left)
            if left.right > right.left + TOLERANCE and _beside(first, second):
                yield complaint(
                    N_('{target}: words overlap on page {page}: "{words}"'),
                    hint=N_("a word or code this long does not fit there"),
                    words=left.words,
                    page=number,
                )


def _reaches_above(height: float, line: Line) -> bool:
    return line.top > height


def _beside(one: Line, other: Line) -> bool:
    """Whether two pieces of text are on one line, whatever letters reach above or below it."""
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    return shared > min(one.top - one.bottom, other.top - other.bottom) / 2
