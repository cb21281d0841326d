"""A finished PDF → what it says and where that stands, by pdfium, which has written none of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from ctypes import create_string_buffer
from typing import TYPE_CHECKING

from pipeline.model.paper import Paper
from pipeline.writers import DIVIDED, Reading
from pipeline.writers.pages import TALLEST, TOLERANCE, UNREAD, Entry, Line, Pages

if TYPE_CHECKING:
    import pypdfium2

_ANY = Paper(width=5000, height=5000, top=0, bottom=0, side=0, gap=0)
"""A paper on which everything is text."""


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
                # Where a line ends inside a word, pdfium leaves one of these signs for the hyphen, also a word's own.
                texts.append(re.sub(r"[\ufffe\x02]\s*", DIVIDED, text.get_text_bounded()))
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
        if top - bottom < TALLEST and paper.bottom - TOLERANCE < top and bottom < paper.height - paper.top:
            said = text.get_text_bounded(left, bottom, right, top).strip() if words else UNREAD
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
