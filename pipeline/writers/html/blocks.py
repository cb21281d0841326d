"""The blocks of one document, as HTML: each role is a class, and one that no style sheet knows is the plain element."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from pipeline.document.traversal import masthead, outline
from pipeline.document.tree import (
    Aside,
    Block,
    Break,
    Contents,
    Definition,
    DefinitionList,
    Document,
    Figure,
    Heading,
    Inline,
    List,
    Paragraph,
    Section,
    Table,
    plain,
)
from pipeline.model.theme import Theme
from pipeline.writers.html.copies import CopyButtons
from pipeline.writers.html.events import EventLinks
from pipeline.writers.html.figures import FigureMarkup
from pipeline.writers.html.inlines import InlineMarkup, tag
from pipeline.writers.html.tables import TableMarkup

_DATES = "dates"
"""The section at whose end all dates of a document are offered together."""

_POSTS = "deliverables"
"""The role of a table in which posts of one month are one list."""

_IN_SHORT = "facts"
"""The role of a table whose dates are told again below, and offered there."""


class BlockMarkup:
    """Makes the markup of one document's blocks, in reading order: what is offered once is offered first."""

    def __init__(self, document: Document, theme: Theme, inlines: InlineMarkup, figures: FigureMarkup) -> None:
        self._inlines = inlines
        self._figures = figures
        self._copies = CopyButtons(document)
        self._events = EventLinks(document)
        self._tables = TableMarkup(theme, self.heading, self.words, self._events.begin_row, inlines.of)
        self._offers = True
        self._lists_posts = False
        self._blocks = document.blocks
        # What stands before the first section says in short what sections tell.
        self._in_short = any(isinstance(block, Section) for block in document.blocks)
        self._accent = document.property("accent")
        self._places = {id(heading): f"heading-{number}" for number, heading in enumerate(outline(document.blocks), 1)}
        self._made: dict[type, Callable[[Any], str]] = {
            Heading: self.heading,
            Paragraph: self._paragraph,
            List: self._list,
            DefinitionList: self._definitions,
            Table: self._table,
            Section: self._section,
            Aside: lambda block: f"{tag('aside', class_=block.role)}{self.of(block.blocks)}</aside>",
            Contents: self._contents,
            Figure: self._figure,
        }

    def of(self, blocks: Iterable[Block]) -> str:
        """The markup of some blocks."""
        return "\n".join(self._made[type(block)](block) for block in blocks)

    def folded(self, section: Section) -> str:
        """A section that is opened by its heading."""
        self._in_short = False
        heading, rest = parted(section)
        if heading is None:
            return self.of((section,))
        opened = f"<details><summary>{self._plain_heading(heading)}</summary>\n{self.of(rest)}\n</details>"
        return f"{tag('section', class_=section.role, id=section.name)}\n{opened}\n</section>"

    def heading(self, block: Heading) -> str:
        """A heading, with the place that a table of contents leads to."""
        return self._headed(block, block.role)

    def _plain_heading(self, block: Heading) -> str:
        """A heading with no look of its own: what it opens has no room for one."""
        return self._headed(block, "")

    def _headed(self, block: Heading, role: str) -> str:
        opened = tag(f"h{block.level}", class_=role, id=self._places.get(id(block), ""))
        return f"{opened}{self._inlines.of(block.children)}</h{block.level}>"

    def words(self, children: tuple[Inline, ...]) -> str:
        """The words of a cell or an explanation, with what a reader may do with them."""
        said = self._copies.around(children, self._inlines.of(children))
        lines = [pair for line in _lines(children) for pair in self._offered(line)] if self._offers else []
        if not any(links for _, links in lines):
            return said
        if len(lines) == 1:
            return f"<span>{said}</span> {lines[0][1]}"
        # Each line keeps the links of its own dates.
        return "".join(f"<div><span>{self._inlines.of(line)}</span> {links}</div>" for line, links in lines)

    def _offered(self, line: tuple[Inline, ...]) -> list[tuple[tuple[Inline, ...], str]]:
        """A line with the links of its dates; a list of posts as a line each, or its links would stand below it."""
        apart = self._events.apart(line) if self._lists_posts else []
        return [((node,), links) for node, links in apart] or [(line, self._events.beside(line))]

    def _paragraph(self, block: Paragraph) -> str:
        if block.role == "masthead" and (parts := masthead(block.children)):
            brand, rest = (self._inlines.of(part) for part in parts)
            return f'<p class="masthead"><strong>{brand}</strong> <span>{rest}</span></p>'
        return f"{tag('p', class_=block.role)}{self._inlines.of(block.children)}</p>"

    def _list(self, block: List) -> str:
        name = "ol" if block.ordered else "ul"
        items = "".join(f"<li>{self._item(item)}</li>" for item in block.items)
        return f"{tag(name, class_=block.role)}{items}</{name}>"

    def _item(self, item: tuple[Block, ...]) -> str:
        match item:
            case (Paragraph("", children),):
                return self._inlines.of(children)
        return self.of(item)

    def _definitions(self, block: DefinitionList) -> str:
        self._offers, self._lists_posts = not self._in_short, False
        self._events.begin()
        return f"{tag('dl', class_=block.role)}{''.join(map(self._definition, block.entries))}</dl>"

    def _definition(self, entry: Definition) -> str:
        details = "".join(f"<dd>{self.words(detail)}</dd>" for detail in entry.details)
        return f"<dt>{self._inlines.of(entry.term)}</dt>{details}"

    def _table(self, block: Table) -> str:
        self._offers = block.role != _IN_SHORT
        self._lists_posts = block.role == _POSTS
        self._events.begin(plain(block.caption.children) if block.caption else block.label)
        return self._tables.table(block)

    def _section(self, block: Section) -> str:
        self._in_short = False
        all_dates = self._events.together() if block.name == _DATES else ""
        return f"{tag('section', class_=block.role, id=block.name)}\n{self.of(block.blocks)}\n{all_dates}</section>"

    def _contents(self, block: Contents) -> str:
        title = self._inlines.of(block.title)
        links = "".join(
            f'<li class="level-{heading.level}">{tag("a", href=f"#{self._places[id(heading)]}")}'
            f"{self._inlines.of(heading.children)}</a></li>"
            for heading in outline(self._blocks)
        )
        return f"{tag('nav', class_='contents', aria_label=plain(block.title))}<p>{title}</p><ul>{links}</ul></nav>"

    def _figure(self, block: Figure) -> str:
        caption = f"<figcaption>{self._inlines.of(block.caption)}</figcaption>" if block.caption else ""
        return f"{tag('figure', class_=block.role)}{self._figures.picture(block, self._accent)}{caption}</figure>"


def _lines(children: tuple[Inline, ...]) -> list[tuple[Inline, ...]]:
    """Some inlines parted where a line ends."""
    ends = [index for index, child in enumerate(children) if isinstance(child, Break)]
    starts = [0, *(end + 1 for end in ends)]
    return [children[start:end] for start, end in zip(starts, [*ends, len(children)], strict=True)]


def parted(section: Section) -> tuple[Heading | None, tuple[Block, ...]]:
    """The heading of a section and all else of it; no heading where it does not begin with one."""
    match section.blocks:
        case (Heading() as heading, *rest):
            return heading, tuple(rest)
        case (Table(caption=Heading() as heading) as table, *rest):
            return heading, (replace(table, caption=None, label=plain(heading.children)), *rest)
    return None, section.blocks
