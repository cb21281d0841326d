"""What a writer made → a finished file with everything that is wrong with it, read by what has not written it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.document.tree import Document
from pipeline.selfcheck import inspect
from pipeline.selfcheck.budget import over_budget, over_budget_elsewhere
from pipeline.selfcheck.facts import Facts
from pipeline.selfcheck.ledger import Ledger
from pipeline.selfcheck.pages import layout_complaints
from pipeline.writers import Complaint, WriterResult
from pipeline.writers.pages import Pages
from pipeline.writers.registry import Paging, Writers


@dataclass(frozen=True)
class FinishedFile:
    """A finished file: its bytes, the number of its pages where its format has pages, and what is wrong with it."""

    content: bytes
    pages: int | None = None
    complaints: tuple[Complaint, ...] = ()


class FileInspector:
    """Reads the files of some writers again. `ledgers` say by language what belongs to whom; facts need them."""

    def __init__(self, writers: Writers, ledgers: Mapping[str, Ledger]) -> None:
        self._writers = writers
        self._ledgers = ledgers

    def finished(
        self, written: WriterResult, form: str, document: Document, facts: Facts | None = None
    ) -> FinishedFile:
        """The file of a document with what is wrong on its pages or, where nothing is, in what it says."""
        if written.complaints:
            return FinishedFile(written.content, None, written.complaints)
        entry, content = self._writers.format(form), written.content
        asked = facts if facts is not None and (facts.required or facts.withheld) else None
        try:
            # Readers raise errors of many kinds, and each means the same.
            pages = self._pages(entry.paging, content, document, words=False) if entry.paging else None
            reading = pages.reading if pages else entry.reader(content) if asked else None
        except Exception as error:
            return FinishedFile(content, None, (inspect.unreadable(error),))
        complaints: list[Complaint] = []
        if entry.paging and pages:
            complaints += self._on_pages(entry.paging, pages, content, document)
        if asked and reading and not complaints:
            complaints += inspect.content_complaints(reading, asked, self._ledgers[asked.language])
        return FinishedFile(content, len(pages.lines) if pages else None, tuple(dict.fromkeys(complaints)))

    def measured(self, document: Document) -> FinishedFile:
        """No file, but what is wrong on the pages that a document would have, in the words of `finished`.

        What is sure to fit is not even set; what names no paper has no pages yet.
        """
        paper = document.property("paper")
        if not paper:
            return FinishedFile(b"")
        layout = self._writers.layout()
        found: list[Complaint] = []
        if not layout.fits(document, paper):
            found = list(self._findings(layout.pages(document, paper, words=False), document))
        if found:
            found = list(self._findings(layout.pages(document, paper), document))
        found = found or list(over_budget_elsewhere(layout, document, self._writers.theme))
        return FinishedFile(b"", None, tuple(dict.fromkeys(found)))

    def _on_pages(self, paging: Paging, pages: Pages, content: bytes, document: Document) -> list[Complaint]:
        """What is wrong on the pages or, where nothing is, what is too long on other papers."""
        found = list(self._findings(pages, document))
        if found:
            # Something may be wrong: now the words matter.
            found = list(self._findings(self._pages(paging, content, document, words=True), document))
        layout = self._writers.once(paging.layout)
        return found or list(over_budget_elsewhere(layout, document, self._writers.theme))

    def _pages(self, paging: Paging, content: bytes, document: Document, *, words: bool) -> Pages:
        return paging.read(content, self._writers.theme.sheet(document.property("paper")), words=words)

    def _findings(self, pages: Pages, document: Document) -> Iterator[Complaint]:
        """What is too long; of what has its length, what else is wrong on its pages."""
        paper = document.property("paper")
        found = list(over_budget(pages, document, paper, self._writers.theme))
        last_lines = int(document.property("last_lines") or 0)
        yield from found or layout_complaints(pages, self._writers.theme.sheet(paper), last_lines)
