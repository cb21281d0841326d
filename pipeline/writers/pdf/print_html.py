"""Document → HTML for print: the tree with the classes of the print style sheet, and columns of the theme's widths."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Iterator
from html import escape

from pipeline.base import emoji
from pipeline.document.traversal import CONTENTS_LEVELS, masthead, outline, parts, style_key
from pipeline.document.tree import (
    Aside,
    Block,
    Break,
    Cell,
    Contents,
    DefinitionList,
    Document,
    Emphasis,
    Figure,
    ForeignWords,
    Heading,
    Inline,
    Link,
    List,
    PageNumber,
    Paragraph,
    Picture,
    Row,
    Section,
    Strong,
    Table,
    Text,
    Time,
    Token,
)
from pipeline.model.theme import NUMBER, PLAIN_TABLE, SHORT_TABLE, Theme
from pipeline.writers import pictures
from pipeline.writers.attached import is_attached
from pipeline.writers.fields import FIELD, LEAST_FIELD, is_to_be_filled
from pipeline.writers.inline_pictures import PictureStore
from pipeline.writers.pdf.print_css import ENTRY, FOOT, HEAD, class_of
from pipeline.writers.words import LETTER, WHOLE, longer_than


class PrintHtml:
    """One document as HTML, on a paper so many points wide between the margins."""

    def __init__(self, document: Document, theme: Theme, store: PictureStore, text_width: float) -> None:
        self._document = document
        self._theme = theme
        self._store = store
        self._width = text_width
        self._named: set[str] = set()
        self._headings = {id(heading): f"h{n}" for n, heading in enumerate(outline(document.blocks))}
        self._long: re.Pattern[str] | None = None

    def text(self) -> str:
        """The whole file."""
        document = self._document
        said = {name: document.property(name) for name in ("author", "subject", "identifier", "date")}
        meta = {"author": said["author"], "description": said["subject"], "keywords": said["identifier"]}
        meta |= {"dcterms.created": said["date"], "dcterms.modified": said["date"]}
        head = "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in meta.items())
        return (
            f'<html lang="{escape(document.language)}"><head><title>{escape(document.property("title"))}</title>{head}'
            f"</head><body>{''.join(self._margins())}{''.join(self._blocks(document.blocks))}</body></html>"
        )

    def _margins(self) -> Iterator[str]:
        head = "".join(f"<span>{self._inlines(line.children)}</span>" for line in self._document.header)
        foot = "".join(f"<span>{self._inlines(line.children)}</span>" for line in self._document.footer)
        yield f'<div class="{HEAD} p-control">{head}</div>'
        yield f'<div class="{FOOT} p-control"><div class="foot">{foot}</div></div>'

    def _blocks(self, blocks: tuple[Block, ...], target: str = "") -> Iterator[str]:
        for block, following in zip(blocks, (*blocks[1:], None), strict=False):
            noted = is_attached(following)
            yield from self._block(block, self._name(target), noted=noted)
            target = ""

    def _name(self, target: str) -> str:
        """The attribute by which links find a block, once for each name."""
        if not target or target in self._named:
            return ""
        self._named.add(target)
        return f' id="{escape(target)}"'

    def _block(self, block: Block, name: str, *, noted: bool) -> Iterator[str]:
        match block:
            case Heading():
                yield self._heading(block, name)
            case Paragraph("masthead", children) if parts := masthead(children):
                brand, rest = (self._inlines(part) for part in parts)
                yield (
                    f'<p class="p-masthead"{name}><span class="masthead"><span class="mark-brand">{brand}</span>'
                    f"<span>{rest}</span></span></p>"
                )
            case Paragraph(role, children):
                yield f'<p class="{class_of(style_key("p", role))}"{name}>{self._inlines(children)}</p>'
            case List(ordered, _, items):
                tag, key = ("ol", "li.ordered") if ordered else ("ul", "li")
                inner = "".join(f'<li class="{class_of(key)}">{self._item(item)}</li>' for item in items)
                yield f"<{tag}{name}>{inner}</{tag}>"
            case DefinitionList():
                yield self._definitions(block, name)
            case Table():
                yield from self._table(block, name, noted=noted)
            case Section(_, inside, inner):
                yield from self._blocks(inner, inside)
            case Aside(_, inner):
                yield f"<div{name}>" if name else ""
                yield from self._blocks(inner)
                yield "</div>" if name else ""
            case Contents(title):
                yield from self._contents(title, name)
            case Figure():
                yield from self._figure(block, name)

    def _heading(self, block: Heading, name: str) -> str:
        key, own = class_of(style_key(f"h{block.level}", block.role)), self._headings.get(id(block), "")
        words = self._inlines(block.children)
        # A heading has one name of its own for the table of contents; links of the text may use another.
        anchor = f"<span{name}>{words}</span>" if name else words
        return f'<h{block.level} class="{key}" id="{own}">{anchor}</h{block.level}>'

    def _item(self, item: tuple[Block, ...]) -> str:
        match item:
            case (Paragraph("", children),):
                return self._inlines(children)
        return "".join(self._blocks(item))

    def _definitions(self, block: DefinitionList, name: str) -> str:
        entries = []
        for entry in block.entries:
            details = "".join(f'<p class="dd">{self._inlines(detail)}</p>' for detail in entry.details)
            entries.append(
                f'<div class="entry"><p class="dt">{self._inlines(entry.term)}</p>'
                f'<div class="details">{details}</div></div>'
            )
        return f'<div class="entries"{name}>{"".join(entries)}</div>'

    def _contents(self, title: tuple[Inline, ...], name: str) -> Iterator[str]:
        yield f'<p class="contents"{name}>{self._inlines(title)}</p><nav>'
        for heading in outline(self._document.blocks):
            if heading.level in CONTENTS_LEVELS:
                words = f"<span>{self._inlines(heading.children)}</span>"
                link = f'<a href="#{self._headings[id(heading)]}">{words}</a>'
                yield f'<div class="{ENTRY}"><p class="contents-{heading.level}">{link}</p></div>'
        yield "</nav>"

    def _figure(self, block: Figure, name: str) -> Iterator[str]:
        drawn = pictures.svg(block.picture, self._theme, self._document.property("accent"))
        yield f'<div class="figure-{block.role}"{name}>{_image(drawn, "svg+xml", block.alt)}</div>'
        if block.caption:
            yield f'<p class="figcaption">{self._inlines(block.caption)}</p>'

    # --- tables ---------------------------------------------------------------

    def _table(self, block: Table, name: str, *, noted: bool) -> Iterator[str]:
        own = name if block.caption is None else ""
        match block.caption:
            case Heading():
                yield self._heading(block.caption, name)
            case Paragraph(role, children):
                yield f'<p class="{class_of(style_key("caption", role))}"{name}>{self._inlines(children)}</p>'
        role, short = block.role or PLAIN_TABLE, len(block.head) + len(block.rows) <= SHORT_TABLE
        look = self._theme.tables[role]
        lined = not look.lined(len(block.rows)).short
        classes = [f"table-{role}", "lined" if lined else "plain"]
        classes += ["short", *(["noted"] if noted else [])] if short else []
        numbers = {index for index, cell in enumerate(block.rows[0].cells) if cell.role == NUMBER}
        widths = look.widths(block.columns, self._width)
        head = f"<thead>{self._row(block.head[0], widths, numbers, first=True)}</thead>" if block.head else ""
        rows = "".join(
            self._row(row, widths, numbers, first=not block.head and not number)
            for number, row in enumerate(block.rows)
        )
        span = f"width: {sum(widths):g}pt" if look.panel else ""
        columns = "".join(f'<col style="width: {width:g}pt">' for width in widths)
        yield f'<table class="{" ".join(classes)}" style="{span}"{own}><colgroup>{columns}</colgroup>'
        yield f"{head}<tbody>{rows}</tbody></table>"

    def _row(self, row: Row, widths: list[float], numbers: set[int], *, first: bool) -> str:
        pairs = zip(row.cells, widths, strict=True)
        cells = "".join(self._cell(cell, index, numbers, width) for index, (cell, width) in enumerate(pairs))
        return f'<tr class="{"first" if first else "next"}">{cells}</tr>'

    def _cell(self, cell: Cell, index: int, numbers: set[int], width: float) -> str:
        tag = "th" if cell.scope else "td"
        classes = [class_of(self._theme.cell_key(cell.scope, cell.role))]
        classes += ["number"] if index in numbers else []
        classes += ["after-number"] if index - 1 in numbers and index not in numbers else []
        scope = f' scope="{cell.scope}"' if cell.scope else ""
        if is_to_be_filled(cell):
            height = self._theme.styles[self._theme.cell_key(cell.scope, cell.role)].line or LEAST_FIELD
            area = f'<a class="field" href="{FIELD}" style="height: {height:g}pt"></a>'
            return f'<{tag}{scope} class="{" ".join(classes)}">{area}</{tag}>'
        # Only a word that a column may have no room for is divided.
        self._long = longer_than(int(width / LETTER))
        key = self._theme.cell_key(cell.scope, cell.role)
        lines = parts(key, cell.children, self._theme.then_key(key))
        # Nobody sees the space: it keeps two cells apart for whoever reads a line as text. Behind the last words it
        # makes no line of its own.
        said = [self._inlines(words) for _, words in lines]
        said[-1] += '<span class="gap"> </span>'
        first, *rest = said
        if level := self._theme.styles[key].outline:
            first = f'<h{level} class="{class_of(key)}">{first}</h{level}>'
        # What hangs does so in its own line: a cell's space at its left is that of its table.
        if self._theme.styles[key].hanging:
            first = f'<span class="below {class_of(key)}">{first}</span>'
        below = zip(lines[1:], rest, strict=True)
        first += "".join(f'<span class="below {class_of(own)}">{words}</span>' for (own, _), words in below)
        self._long = None
        return f'<{tag}{scope} class="{" ".join(classes)}">{first}</{tag}>'

    # --- inside a line --------------------------------------------------------

    def _inlines(self, children: Iterable[Inline]) -> str:
        return "".join(_INLINE[type(child)](self, child) for child in children)

    def words(self, text: str) -> str:
        """Words; a range stays on one line, and only a word that a column may have no room for is divided."""
        return "".join(
            f'<span class="mark-emoji">{escape(part)}</span>' if is_emoji else self._letters(part)
            for part, is_emoji in (emoji.parts(text) if self._theme.emoji else [(text, False)])
        )

    def _letters(self, text: str) -> str:
        parts = WHOLE.split(text)
        return "".join(
            f'<span class="whole">{escape(part)}</span>' if index % 2 else self._plain(part)
            for index, part in enumerate(parts)
        )

    def _plain(self, text: str) -> str:
        parts = self._long.split(text) if self._long else [text]
        return "".join(
            f'<span class="long">{escape(part)}</span>' if index % 2 else escape(part)
            for index, part in enumerate(parts)
        )

    def link(self, node: Link) -> str:
        """A link; what it says is its title too."""
        return f'<a href="{escape(node.href)}" class="mark-a">{self._inlines(node.children)}</a>'

    def picture(self, node: Picture) -> str:
        """A picture in a line, as high as it is meant to be."""
        raster = self._store.raster(node, self._document.property("accent"))
        kind = "jpeg" if node.width else "png"
        size = f"width: {raster.width:g}pt; height: {raster.height:g}pt"
        lowered = "" if node.width else "; vertical-align: -2pt"
        return _image(raster.content, kind, node.alt, f' class="inline" style="{size}{lowered}"')


def _image(content: bytes, kind: str, alt: str, more: str = "") -> str:
    data = base64.b64encode(content).decode()
    return f'<img alt="{escape(alt)}"{more} src="data:image/{kind};base64,{data}">'


_INLINE: dict[type, Callable[..., str]] = {
    Text: lambda own, node: own.words(node.text),
    Token: lambda own, node: f'<code class="mark-code">{escape(node.text)}</code>',
    Strong: lambda own, node: f"<strong>{own._inlines(node.children)}</strong>",
    Emphasis: lambda own, node: f"<em>{own._inlines(node.children)}</em>",
    Link: PrintHtml.link,
    Time: lambda own, node: own._inlines(node.children),
    ForeignWords: lambda own, node: f'<span lang="{escape(node.language)}">{own._inlines(node.children)}</span>',
    PageNumber: lambda own, node: f'<span class="{"pages" if node.total else "page"}"></span>',
    Picture: PrintHtml.picture,
    Break: lambda own, node: "<br>",
}
