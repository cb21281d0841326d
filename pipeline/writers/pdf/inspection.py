"""A finished PDF as its reader will see it: how many pages, what juts out, what lies over what, what stands alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from ctypes import create_string_buffer
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from pipeline.base.problems import N_
from pipeline.document.tree import Block, Document, Heading, Section, Table, plain
from pipeline.model.theme import PANEL_PADDING, Paper
from pipeline.writers import Complaint, Reading, complaint

if TYPE_CHECKING:
    import pypdfium2

_TOLERANCE = 1.5
"""How far letters may reach out of their place, in points: a slanted or hooked one does."""

_TALLEST = 45.0
"""Whatever is taller than the tallest line of text is a picture or the watermark, in points."""

_NOTHING = Reading("", "")

_ANY = Paper(width=5000, height=5000, top=0, bottom=0, side=0, gap=0)
"""A paper on which everything is text."""

_UNREAD = "\ufffd"
"""The words of a line that nobody has read."""

_FEWEST_LINES = 5
"""A last page with fewer lines than this is mended on the page before."""


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


@dataclass(frozen=True)
class Pages:
    """What stands on each page, without the running head and foot, and the headings."""

    lines: tuple[tuple[Line, ...], ...]
    headings: tuple[Entry, ...]
    reading: Reading = _NOTHING

    def page_of(self, words: str) -> int | None:
        """The page of a heading, counted from 0, or None where there is no such heading."""
        return next((entry.page for entry in self.headings if entry.words == words), None)

    def rows(self, first: int, last: int) -> int:
        """How many lines of text the pages from `first` up to and without `last` hold."""
        return sum(len({round(line.bottom) for line in page}) for page in self.lines[first:last])

    def section(self, page: int) -> str:
        """The heading under which a page begins."""
        above = [entry.words for entry in self.headings if entry.page < page]
        here = [entry.words for entry in self.headings if entry.page == page]
        first = next((entry for entry in self.headings if entry.page == page), None)
        starts = first is not None and all(line.top <= first.height + _TOLERANCE for line in self.lines[page])
        return (here if starts or not above else above[-1:])[0] if here or above else ""


def read(content: bytes, paper: Paper, *, words: bool = True) -> Pages:
    """The pages of a PDF on a paper; without `words`, which take most of the time, only where lines stand."""
    import pypdfium2

    lines, texts, beside = [], [], []
    with closing(pypdfium2.PdfDocument(content)) as pdf:
        headings = tuple(_headings(pdf))
        beside += pdf.get_metadata_dict().values()
        for page in pdf:
            with closing(page), closing(page.get_textpage()) as text:
                lines.append(tuple(_lines(text, paper, words=words)))
                # Where a line ends inside a word, pdfium leaves one of these signs for the hyphen.
                texts.append(re.sub(r"[\ufffe\x02]\s*", "", text.get_text_bounded()))
                beside += _links(pdf, page)
    return Pages(tuple(lines), headings, Reading("\n".join(texts), "\n".join(beside)))


def reading(content: bytes) -> Reading:
    """What a PDF says."""
    return read(content, _ANY, words=False).reading


def outline(content: bytes) -> Pages:
    """The headings of a PDF and how many pages it has, nothing of what stands on them."""
    import pypdfium2

    with closing(pypdfium2.PdfDocument(content)) as pdf:
        return Pages(((),) * len(pdf), tuple(_headings(pdf)))


def _headings(pdf: pypdfium2.PdfDocument) -> Iterator[Entry]:
    for bookmark in pdf.get_toc():
        target = bookmark.get_dest()
        if target is not None:
            _, place = target.get_view()
            yield Entry(
                bookmark.get_title(), target.get_index(), place[1] if len(place) > 1 else 0.0, bookmark.level + 1
            )


def _lines(text: pypdfium2.PdfTextPage, paper: Paper, *, words: bool) -> Iterator[Line]:
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        if top - bottom < _TALLEST and paper.bottom - _TOLERANCE < top and bottom < paper.height - paper.top:
            said = text.get_text_bounded(left, bottom, right, top).strip() if words else _UNREAD
            if said:
                yield Line(said, left, bottom, right, top)


def _links(document: object, page: object) -> Iterator[str]:
    """Where the links of one page lead."""
    from ctypes import byref, c_int

    import pypdfium2.raw as pdfium

    at, link = c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, byref(at), byref(link)):
        action = pdfium.FPDFLink_GetAction(link)
        size = pdfium.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
        if size:
            address = create_string_buffer(size)
            pdfium.FPDFAction_GetURIPath(document, action, address, size)
            yield address.value.decode("utf-8", "replace")


def findings(pages: Pages, paper: Paper) -> Iterator[Complaint]:
    """Everything on the pages that a careful typesetter would mend."""
    for number, page in enumerate(pages.lines, 1):
        yield from _outside(page, number, paper)
        yield from _over_each_other(page, number)
    for entry in pages.headings:
        if _stands_alone(entry, pages):
            message = N_('{target}: the heading "{words}" stands alone at the foot of page {page}')
            yield complaint(message, words=entry.words, page=entry.page + 1)
    last = len(pages.lines)
    rows = pages.rows(last - 1, last)
    if last > 1 and rows < _FEWEST_LINES:
        yield complaint(
            N_("{target}: too few lines on the last page: {rows}"),
            hint=N_('shorten "{section}" by as many, or add to it'),
            rows=rows,
            section=pages.section(last - 1),
        )


def over_budget(pages: Pages, document: Document, paper: str) -> Iterator[Complaint]:
    """What takes more pages on a paper than the document may have: the section that is too long, and by how much."""
    most, core = (document.property(name) for name in ("pages", "core"))
    begins = annex_page(pages, document)
    if core and begins is not None and begins > int(core):
        yield _too_long(pages, int(core), begins, paper)
    elif most and len(pages.lines) > int(most):
        yield _too_long(pages, int(most), len(pages.lines), paper)


def annex_page(pages: Pages, document: Document) -> int | None:
    """The page on which a document's annex begins, counted from 0; None where it has none."""
    name = document.property("annex")
    return pages.page_of(_heading(document.blocks, name)) if name else None


def _heading(blocks: tuple[Block, ...], name: str) -> str:
    """The words of the first heading in the section of that name."""
    for block in blocks:
        match block:
            case Section(_, name_, inner):
                found = _heading(inner, "" if name_ == name else name)
                if found:
                    return found
            case Heading(_, _, children) | Table(_, _, Heading(_, _, children)) if not name:
                return plain(children)
    return ""


def _too_long(pages: Pages, allowed: int, taken: int, paper: str) -> Complaint:
    return complaint(
        N_('{target}: {taken} pages on {paper} instead of {allowed}: "{section}" is too long'),
        hint=N_("lines to cut: {rows}"),
        taken=taken,
        paper=paper,
        allowed=allowed,
        section=pages.section(allowed),
        rows=pages.rows(allowed, taken),
    )


def _stands_alone(entry: Entry, pages: Pages) -> bool:
    """Whether what follows a heading begins on the next page only."""
    here = [line for line in pages.lines[entry.page] if line.top < entry.height - 2 * _TOLERANCE]
    if any(
        line.words not in entry.words if line.words != _UNREAD else line.top < entry.height - _TALLEST for line in here
    ):
        return False
    headed = any(other.page == entry.page + 1 and other.words == pages.section(other.page) for other in pages.headings)
    return entry.page + 1 < len(pages.lines) and not headed


def _outside(page: tuple[Line, ...], number: int, paper: Paper) -> Iterator[Complaint]:
    margin = paper.side - PANEL_PADDING - _TOLERANCE
    for line in page:
        if line.left < margin or line.right > paper.width - margin:
            yield complaint(
                N_('{target}: "{words}" juts out of page {page}'),
                hint=N_("a word or code this long has no room there"),
                words=line.words,
                page=number,
            )


def _over_each_other(page: tuple[Line, ...], number: int) -> Iterator[Complaint]:
    by_line = sorted(page, key=lambda line: (round(line.bottom), line.left))
    for _, group in groupby(by_line, key=lambda line: round(line.bottom)):
        for first, second in pairwise(group):
            if first.right > second.left + _TOLERANCE:
                yield complaint(
                    N_('{target}: words lie over each other on page {page}: "{words}"'),
                    hint=N_("a word or code this long has no room there"),
                    words=first.words,
                    page=number,
                )
