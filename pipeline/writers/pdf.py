"""Document → PDF/A-3a that is PDF/UA-1 as well, by Typst, which refuses a document that would be neither."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.document import ATTACHMENT, Document
from pipeline.errors import N_
from pipeline.stylesheet import stylesheet
from pipeline.theme import Theme
from pipeline.traversal import CONTENTS_LEVELS, up_to
from pipeline.writers import Complaint, Written, complaint, fonts, pdf_inspection, typst_source
from pipeline.writers.inline_pictures import Shelf
from pipeline.writers.pdf_inspection import Pages
from pipeline.writers.pdf_structure import complete

_STYLE = "style.typ"

_FOR_GOOD = {"pdf_standards": ["a-3a", "ua-1"], "timestamp": 0}
_TO_COUNT = {"pdf_tags": False, "timestamp": 0}
"""What Typst is told of a PDF that is kept, and of one that is made to see what stands on which page."""

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
        own = document.property("paper")
        content, complaints = self._laid_out(document, own)
        if complaints:
            return Written(b"", None, complaints)
        content = complete(content, document)
        pages = pdf_inspection.read(content, self._theme.papers[own], words=False)
        findings = list(self._findings(pages, document, own))
        if findings:
            # Something may be wrong: now the words matter.
            pages = pdf_inspection.read(content, self._theme.papers[own])
            findings = list(self._findings(pages, document, own))
        if not findings and document.property("pages"):
            findings = list(self._over_budget_elsewhere(document, own, pages))
        return Written(content, len(pages.lines), tuple(dict.fromkeys(findings)), pages.reading)

    def _findings(self, pages: Pages, document: Document, paper: str) -> Iterator[Complaint]:
        """What is too long; of what has its length, what else is wrong on its pages."""
        found = list(pdf_inspection.over_budget(pages, document, paper))
        yield from found or pdf_inspection.findings(pages, self._theme.papers[paper])

    def _over_budget_elsewhere(self, document: Document, own: str, here: Pages) -> Iterator[Complaint]:
        """What takes too many pages on the other papers: whoever is sent the document may print it on theirs."""
        document = _without_margins(document)
        for paper in self._theme.papers:
            if paper != own and not self._surely_fits(document, paper, here):
                content, _ = self._laid_out(document, paper, _TO_COUNT)
                if any(pdf_inspection.over_budget(pdf_inspection.outline(content), document, paper)):
                    pages = pdf_inspection.read(content, self._theme.papers[paper])
                    yield from pdf_inspection.over_budget(pages, document, paper)

    def _surely_fits(self, document: Document, paper: str, here: Pages) -> bool:
        """Whether a paper need not be tried with the whole document, as its core fits there and its annex is short.

        No annex takes twice the pages that it takes on a paper of nearly the same size.
        """
        begins = pdf_inspection.annex_page(here, document)
        if begins is None:
            return False
        core = replace(document, blocks=up_to(document.blocks, document.property("annex")))
        content, _ = self._laid_out(core, paper, _TO_COUNT)
        if not content:
            # A link into the annex leads nowhere without it.
            return False
        there = pdf_inspection.outline(content)
        taken = len(there.lines) - 1 + 2 * (len(here.lines) - begins)
        return taken <= int(document.property("pages")) and not any(pdf_inspection.over_budget(there, document, paper))

    def _laid_out(
        self, document: Document, paper: str, told: Mapping[str, Any] = _FOR_GOOD
    ) -> tuple[bytes, tuple[Complaint, ...]]:
        """The document on a paper, or what Typst says is wrong with it."""
        # A file of its own: Typst keeps what it has made of it.
        style = self._style(paper, document.property("accent"))
        body = typst_source.source(document, self._theme, paper, self._shelf)
        text = f'#import "{_STYLE}": *\n{body}'
        try:
            content, warnings = self._compiler.compile_with_warnings(
                input={"main.typ": text.encode(), _STYLE: style.encode()}, format="pdf", **told
            )
        except self._typst.TypstError as error:
            return b"", (_said(str(error)),)
        if not isinstance(content, bytes):
            raise TypeError("a PDF is one file")
        return content, tuple(map(_said, dict.fromkeys(warning.message for warning in warnings)))

    def heading_pages(self, document: Document) -> tuple[int, ...]:
        """The page of each heading that a table of contents lists; none where there is no PDF."""
        content, _ = self._laid_out(_without_margins(document), document.property("paper"), _TO_COUNT)
        headings = pdf_inspection.outline(content).headings if content else ()
        return tuple(entry.page + 1 for entry in headings if entry.level in CONTENTS_LEVELS)


def _without_margins(document: Document) -> Document:
    """The document without what stands in the margins of its pages and has no part in where they end."""
    kept = ((name, value) for name, value in document.properties if name != "watermark" and ATTACHMENT not in name)
    return replace(document, header=(), footer=(), properties=tuple(kept))


def _said(words: str) -> Complaint:
    return complaint(N_("{said}, while writing {target}"), said=words, about="look")
