"""Writers: a document in, the bytes of one format out, registered in an explicit table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pipeline.document import Document
from pipeline.theme import Theme


@dataclass(frozen=True)
class Written:
    """A finished file: its bytes, its pages where the format has pages, and what went wrong on the way."""

    content: bytes
    pages: int | None = None
    complaints: tuple[str, ...] = ()


class Writer(Protocol):
    """Makes documents of one format; made once per worker, with everything it needs loaded."""

    def write(self, document: Document) -> Written:
        """The document in this writer's format."""


def writer(form: str, theme: Theme, templates: Path) -> Writer:
    """The writer of one format. Its libraries are loaded here, not before."""
    return _WRITERS[form](theme, templates)


def _pdf(theme: Theme, templates: Path) -> Writer:
    from pipeline.writers.pdf import PdfWriter

    return PdfWriter(theme, (templates / "theme/print.typ").read_text(encoding="utf-8"))


def _docx(theme: Theme, templates: Path) -> Writer:
    from pipeline.writers.docx import DocxWriter

    return DocxWriter(theme)


_WRITERS = {"pdf": _pdf, "docx": _docx}

FORMATS: Mapping[str, tuple[str, ...]] = {
    "pdf": ("typst", "pikepdf", "fonttools"),
    "docx": ("python-docx", "lxml", "babel", "fonttools"),
}
"""The formats there are, each with the libraries that its bytes depend on."""
