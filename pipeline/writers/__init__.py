"""Writers: a document in, the bytes of one format out, registered in an explicit table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pipeline.base.problems import Problem
from pipeline.document.tree import Document
from pipeline.model.theme import Theme

if TYPE_CHECKING:
    from pipeline.writers.pdf.writer import PdfWriter


@dataclass(frozen=True)
class Complaint:
    """What is wrong with a file: a message id with placeholders, among them {target}, and what fills them.

    `about` is "text" where the content is to be mended, "look" where it is the template or the theme.
    """

    message: str
    values: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    about: str = "text"

    def problem(self, target: str, files: Mapping[str, str]) -> Problem:
        """The complaint as a problem of the file that `files` names for what it is about."""
        values = (*self.values, ("target", target))
        return Problem(files[self.about], self.message, hint=self.hint, values=values)


def complaint(message: str, *, hint: str = "", about: str = "text", **values: object) -> Complaint:
    """A complaint whose placeholders are filled from the keyword arguments."""
    return Complaint(message, tuple((name, str(value)) for name, value in values.items()), hint, about)


@dataclass(frozen=True)
class Reading:
    """What a file says: `text` what is printed, `beside` where its links lead and what its properties say."""

    text: str
    beside: str


@dataclass(frozen=True)
class Written:
    """A finished file: its bytes, its pages where the format has pages, and what is wrong with it."""

    content: bytes
    pages: int | None = None
    complaints: tuple[Complaint, ...] = ()
    reading: Reading | None = field(default=None, compare=False)
    """What the file says, where it has been read again by what has not written it."""


class Writer(Protocol):
    """Makes documents of one format; made once per worker, with everything it needs loaded."""

    def write(self, document: Document) -> Written:
        """The document in this writer's format."""


def writer(form: str, theme: Theme, templates: Path) -> Writer:
    """The writer of one format. Its libraries are loaded here, not before."""
    return _WRITERS[form](theme, templates)


def _pdf(theme: Theme, templates: Path) -> PdfWriter:
    from pipeline.writers.pdf.writer import PdfWriter

    return PdfWriter(theme, (templates / "theme/print.typ").read_text(encoding="utf-8"), templates.parent)


def _docx(theme: Theme, templates: Path) -> Writer:
    from pipeline.writers.docx.writer import DocxWriter

    @cache
    def layout() -> PdfWriter:
        return _pdf(theme, templates)

    return DocxWriter(theme, templates.parent, lambda document: layout().heading_pages(document))


_WRITERS = {"pdf": _pdf, "docx": _docx}

FORMATS: Mapping[str, tuple[str, ...]] = {
    "pdf": ("typst", "pikepdf", "fonttools", "matplotlib"),
    # Where there is a table of contents, a DOCX names the pages of the PDF.
    "docx": ("python-docx", "lxml", "babel", "fonttools", "typst", "matplotlib", "pillow"),
}
"""The formats there are, each with the libraries that its bytes depend on."""
