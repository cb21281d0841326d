"""Document → PDF/A-3a that is PDF/UA-1 as well, by Typst, which refuses a document that would be neither."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.base.problems import N_
from pipeline.document.traversal import CONTENTS_LEVELS
from pipeline.document.tree import Document
from pipeline.model.theme import Theme
from pipeline.writers import Complaint, Written, complaint, fonts
from pipeline.writers.inline_pictures import Shelf
from pipeline.writers.pdf import inspection
from pipeline.writers.pdf.inspection import Pages
from pipeline.writers.pdf.structure import complete
from pipeline.writers.pdf.stylesheet import stylesheet
from pipeline.writers.pdf.typst_source import Source

_PACKAGE = re.compile(r"""["']@[\w-]+/""")


class PdfWriter:
    """Writes PDFs; fonts are found and style sheets made once and kept."""

    def __init__(self, theme: Theme, sheet: str, folder: Path | None = None) -> None:
        # There is a process for each CPU already: threads within one only wait for each other.
        os.environ.setdefault("RAYON_NUM_THREADS", "1")
        import typst

        self._typst = typst
        faces = fonts.folder(theme)
        found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(faces)])
        # Typst reads files below its root alone: there is none but the fonts.
        self._compiler = typst.Compiler(root=str(faces), font_paths=found)
        self._theme = theme
        self._shelf = Shelf(folder)
        self._borrowed = bool(_PACKAGE.search(sheet))
        self._style = lru_cache(maxsize=32)(lambda paper, accent: stylesheet(theme, sheet, paper, accent))

    def write(self, document: Document) -> Written:
        """The document as a tagged PDF, the same bytes for the same document."""
        if self._borrowed:
            # Typst would fetch it.
            return Written(b"", None, (_said("the style sheet asks for a package"),))
        source, own = Source(document, self._theme, self._shelf), document.property("paper")
        content, complaints = self._laid_out(source, document, own)
        if complaints:
            return Written(b"", None, complaints)
        content = complete(content, document)
        pages = inspection.read(content, self._theme.papers[own], words=False)
        findings = list(self._findings(pages, document, own))
        if findings:
            # Something may be wrong: now the words matter.
            pages = inspection.read(content, self._theme.papers[own])
            findings = list(self._findings(pages, document, own))
        if not findings and document.property("pages"):
            findings = list(self._over_budget_elsewhere(source, document, own))
        return Written(content, len(pages.lines), tuple(dict.fromkeys(findings)), pages.reading)

    def _findings(self, pages: Pages, document: Document, paper: str) -> Iterator[Complaint]:
        """What is too long; of what has its length, what else is wrong on its pages."""
        found = list(inspection.over_budget(pages, document, paper))
        yield from found or inspection.findings(pages, self._theme.papers[paper])

    def _over_budget_elsewhere(self, source: Source, document: Document, own: str) -> Iterator[Complaint]:
        """What takes too many pages on the other papers: whoever is sent the document may print it on theirs."""
        for paper in self._theme.papers:
            if paper != own:
                content, _ = self._laid_out(source, document, paper, to_count=True)
                if any(inspection.over_budget(inspection.outline(content), document, paper)):
                    pages = inspection.read(content, self._theme.papers[paper])
                    yield from inspection.over_budget(pages, document, paper)

    def _laid_out(
        self, source: Source, document: Document, paper: str, *, to_count: bool = False
    ) -> tuple[bytes, tuple[Complaint, ...]]:
        """The document on a paper, or what Typst says is wrong with it; `to_count` only to see what stands where."""
        files = source.files(self._style(paper, document.property("accent")), margins=not to_count)
        told: dict[str, Any] = {"pdf_tags": False} if to_count else {"pdf_standards": ["a-3a", "ua-1"]}
        try:
            content, warnings = self._compiler.compile_with_warnings(
                input={name: text.encode() for name, text in files.items()}, format="pdf", timestamp=0, **told
            )
        except self._typst.TypstError as error:
            return b"", (_said(str(error)),)
        if not isinstance(content, bytes):
            raise TypeError("a PDF is one file")
        return content, tuple(map(_said, dict.fromkeys(warning.message for warning in warnings)))

    def heading_pages(self, document: Document) -> tuple[int, ...]:
        """The page of each heading that a table of contents lists; none where there is no PDF."""
        source = Source(document, self._theme, self._shelf)
        content, _ = self._laid_out(source, document, document.property("paper"), to_count=True)
        headings = inspection.outline(content).headings if content else ()
        return tuple(entry.page + 1 for entry in headings if entry.level in CONTENTS_LEVELS)


def _said(words: str) -> Complaint:
    return complaint(N_("{said}, while writing {target}"), said=words, about="look")
