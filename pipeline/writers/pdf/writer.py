"""Document → PDF/A-3a that is PDF/UA-1 as well, by Typst, which refuses a document that would be neither."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.base.problems import N_
from pipeline.document.tree import Document
from pipeline.model.theme import Theme
from pipeline.writers import Complaint, WriterResult, complaint, fonts
from pipeline.writers.fit import Fitter
from pipeline.writers.flow import Flow
from pipeline.writers.inline_pictures import PictureStore
from pipeline.writers.measure import Measure
from pipeline.writers.pages import Pages
from pipeline.writers.pdf import reading
from pipeline.writers.pdf.structure import complete
from pipeline.writers.pdf.stylesheet import stylesheet
from pipeline.writers.pdf.typst_source import TypstSource

_NO_PACKAGES = "the style sheet asks for a package"
_PACKAGE = re.compile(r"""["']@[\w-]+/""")
_WANTED_PACKAGE = re.compile(r"failed to download package|package not found")

_NOWHERE = "socks5://127.0.0.1:1"
"""A proxy of a kind that Typst does not speak: it gives up before it opens a socket, however a package is asked for."""


class PdfWriter:
    """Writes PDFs, and knows where things stand in them; fonts are found and style sheets made once and kept."""

    def __init__(self, theme: Theme, sheet: str, folder: Path | None = None) -> None:
        # There is a process for each CPU already: threads within one only wait for each other.
        os.environ.setdefault("RAYON_NUM_THREADS", "1")
        os.environ |= dict.fromkeys(("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"), _NOWHERE)
        os.environ |= dict.fromkeys(("no_proxy", "NO_PROXY"), "")
        import typst

        self._typst = typst
        faces = fonts.folder(theme)
        found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(faces)])
        # Typst reads files below its root alone: there is none but the fonts.
        # Nor any package, those of this machine included: others do not have them.
        none = str(faces / "packages")
        self._compiler = typst.Compiler(root=str(faces), font_paths=found, package_path=none, package_cache_path=none)
        self._theme = theme
        self._picture_store = PictureStore(folder, theme)
        measure = Measure(theme)
        self._fitter, self._flow = Fitter(theme, measure), Flow(theme, measure)
        self._borrowed = bool(_PACKAGE.search(sheet))
        self._last: tuple[Document, Document] | None = None
        self._written: tuple[Document, TypstSource] | None = None
        self._style = lru_cache(maxsize=32)(
            lambda paper, accent, spacing: stylesheet(theme.spaced(spacing), sheet, paper, accent)
        )

    def write(self, document: Document) -> WriterResult:
        """The document as a tagged PDF, the same bytes for the same document."""
        content, complaints = self._laid_out(document, document.property("paper"))
        return WriterResult(b"", complaints) if complaints else WriterResult(complete(content, document))

    def outline(self, document: Document, paper: str) -> Pages:
        """The headings on a paper and how many pages there are; no pages where there is no PDF."""
        content, _ = self._laid_out(document, paper, to_count=True)
        return reading.outline(content) if content else Pages((), ())

    def pages(self, document: Document, paper: str, *, words: bool = True) -> Pages:
        """What stands where on a paper; no pages where there is no PDF."""
        content, _ = self._laid_out(document, paper, to_count=True)
        return reading.read(content, self._theme.sheet(paper), words=words) if content else Pages((), ())

    def fits(self, document: Document, paper: str) -> bool:
        """Whether a document surely keeps its pages on a paper, by how high its parts are."""
        return self._flow.fits(self._fitted(document), paper)

    def _laid_out(
        self, document: Document, paper: str, *, to_count: bool = False
    ) -> tuple[bytes, tuple[Complaint, ...]]:
        """The document on a paper, or what Typst says is wrong with it; `to_count` only to see what stands where."""
        if self._borrowed:
            # Typst would fetch it.
            return b"", (_said(_NO_PACKAGES),)
        source = self._source(document, drawn=not to_count)
        style = self._style(paper, document.property("accent"), self._flow.spacing(source.document, paper))
        files = source.files(style, margins=not to_count)
        told: dict[str, Any] = {"pdf_tags": False} if to_count else {"pdf_standards": ["a-3a", "ua-1"]}
        try:
            content, warnings = self._compiler.compile_with_warnings(
                input={name: text.encode() for name, text in files.items()}, format="pdf", timestamp=0, **told
            )
        except self._typst.TypstError as error:
            said = str(error)
            return b"", (_said(_NO_PACKAGES if _WANTED_PACKAGE.search(said) else said),)
        if not isinstance(content, bytes):
            raise TypeError("a PDF is one file")
        complaints = tuple(map(_said, dict.fromkeys(warning.message for warning in warnings)))
        return content, complaints

    def _source(self, document: Document, *, drawn: bool) -> TypstSource:
        """The document as Typst files, kept until there is another: it is set on one paper after the other."""
        fitted = self._fitted(document)
        last, source = self._written or (None, None)
        if source is None or last is not fitted or (drawn and not source.drawn):
            source = TypstSource(fitted, self._theme, self._picture_store, drawn=drawn)
            self._written = fitted, source
        return source

    def _fitted(self, document: Document) -> Document:
        """The document with its figures inside their columns, kept until there is another."""
        if self._last is None or self._last[0] is not document:
            self._last = document, self._fitter.fitted(document)
        return self._last[1]


def _said(words: str) -> Complaint:
    return complaint(N_("{said}, while writing {target}"), said=words, about="look")
