"""Document → PDF/A-3a that is PDF/UA-1 as well, by Typst, which refuses a document that would be neither."""

from __future__ import annotations

import io
import re
from functools import lru_cache

from pipeline.document import Document
from pipeline.errors import N_
from pipeline.stylesheet import stylesheet
from pipeline.theme import Theme
from pipeline.writers import Written, fonts, typst_source
from pipeline.writers.pdf_structure import complete

_PACKAGE = re.compile(r"""["']@[\w-]+/""")


class PdfWriter:
    """Writes PDFs; fonts are found and style sheets made once and kept."""

    def __init__(self, theme: Theme, sheet: str) -> None:
        import typst

        self._typst = typst
        faces = fonts.folder(theme)
        found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(faces)])
        # Typst reads files below its root alone: there is none but the fonts.
        self._compiler = typst.Compiler(root=str(faces), font_paths=found)
        self._theme = theme
        self._borrowed = bool(_PACKAGE.search(sheet))
        self._style = lru_cache(maxsize=32)(lambda paper, accent: stylesheet(theme, sheet, paper, accent))

    def write(self, document: Document) -> Written:
        """The document as a tagged PDF, the same bytes for the same document."""
        if self._borrowed:
            # Typst would fetch it.
            return Written(b"", None, (N_("the style sheet asks for a package"),))
        style = self._style(document.property("paper"), document.property("accent"))
        text = f"{style}\n{typst_source.source(document, self._theme)}"
        try:
            content, warnings = self._compiler.compile_with_warnings(
                input=text.encode(), format="pdf", pdf_standards=["a-3a", "ua-1"], timestamp=0
            )
        except self._typst.TypstError as error:
            return Written(b"", None, (str(error),))
        complaints = tuple(dict.fromkeys(warning.message for warning in warnings))
        if complaints:
            return Written(b"", None, complaints)
        if not isinstance(content, bytes):
            raise TypeError("a PDF is one file")
        return Written(complete(content, document), pages(content))


def pages(content: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    with pypdfium2.PdfDocument(io.BytesIO(content)) as opened:
        return len(opened)
