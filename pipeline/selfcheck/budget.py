"""What takes more pages than a document may have, on its own paper and on the others that it may be printed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.base.problems import N_
from pipeline.document.traversal import every
from pipeline.document.tree import Block, Document, Heading, Section, Table, plain
from pipeline.model.theme import Paper
from pipeline.writers import Complaint, complaint
from pipeline.writers.pages import TOLERANCE, Entry, Layout, Pages, rows


def over_budget(pages: Pages, document: Document, paper: str) -> Iterator[Complaint]:
    """What takes more pages on a paper than the document may have: the section that grew, and by how much."""
    most, core = (int(document.property(name) or 0) for name in ("pages", "core"))
    annex = _annex(pages, document)
    begins = pages.headings[annex].page if annex is not None else 0
    if core and begins > core:
        yield _too_long(pages, document, core, annex, paper)
    elif most and len(pages.lines) > most:
        yield _too_long(pages, document, most, None, paper)


def over_budget_elsewhere(layout: Layout, document: Document, papers: Iterable[str]) -> Iterator[Complaint]:
    """What takes too many pages on papers other than its own: whoever is sent the document may print it on theirs."""
    if not document.property("pages"):
        return
    for paper in papers:
        # What stands on the pages is only asked for where there are too many.
        if paper != document.property("paper") and any(over_budget(layout.outline(document, paper), document, paper)):
            yield from over_budget(layout.pages(document, paper), document, paper)


def past_core(pages: Pages, document: Document, paper: str, sheet: Paper) -> Iterator[Complaint]:
    """That a core ends on the page on which the annex begins, and that page is one too many; it is no fault by itself.

    `sheet` is the paper of that name.
    """
    core, annex = int(document.property("core") or 0), _annex(pages, document)
    if not core or annex is None or pages.headings[annex].page != core:
        return
    begins = pages.headings[annex]
    if begins.height >= sheet.height - sheet.top - TOLERANCE:
        return
    grown = _grown(pages, document, annex)
    said = complaint(
        N_('{target}: what comes before "{annex}" runs onto page {page} on {paper}; "{section}" is long'),
        hint=N_("lines to cut: {rows}"),
        annex=begins.words,
        page=core + 1,
        paper=paper,
        section=grown,
        rows=rows(line for line in pages.lines[core] if not begins.begins(core, line)),
    )
    yield replace(said, section=section_named(document, grown))


def _annex(pages: Pages, document: Document) -> int | None:
    """The place of an annex's heading among the headings; None where the document has no annex."""
    name = document.property("annex")
    words = _heading(document.blocks, name) if name else ""
    return next((index for index, entry in enumerate(pages.headings) if entry.words == words), None)


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


def _too_long(pages: Pages, document: Document, allowed: int, end: int | None, paper: str) -> Complaint:
    """The complaint that what stands before a heading, or everything, has more pages than are allowed."""
    taken = pages.headings[end].page if end is not None else len(pages.lines)
    grown = _grown(pages, document, end)
    said = complaint(
        N_('{target}: {taken} pages on {paper} instead of {allowed}: "{section}" is too long'),
        hint=N_("lines to cut: {rows}"),
        taken=taken,
        paper=paper,
        allowed=allowed,
        section=grown,
        rows=_surplus(pages, taken, taken - allowed, pages.headings[end] if end is not None else None),
    )
    return replace(said, section=section_named(document, grown))


def section_named(document: Document, words: str) -> str:
    """The name of the section whose heading says some words; empty where none has a name."""
    named = (block.name for block in every(document.blocks) if isinstance(block, Section) and block.name)
    return next((name for name in named if _heading(document.blocks, name) == words), "")


def _grown(pages: Pages, document: Document, end: int | None) -> str:
    """The words of the heading whose section has most lines beyond what is usual, of those before a heading or of all.

    Where nothing is known to be usual, it is the longest.
    """
    usual = dict(_usual(document))
    lines = {entry.words: pages.rows_of(index) for index, entry in enumerate(pages.headings[:end])}
    known = {words: count - usual[words] for words, count in lines.items() if words in usual} or lines
    return max(known, key=lambda words: known[words], default="")


def _usual(document: Document) -> Iterator[tuple[str, int]]:
    """The heading of each section of which it is known how many lines it usually has, with their number."""
    known = {
        name: int(count) for name, _, count in (part.partition(":") for part in document.property("usual").split())
    }
    for block in every(document.blocks):
        if isinstance(block, Section) and block.name:
            # A kind that has one for each market names them all by what they have in common.
            count = known.get(block.name) or known.get(block.name.partition("-")[0])
            if count:
                yield _heading((block,), block.name), count


def _surplus(pages: Pages, taken: int, surplus: int, end: Entry | None) -> int:
    """How many lines stand on the pages that are too many: those that hold least of what began before them."""
    begun = {entry.page for index, entry in enumerate(pages.headings) if pages.starts(index)}
    continued = sorted(pages.rows(page, page + 1) for page in range(1, taken) if page not in begun)
    over = sum(continued[:surplus]) if len(continued) >= surplus else pages.rows(taken - surplus, taken)
    last = (
        (line for line in pages.lines[taken] if not end.begins(taken, line)) if end and taken < len(pages.lines) else ()
    )
    return over + rows(last)
