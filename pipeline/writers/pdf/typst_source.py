"""Document → Typst: the calls of the style sheet's functions, with every text as an inert string."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from zlib import crc32

from pipeline.base import emoji
from pipeline.document.traversal import CONTENTS_LEVELS, joined, masthead, parts, style_key
from pipeline.document.tree import (
    Aside,
    Block,
    Break,
    Cell,
    Contents,
    Definition,
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
    plain,
)
from pipeline.model.theme import NUMBER, PLAIN_TABLE, SHORT_TABLE, Theme
from pipeline.writers import pictures
from pipeline.writers.attached import is_attached
from pipeline.writers.fields import FIELD, LEAST_FIELD, is_to_be_filled
from pipeline.writers.inline_pictures import PictureStore, lowered
from pipeline.writers.pdf.stylesheet import flag, language, string
from pipeline.writers.words import LETTER, WHOLE, longer_than

_PARTS_OF_ADDRESS = re.compile(r"[^@.-]*[@.-]|[^@.-]+")
_LONG_ADDRESS = 40
"""The letters from which an email address may be divided, where it stands in no cell."""
_SPACE = Text(" ")
MAIN, STYLE = "main.typ", "style.typ"
"""The names of the file that Typst begins with, and of the style sheet that all others import."""
_IMPORT = f'#import "{STYLE}": *\n'

_NAMES = 16_384
"""How many names blocks have: Typst never forgets a name, and knows no more than four times as many."""


class TypstSource:
    """One document as Typst files, in calls of the style sheet's functions.

    Each block is a file of its own, because Typst keeps what it has made of a file for the next documents that hold it,
    too, and most documents share most of their blocks. Where pictures are not `drawn`, there is as much room for them.
    """

    def __init__(
        self, document: Document, theme: Theme, picture_store: PictureStore | None = None, *, drawn: bool = True
    ) -> None:
        self._picture_store = picture_store
        self.drawn = drawn
        self.document = document
        self._theme = theme
        # The blocks are the same on each paper.
        self._width = min(paper.text_width for paper in theme.papers.values())
        self._long: re.Pattern[str] | None = None
        self._room = _LONG_ADDRESS
        self._named: set[str] = set()
        self.lines = [*self._attached(), *self._blocks(document.blocks)]
        """What the file carries inside, then every block, each as markup."""
        self._blocks_by_name: dict[str, str] = {}
        self._names = [self._kept(f"{_IMPORT}{line}") for line in self.lines]

    def files(self, style: str, *, margins: bool = True) -> dict[str, str]:
        """The files by name, with a style sheet; MAIN is the one to begin with.

        Without `margins` nothing stands in those of the pages, which has no part in where they end.
        """
        included = [f'#include "{name}"' for name in self._names]
        # Below the blocks: what is the document's own would else be a part of the style of each.
        main = "\n".join((self.frame(margins=margins), *included, self.properties()))
        return {MAIN: f"{_IMPORT}{main}", STYLE: style, **self._blocks_by_name}

    def properties(self) -> str:
        """What a reader's program shows about the file, as a line of markup."""
        document = self.document
        year, month, day = document.property("date").split("-")
        return (
            f"#set document(title: {string(document.property('title'))}, "
            f"author: {string(document.property('author'))}, "
            f"description: {string(document.property('subject'))}, "
            f"keywords: ({string(document.property('identifier'))},), "
            f"date: datetime(year: {int(year)}, month: {int(month)}, day: {int(day)}))"
        )

    def frame(self, *, margins: bool) -> str:
        """The language, the page and what stands in its margins, as lines of markup."""
        document = self.document
        watermark = document.property("watermark") if margins else ""
        shown = f"{string(watermark) if watermark else 'none'}, {'true' if margins else 'false'}"
        lines = [f"#set text({language(document.language)})", f"#show: page-frame.with({shown})"]
        if margins:
            head = _content(*(self._inlines(line.children) for line in document.header))
            foot = [self._inlines(line.children) for line in document.footer]
            said = f"(head: {head}, foot: {_content(*foot[:1])}, folio: {_content(*foot[1:])})"
            lines.append(f"#metadata({said}) <margins>")
        return "\n".join(lines)

    def _kept(self, text: str) -> str:
        """The name of a block's file: the same in every document, unless another of this one has it already."""
        number = crc32(text.encode())
        while self._blocks_by_name.setdefault(name := f"{number % _NAMES}.typ", text) != text:
            number += 1
        return name

    def _attached(self) -> Iterator[str]:
        """The sources that the file carries inside."""
        for name, text in self.document.attachments:
            yield (
                f"#pdf.attach({string(f'/{name}')}, bytes({string(text)}), "
                f'relationship: "source", mime-type: "application/yaml", description: {string(name)})'
            )

    def _blocks(self, blocks: tuple[Block, ...], target: str = "") -> Iterator[str]:
        """Each block as a line of markup; `target` is the name by which links find the first of them."""
        for block, following in zip(blocks, (*blocks[1:], None), strict=False):
            label = self._label(target)
            target = ""
            match block:
                case Heading():
                    yield f"#{self._heading(block)}{label}"
                    continue
                case Table(_, _, Heading() as caption):
                    yield f"#{self._heading(caption)}{label}"
                    label = ""
            if label:
                yield f"#anchor{label}"
            yield from self._block(block, noted=is_attached(following))

    def _block(self, block: Block, *, noted: bool) -> Iterator[str]:
        """A block as lines of markup; a heading in a table's caption has its own. `noted` is one with a note."""
        match block:
            case Paragraph("masthead", children) if parts := masthead(children):
                brand, rest = (_content(self._inlines(part)) for part in parts)
                yield f'#masthead("p.masthead", brand({brand}), {rest})'
            case Paragraph(role, children):
                yield f"#paragraph({string(style_key('p', role))}, {_content(self._inlines(children))})"
            case List(ordered, _, items):
                entries = ", ".join(_content(*self._blocks(item)) for item in items)
                yield f"#items({flag(ordered)}, {entries})"
            case DefinitionList(_, entries):
                yield f"#definitions({', '.join(map(self._definition, entries))})"
            case Table():
                yield self._table(block, noted=noted)
            case Section(_, name, inner):
                yield from self._blocks(inner, name)
            case Aside(_, inner):
                yield from self._blocks(inner)
            case Contents(title):
                levels = ", ".join(map(str, CONTENTS_LEVELS))
                yield f"#contents({_content(self._inlines(title))}, {levels})"
            case Figure():
                yield from self._figure(block)

    def _figure(self, block: Figure) -> Iterator[str]:
        """The picture over the width of the text, and below it the caption in a paragraph of its own."""
        size = None if self.drawn else pictures.size(block.picture)
        if size:
            shown = f"layout(room => box(width: 100%, height: room.width * {size[1] / size[0]:.6f}))"
        else:
            drawn = pictures.svg(block.picture, self._theme, self.document.property("accent"))
            shown = f'image(bytes({string(drawn.decode())}), format: "svg", width: 100%, alt: {string(block.alt)})'
        look = self._theme.figures[block.role]
        yield f"#block(above: {look.before:g}pt, below: {look.after:g}pt, width: 100%, {shown})"
        if block.caption:
            yield f"#paragraph({string('figcaption')}, {_content(self._inlines(block.caption))})"

    def _label(self, name: str) -> str:
        if not name or name in self._named:
            return ""
        self._named.add(name)
        return f" <{name}>"

    def _heading(self, block: Heading) -> str:
        key = style_key(f"h{block.level}", block.role)
        return f"title({string(key)}, {block.level}, {_content(self._inlines(block.children))})"

    def _definition(self, entry: Definition) -> str:
        details = ", ".join(_content(self._inlines(detail)) for detail in entry.details)
        return f"({_content(self._inlines(entry.term))}, {details})"

    def _table(self, block: Table, *, noted: bool) -> str:
        caption = ""
        if isinstance(block.caption, Paragraph):
            key = style_key("caption", block.caption.role)
            caption = f"#paragraph({string(key)}, {_content(self._inlines(block.caption.children))})\n"
        numbers = [index for index, cell in enumerate(block.rows[0].cells) if cell.role == NUMBER]
        role = block.role or PLAIN_TABLE
        look = self._theme.tables[role]
        widths = [share / 100 * self._width - look.narrower(block.columns) for share in look.shares(block.columns)]
        short = len(block.head) + len(block.rows) <= SHORT_TABLE
        whole = f"{flag(short)}, {flag(short and noted)}"
        head = self._row(block.head[0], widths) if block.head else "()"
        rows = ", ".join(self._row(row, widths) for row in block.rows)
        return (
            f"{caption}#grid-of({string(role)}, {flag(not look.lined(len(block.rows)).short)}, {block.columns}, "
            f"({''.join(f'{index}, ' for index in numbers)}), {whole}, {head}, {rows})"
        )

    def _row(self, row: Row, widths: list[float]) -> str:
        pairs = zip(row.cells, widths, strict=True)
        return f"({''.join(f'{self._cell(cell, width)}, ' for cell, width in pairs)})"

    def _cell(self, cell: Cell, width: float) -> str:
        key = self._theme.cell_key(cell.scope, cell.role)
        # Only a word that a column may have no room for is divided.
        self._room = int((width - self._theme.styles[key].taken) / LETTER)
        self._long = longer_than(self._room)
        # The space is not seen, and keeps two cells apart for whoever reads a line as text.
        (_, first), *rest = parts(key, cell.children, self._theme.then_key(key))
        # A heading has none among a reader's bookmarks; what stands below it has.
        after = () if rest and self._theme.styles[key].outline else (_SPACE,)
        said = (_SPACE, *first) if cell.role == NUMBER else (*first, *after)
        words = self._inlines(joined(said))
        below = "".join(f", ({string(own)}, {_content(self._inlines(joined((*run, _SPACE))))})" for own, run in rest)
        self._long, self._room = None, _LONG_ADDRESS
        if is_to_be_filled(cell):
            height = self._theme.styles[key].line or LEAST_FIELD
            words += f"#place(top + left, link({string(FIELD)}, box(width: 100%, height: {height:g}pt)))"
        return f"cell({string(key)}, {_content(words)}{below})"

    # --- inside a line --------------------------------------------------------

    def _inlines(self, children: Iterable[Inline]) -> str:
        return "".join(map(self._inline, children))

    def _inline(self, child: Inline) -> str:
        match child:
            case Text(text):
                return self._words(text)
            case Token(text):
                return f"#code({self._code(text)})"
            case Strong(inner):
                return f"#strong[{self._inlines(inner)}]"
            case Emphasis(inner):
                return f"#emph[{self._inlines(inner)}]"
            case Link(href, inner):
                target = f"label({string(href[1:])})" if href.startswith("#") else string(href)
                is_address = href == f"mailto:{plain(inner)}"
                return f"#link({target})[{self._address(plain(inner)) if is_address else self._inlines(inner)}]"
            case Time(_, inner):
                return self._inlines(inner)
            case ForeignWords(other, inner):
                return f"#text({language(other)})[{self._inlines(inner)}]"
            case PageNumber(total):
                return "#page-total" if total else "#page-number"
            case Picture():
                if store := self._picture_store:
                    drawn = store.drawn(child, self.document.property("accent"), self.drawn)
                return f"#box(baseline: {lowered(child):g}pt, {drawn})" if store else ""
            case Break():
                return "#linebreak()"

    def _words(self, text: str) -> str:
        if self._theme.emoji is None:
            return self._letters(text)
        return "".join(
            f"#emoji({string(part)});" if is_emoji else self._letters(part) for part, is_emoji in emoji.parts(text)
        )

    def _address(self, text: str) -> str:
        """An email address; a line may end behind each of its signs where there may be no room for all of it."""
        if len(text) <= self._room:
            return self._plain(text)
        return "".join(f"#whole({string(part)});" for part in _PARTS_OF_ADDRESS.findall(text))

    def _code(self, text: str) -> str:
        pieces = list(emoji.parts(text))
        return string(text) if len(pieces) == 1 and not pieces[0][1] else _content(self._words(text))

    def _letters(self, text: str) -> str:
        parts = WHOLE.split(text)
        return "".join(
            f"#whole({string(part)});" if index % 2 else self._plain(part) for index, part in enumerate(parts)
        )

    def _plain(self, text: str) -> str:
        """Words between which a line may end, and inside of which it may where they are long and stand in a cell."""
        parts = self._long.split(text) if self._long else [text]
        return "".join(
            f"#long({string(part)});" if index % 2 else f"#{string(part)};" for index, part in enumerate(parts) if part
        )


def _content(*parts: str) -> str:
    return f"[{''.join(parts)}]"
