"""A PDF → its pages as pictures for a screen."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2

PIXELS_PER_POINT = 2.0
"""For a screen of high density."""

FORMAT = "jpeg"
_QUALITY = 95
"""Nobody sees on a screen what this leaves out."""


@dataclass(frozen=True)
class Page:
    """The size of one page in points."""

    width: float
    height: float


def pages(content: bytes) -> tuple[Page, ...]:
    """The size of each page of a PDF."""
    with _opened(content) as pdf:
        return tuple(Page(*pdf.get_page_size(number)) for number in range(len(pdf)))


def drawn(content: bytes, number: int) -> bytes:
    """A page of a PDF as JPEG, the first of which is 0. Raises IndexError where there is none."""
    with _opened(content) as pdf:
        if not 0 <= number < len(pdf):
            raise IndexError(number)
        picture = io.BytesIO()
        # A page is seen once and on this machine: what keeps each pixel takes four times as long to compress.
        pdf[number].render(scale=PIXELS_PER_POINT).to_pil().save(picture, FORMAT, quality=_QUALITY, subsampling=0)
        return picture.getvalue()


@contextmanager
def _opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    pdf = pypdfium2.PdfDocument(content)
    try:
        yield pdf
    finally:
        pdf.close()
