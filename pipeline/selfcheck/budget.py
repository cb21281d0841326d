"""What takes more pages than a document may have, on its own paper and on the others that it may be printed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.base.problems import N_
from pipeline.document.tree import Block, Document, Heading, Section, Table, plain
from pipeline.writers import Complaint, complaint
from pipeline.writers.pages import Layout, Pages


def over_budget(pages: Pages, document: Document, paper: str) -> Iterator[Complaint]:
    """What takes more pages on a paper than the document may have: the section that is too long, and by how much."""
    most, core = (document.property(name) for name in ("pages", "core"))
    begins = _annex_page(pages, document)
    if core and begins is not None and begins > int(core):
        yield _too_long(pages, int(core), begins, paper)
    elif most and len(pages.lines) > int(most):
        yield _too_long(pages, int(most), len(pages.lines), paper)


def over_budget_elsewhere(layout: Layout, document: Document, papers: Iterable[str]) -> Iterator[Complaint]:
    """What takes too many pages on papers other than its own: whoever is sent the document may print it on theirs."""
    if not document.property("pages"):
        return
    for paper in papers:
        # What stands on the pages is only asked for where there are too many.
        if paper != document.property("paper") and any(over_budget(layout.outline(document, paper), document, paper)):
            yield from over_budget(layout.pages(document, paper), document, paper)


def _annex_page(pages: Pages, document: Document) -> int | None:
    """The page on which a document's annex begins, counted from 0; None where it has none."""
    name = document.property("annex")
    return pages.page_of(_heading(document.blocks, name)) if name else None


def _heading(blocks: tuple[Block, ...], name: str) -> str:
    """The words of the first heading in the section of that name."""
    for block in blocks:
        match block:
            case Section(_, name_, inner):
                found = _heading(inner, "" if name_ == name else name)
                if found:
                    return found
            case Heading(_, _, children) | Table(_, _, Heading(_, _, children)) if not name:
                return plain(children)
    return ""


def _too_long(pages: Pages, allowed: int, taken: int, paper: str) -> Complaint:
    return complaint(
        N_('{target}: {taken} pages on {paper} instead of {allowed}: "{section}" is too long'),
        hint=N_("lines to cut: {rows}"),
        taken=taken,
        paper=paper,
        allowed=allowed,
        section=pages.section(allowed),
        rows=pages.rows(allowed, taken),
    )
