"""What takes more pages than a document may have, on its own paper and on the others that it may be printed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import inf
from typing import NamedTuple

from pipeline.base.problems import N_
from pipeline.document.traversal import every
from pipeline.document.tree import Block, Document, Heading, Section, Table, plain
from pipeline.model.kind import TITLE
from pipeline.model.paper import Paper
from pipeline.model.theme import Theme
from pipeline.writers import Complaint, complaint
from pipeline.writers.pages import TOLERANCE, Entry, Layout, Line, Pages, rows


def over_budget(pages: Pages, document: Document, paper: str, theme: Theme) -> Iterator[Complaint]:
    """What takes more pages on a paper than the document may have: the section that grew, and by how much."""
    most, core = (int(document.property(name) or 0) for name in ("pages", "core"))
    annex = _annex(pages, document)
    sheet = theme.sheet(paper)
    before = _pages_before(pages.headings[annex], sheet) if annex is not None else 0
    if core and before > core:
        yield _too_long(pages, document, _Excess(core, before, paper, sheet, annex))
    elif most and len(pages.lines) > most:
        yield _too_long(pages, document, _Excess(most, len(pages.lines), paper, sheet))


def over_budget_elsewhere(layout: Layout, document: Document, theme: Theme) -> Iterator[Complaint]:
    """What takes too many pages on papers other than its own: whoever is sent the document may print it on theirs."""
    if not document.property("pages"):
        return
    own = document.property("paper")
    for paper in theme.like(own):
        if paper == own or layout.fits(document, paper):
            continue
        # What stands on the pages is only asked for where there are too many.
        if any(over_budget(layout.outline(document, paper), document, paper, theme)):
            yield from over_budget(layout.pages(document, paper), document, paper, theme)


def _pages_before(entry: Entry, sheet: Paper) -> int:
    """How many pages hold something that stands before a heading."""
    return entry.page + (entry.height < sheet.height - sheet.top - TOLERANCE)


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


class _Excess(NamedTuple):
    """How many pages a paper has of what may have fewer: all, or what stands before the heading of a place."""

    allowed: int
    taken: int
    paper: str
    sheet: Paper
    end: int | None = None


def _too_long(pages: Pages, document: Document, excess: _Excess) -> Complaint:
    """The complaint that what stands before a heading, or everything, has more pages than are allowed."""
    grown = _grown(pages, document, excess.end)
    said = complaint(
        N_('{target}: {taken} pages on {paper} instead of {allowed}: "{section}" is too long'),
        hint=N_("lines to cut: {rows}"),
        taken=excess.taken,
        paper=excess.paper,
        allowed=excess.allowed,
        section=grown,
        rows=_surplus(pages, excess),
    )
    return replace(said, section=section_named(document, grown))


def section_named(document: Document, words: str) -> str:
    """The name of the section whose heading says some words: TITLE for the document's own; empty where none has one."""
    named = (block.name for block in every(document.blocks) if isinstance(block, Section) and block.name)
    titles = (plain(block.children) for block in every(document.blocks) if isinstance(block, Heading))
    other = TITLE if next(titles, None) == words else ""
    return next((name for name in named if _heading(document.blocks, name) == words), other)


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


def _surplus(pages: Pages, excess: _Excess) -> int:
    """How many lines are too many: those on the pages that hold least of what began before them, or on the last ones,
    less what has room at the foot of the page before, from which a block was kept whole.
    """
    end = pages.headings[excess.end] if excess.end is not None else None
    taken = end.page if end else excess.taken
    surplus = taken - excess.allowed
    begun = {entry.page for index, entry in enumerate(pages.headings) if pages.starts(index)}
    continued = [page for page in range(1, taken) if page not in begun]
    continued.sort(key=lambda page: pages.rows(page, page + 1))
    over = continued[:surplus] if len(continued) >= surplus else [*range(taken - surplus, taken)]
    held = {page: pages.lines[page] for page in over if page < len(pages.lines)}
    if end and taken < len(pages.lines):
        held[taken] = tuple(line for line in pages.lines[taken] if not end.begins(taken, line))
    before = (pages.lines[page - 1] for page in held if held[page] and page - 1 not in held)
    pitch = _pitch(held.values())
    return max(1, sum(map(rows, held.values())) - sum(_room(page, excess.sheet, pitch) for page in before))


def _room(page: Iterable[Line], sheet: Paper, pitch: float) -> int:
    """How many lines have room below what stands on a page."""
    lowest = min((line.top for line in page), default=sheet.bottom)
    return max(0, int((lowest - sheet.bottom + TOLERANCE) / pitch) - 1)


def _pitch(held: Iterable[tuple[Line, ...]]) -> float:
    """From one line to the next on some pages, at the most of them; without end where each has one line."""
    return max(
        (
            (max(line.top for line in page) - min(line.top for line in page)) / (rows(page) - 1)
            for page in held
            if rows(page) > 1
        ),
        default=inf,
    )
