"""Document → PDF/A-3a by WeasyPrint, from HTML and a print style sheet: for those whose designer writes CSS."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.base.problems import N_
from pipeline.document.tree import Document
from pipeline.model.theme import Theme
from pipeline.writers import Complaint, WriterResult, complaint, fonts
from pipeline.writers.fit import Fitter
from pipeline.writers.flow import Flow
from pipeline.writers.inline_pictures import PictureStore
from pipeline.writers.measure import Measure
from pipeline.writers.pages import Pages
from pipeline.writers.pdf import reading, structure, weasyprint_boxes, weasyprint_structure
from pipeline.writers.pdf.print_css import print_style
from pipeline.writers.pdf.print_html import PrintHtml

if TYPE_CHECKING:
    from weasyprint import Attachment


class WeasyPrintWriter:
    """Writes PDFs, and knows where things stand in them. Raises OSError where its system libraries are missing."""

    def __init__(self, theme: Theme, own_style: str = "", folder: Path | None = None) -> None:
        # Which fonts a machine has must not decide how a page looks: there are none but those of the theme.
        os.environ["FONTCONFIG_FILE"] = str(fonts.configuration(theme))
        import weasyprint
        from PIL import ImageFile
        from weasyprint import urls

        # WeasyPrint has everybody in its process take pictures that end too early.
        ImageFile.LOAD_TRUNCATED_IMAGES = False

        self._weasyprint = weasyprint
        # A page holds all that it shows; nothing is fetched, from this machine or another.
        self._refused = urls.FatalURLFetchingError
        self._fetcher = weasyprint.URLFetcher(allowed_protocols=["data"], fail_on_errors=True)
        self._theme = theme
        self._own_style = own_style
        self._pictures = PictureStore(folder, theme)
        measure = Measure(theme)
        self._fitter, self._flow = Fitter(theme, measure), Flow(theme, measure)
        self._style = lru_cache(maxsize=32)(
            lambda paper, accent, watermark, spacing: print_style(theme.spaced(spacing), paper, accent, watermark)
        )

    def write(self, document: Document) -> WriterResult:
        """The document as a tagged PDF, the same bytes for the same document."""
        content, complaints = self._laid_out(document, document.property("paper"))
        if complaints:
            return WriterResult(b"", complaints)
        try:
            return WriterResult(structure.complete(content, document, weasyprint_structure.prepare))
        except ValueError as error:
            return WriterResult(b"", (_failed(error),))

    def outline(self, document: Document, paper: str) -> Pages:
        """The headings on a paper and how many pages there are; no pages where there is no PDF."""
        content, complaints = self._laid_out(document, paper)
        return Pages((), ()) if complaints else reading.outline(content)

    def pages(self, document: Document, paper: str, *, words: bool = True) -> Pages:
        """What stands where on a paper; no pages where there is no PDF."""
        content, complaints = self._laid_out(document, paper)
        return Pages((), ()) if complaints else reading.read(content, self._theme.sheet(paper), words=words)

    def fits(self, document: Document, paper: str) -> bool:
        """Whether a document surely keeps its pages on a paper: never, as heights are known of another engine."""
        return False

    def _laid_out(self, document: Document, paper: str) -> tuple[bytes, tuple[Complaint, ...]]:
        fitted = self._fitter.fitted(document)
        spacing = self._flow.spacing(fitted, paper)
        style = self._style(paper, document.property("accent"), document.property("watermark"), spacing)
        text = PrintHtml(fitted, self._theme, self._pictures, self._theme.sheet(paper).text_width).text()
        sheets = [self._weasyprint.CSS(string=sheet) for sheet in (style, self._own_style) if sheet]
        page = self._weasyprint.HTML(string=text, url_fetcher=self._fetcher)
        options: dict[str, Any] = {"pdf_variant": "pdf/a-3a", "pdf_tags": True, "attachments": self._carried(document)}
        try:
            content = page.write_pdf(stylesheets=sheets, finisher=weasyprint_boxes.note, **options)
        except (ValueError, self._refused) as error:
            return b"", (_failed(error),)
        return content, ()

    def _carried(self, document: Document) -> list[Attachment]:
        """The sources that the file carries inside."""
        import datetime

        day = datetime.datetime.fromisoformat(document.property("date")).replace(tzinfo=datetime.UTC)
        return [
            self._weasyprint.Attachment(
                string=text, name=name, description=name, created=day, modified=day, relationship="Source"
            )
            for name, text in document.attachments
        ]


def _failed(error: Exception) -> Complaint:
    """What is wrong with a file; as a rule a style sheet of somebody's own is, which took cells out of their table."""
    return complaint(N_("{said}, while writing {target}"), said=str(error), about="look")
