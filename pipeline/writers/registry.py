"""The formats there are: what writes each, what reads it again, and on which libraries its bytes depend.

To add a format, or another engine for one, is to add an entry to FORMATS.
"""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from pipeline.base.assets import PRINT, SCREEN, SCRIPT, STYLE, Assets
from pipeline.model.paper import Paper
from pipeline.model.theme import Theme
from pipeline.writers import Reading, Writer, pages
from pipeline.writers.docx import reading as docx_reading
from pipeline.writers.html import reading as html_reading
from pipeline.writers.ics import reading as ics_reading
from pipeline.writers.pages import Layout, Pages
from pipeline.writers.pdf import reading as pdf_reading
from pipeline.writers.pdf import system_libraries
from pipeline.writers.xlsx import reading as xlsx_reading

if TYPE_CHECKING:
    from pipeline.writers.pdf.weasyprint_writer import WeasyPrintWriter
    from pipeline.writers.pdf.writer import PdfWriter

Made = TypeVar("Made")


class PageReader(Protocol):
    """Reads the pages of a finished file."""

    def __call__(self, content: bytes, paper: Paper, *, words: bool) -> Pages:
        """What stands where on a paper; without `words`, whatever it says."""


@dataclass(frozen=True)
class Paging:
    """What a format has that has pages: who reads them, and who knows where they end without writing them.

    `libraries` are those on which the ends of pages depend.
    """

    read: PageReader
    layout: Callable[[Writers], Layout]
    libraries: tuple[str, ...]


@dataclass(frozen=True)
class Format:
    """One format as one engine writes it.

    `reader` says what a finished file says, for the self-check, and shares nothing with `writer`. The bytes depend
    on the `libraries` and, for a format that `names_pages` of another, on those of that one's pages.
    """

    name: str
    engine: str
    writer: Callable[[Writers], Writer]
    reader: Callable[[bytes], Reading]
    libraries: tuple[str, ...]
    paging: Paging | None = None
    names_pages: bool = False
    missing: Callable[[], tuple[str, ...]] = tuple
    """The packages of the system that it needs and this machine lacks."""
    claims: tuple[str, ...] = ()
    """The standards that its files say they keep."""

    def __post_init__(self) -> None:
        # What nobody reads again would be published unchecked.
        if not callable(self.reader):
            raise TypeError(f"{self.name} by {self.engine} has no reader")


class Writers:
    """The writers of one process, each made when it is first asked for, with everything it needs loaded.

    `engine` writes each format that it is an engine of; the others are written by their first one.
    """

    def __init__(self, theme: Theme, assets: Assets, engine: str = "") -> None:
        if engine and all(entry.engine != engine for entry in FORMATS):
            raise ValueError(f"no engine {engine}")
        self.theme = theme
        self.assets = assets
        # Pictures are the project's, wherever its style sheet comes from.
        self.folder = assets.project
        self._engine = engine
        self._made: dict[Callable[[Writers], Any], Any] = {}

    def format(self, name: str) -> Format:
        """The entry of a format."""
        return chosen(name, self._engine)

    def writer(self, name: str) -> Writer:
        """The writer of a format."""
        return self.once(self.format(name).writer)

    def layout(self) -> Layout:
        """Who knows where the pages of the documents of record end."""
        return self.once(_paging(self._engine).layout)

    def once(self, make: Callable[[Writers], Made]) -> Made:
        """What a function makes of these writers, made once: an engine may both write and lay out."""
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made


def names() -> tuple[str, ...]:
    """The names of all formats."""
    return tuple(dict.fromkeys(entry.name for entry in FORMATS))


def chosen(name: str, engine: str = "") -> Format:
    """The entry of a format: the one of an engine or, where it has no such engine, its first. Raises KeyError."""
    entries = [entry for entry in FORMATS if entry.name == name]
    if not entries:
        raise KeyError(name)
    return next((entry for entry in entries if entry.engine == engine), entries[0])


def engines(name: str) -> tuple[str, ...]:
    """The engines of a format, the usual one first."""
    return tuple(entry.engine for entry in FORMATS if entry.name == name)


def claims(name: str, engine: str = "") -> tuple[str, ...]:
    """The standards that the files of a format say they keep."""
    return chosen(name, engine).claims


def missing(name: str, engine: str) -> tuple[str, ...]:
    """The packages of the system that an engine of a format needs and this machine lacks."""
    return chosen(name, engine).missing()


def libraries(name: str, engine: str = "") -> tuple[str, ...]:
    """The libraries on which the bytes of a format depend."""
    entry = chosen(name, engine)
    return tuple(dict.fromkeys((*entry.libraries, *(_paging(engine).libraries if entry.names_pages else ()))))


def load() -> None:
    """Imports what writes the documents that every project has, before it is known which are asked for."""
    for module in _USUAL:
        # Whoever needs one that is not there says so.
        with contextlib.suppress(ImportError):
            importlib.import_module(module)


def _paging(engine: str) -> Paging:
    """The pages of the first format that has any: its files are the documents of record."""
    entries = (*(chosen(name, engine) for name in names()), *FORMATS)
    return next(entry.paging for entry in entries if entry.paging)


def _typst(own: Writers) -> PdfWriter:
    from pipeline.writers.pdf.writer import PdfWriter

    return PdfWriter(own.theme, own.assets.path(STYLE).read_text(encoding="utf-8"), own.folder)


def _weasyprint(own: Writers) -> WeasyPrintWriter:
    from pipeline.writers.pdf.weasyprint_writer import WeasyPrintWriter

    sheet = own.assets.path(PRINT)
    return WeasyPrintWriter(own.theme, sheet.read_text(encoding="utf-8") if sheet.is_file() else "", own.folder)


def _docx(own: Writers) -> Writer:
    from pipeline.writers.docx.writer import DocxWriter

    return DocxWriter(own.theme, own.folder, lambda document: pages.contents(own.layout(), document))


def _html(own: Writers) -> Writer:
    from pipeline.writers.html.writer import HtmlWriter

    sheet, script = (own.assets.path(name).read_text(encoding="utf-8") for name in (SCREEN, SCRIPT))
    return HtmlWriter(own.theme, sheet, script, own.folder)


def _calendar(own: Writers) -> Writer:
    from pipeline.writers.ics.writer import CalendarWriter

    return CalendarWriter()


def _workbook(own: Writers) -> Writer:
    from pipeline.writers.xlsx.writer import WorkbookWriter

    return WorkbookWriter(own.theme)


_USUAL = (
    *("pipeline.writers.pdf.writer", "pipeline.writers.docx.writer"),
    *("typst", "pikepdf", "pypdfium2", "PIL.ImageFont"),
)
"""What is imported only where it is used, for most documents and their pages."""

FORMATS: tuple[Format, ...] = (
    Format(
        "pdf",
        "typst",
        _typst,
        pdf_reading.reading,
        libraries=("typst", "pikepdf", "fonttools", "matplotlib", "segno"),
        paging=Paging(pdf_reading.read, _typst, libraries=("typst",)),
        claims=("PDF/A-3a", "PDF/UA-1"),
    ),
    Format(
        "pdf",
        "weasyprint",
        _weasyprint,
        pdf_reading.reading,
        libraries=("weasyprint", "pydyf", "pyphen", "pikepdf", "fonttools", "matplotlib", "segno", "typst"),
        paging=Paging(pdf_reading.read, _weasyprint, libraries=("weasyprint", "pyphen")),
        claims=("PDF/A-3a", "PDF/UA-1"),
        missing=system_libraries.missing,
    ),
    Format(
        "docx",
        "python-docx",
        _docx,
        docx_reading.reading,
        # Pictures in a line are drawn by Typst.
        libraries=("python-docx", "lxml", "babel", "fonttools", "typst", "matplotlib", "pillow", "segno"),
        names_pages=True,
    ),
    Format(
        "html",
        "own",
        _html,
        html_reading.reading,
        libraries=("brotli", "fonttools", "icalendar", "matplotlib", "pillow", "segno", "typst"),
    ),
    Format("ics", "icalendar", _calendar, ics_reading.reading, libraries=("icalendar", "tzdata")),
    Format("xlsx", "xlsxwriter", _workbook, xlsx_reading.reading, libraries=("xlsxwriter",)),
)
"""Every format, of those with several engines each; the first one is the usual one."""
