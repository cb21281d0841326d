"""The semantic tree → DOCX: named styles, real lists, fields and table heads, and no formatting besides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path

from pipeline.document.traversal import CONTENTS_LEVELS, outline, style_key
from pipeline.document.tree import (
    Aside,
    Block,
    Contents,
    Definition,
    DefinitionList,
    Document,
    Figure,
    Heading,
    List,
    Paragraph,
    Section,
    Strong,
    Table,
    plain,
)
from pipeline.model.paper import Spacing
from pipeline.model.theme import AXIS, EMOJI, Theme
from pipeline.writers import WriterResult, pictures
from pipeline.writers.attached import is_attached
from pipeline.writers.docx.contents import contents, target
from pipeline.writers.docx.fonts import beyond, font_table
from pipeline.writers.docx.layout import WordLayout
from pipeline.writers.docx.numbering import DEEPEST, LIST_STYLES, Numbering
from pipeline.writers.docx.ooxml import Element, body_of, bookmark, line_break, picture, qualified, tab, w
from pipeline.writers.docx.package import Part, finished, pack, settings
from pipeline.writers.docx.page import page_parts, section
from pipeline.writers.docx.styles import CONTINUED, SPACER, Marks, style_id, styles
from pipeline.writers.docx.tables import ground_between, joined, table
from pipeline.writers.docx.text import Media, Story, paragraph
from pipeline.writers.docx.theme import theme_part
from pipeline.writers.fit import Fitter
from pipeline.writers.flow import Flow
from pipeline.writers.inline_pictures import PictureStore
from pipeline.writers.measure import Measure
from pipeline.writers.pictures import Raster

Pages = Callable[[Document], Sequence[int]]
"""The page of each heading that a table of contents lists."""

_LEAST_GAP = 3.0
"""Points between a term and its explanation."""


class DocxWriter:
    """Writes DOCX files; what does not hang on a document's words is made once and kept.

    `pages` fills a table of contents: what Word lays out, nobody knows before it does, and the
    document of record has its breaks at the same places.
    """

    def __init__(self, theme: Theme, folder: Path | None = None, pages: Pages = lambda document: ()) -> None:
        self._theme = theme
        self._pages = pages
        self._picture_store = PictureStore(folder, theme)
        self._measure = Measure(theme)
        self._fitter, self._flow = Fitter(theme, self._measure), Flow(theme, self._measure)
        self._folder = folder
        self._layout = lru_cache(maxsize=32)(self._made_layout)
        self._fixed = lru_cache(maxsize=32)(self._made_parts)
        self._fonts = lru_cache(maxsize=32)(lambda beyond: finished(font_table(theme, beyond)))

    def write(self, document: Document) -> WriterResult:
        """The document as a DOCX file, the same bytes for the same document and theme."""
        document = self._fitter.fitted(document)
        paper, accent = document.property("paper"), document.property("accent")
        spacing = self._flow.spacing(document, paper)
        layout = self._layout(paper, accent, spacing)
        combinations: set[Marks] = set()
        part = Part("document.xml", "officeDocument")
        listed = any(isinstance(block, Contents) for block in document.blocks)
        media = Media(self._picture_store, part, accent)
        story = Story(layout, part, combinations, document.language, media)
        drawn = partial(pictures.png, theme=self._theme, accent=accent, folder=self._folder, heavier=pictures.HEAVIER)
        room = layout.page.text_width * AXIS / 100 - _LEAST_GAP
        beside = partial(self._measure.fits, key="dt", room=room, bold=True)
        body = _Body(story, drawn, beside, document if listed else None, self._pages(document) if listed else ())
        blocks = body.blocks(document.blocks)
        pages = page_parts(document, layout, combinations)
        part.root = body_of(*blocks, section(layout, part, pages))
        own = frozenset(marks for marks in combinations if len(marks) > 1 or EMOJI in marks)
        look = paper, accent, spacing
        fixed = *self._fixed(look, document.language, own), self._fonts(beyond(document, self._theme))
        numbering = Part("numbering.xml", "numbering", body.numbering.xml())
        return WriterResult(pack(part, [*pages, numbering, *fixed, *media.parts, *body.media], document))

    def _made_layout(self, paper: str, accent: str, spacing: Spacing) -> WordLayout:
        theme = self._theme.spaced(spacing)
        return WordLayout(theme, theme.sheet(paper), self._theme.palette(accent))

    def _made_parts(
        self, look: tuple[str, str, Spacing], language: str, combinations: frozenset[Marks]
    ) -> tuple[Part, ...]:
        layout = self._layout(*look)
        named = Part("styles.xml", "styles", styles(layout, language, combinations))
        colours = Part("theme/theme1.xml", "theme", theme_part(layout))
        return finished(named), finished(colours), finished(settings(language))


def write(document: Document, theme: Theme) -> bytes:
    """One document as a DOCX file; `DocxWriter` is quicker where there are more."""
    return DocxWriter(theme).write(document).content


_TABLE, _PARAGRAPH = qualified("w:tbl"), qualified("w:p")


class _Body:
    """The blocks of one document, in Word's order: no block holds another but a table its cells."""

    def __init__(
        self,
        story: Story,
        drawn: Callable[[str], Raster],
        beside: Callable[[str], bool],
        listed: Document | None,
        pages: Sequence[int],
    ) -> None:
        """`beside` tells whether a term has room beside its explanation.

        `listed` is the document where its headings stand in a table of contents, with their pages.
        """
        self._drawn = drawn
        self._beside = beside
        self.media: list[Part] = []
        self._story = story
        self._listed = tuple(outline(listed.blocks)) if listed else ()
        self._pages = pages
        self._passed = 0
        self._styles = story.layout.styles
        self._bookmarks: list[str] = []
        self.numbering = Numbering({key: style_id(self._styles[key].word) for key in LIST_STYLES})

    def blocks(self, blocks: tuple[Block, ...]) -> list[Element]:
        """Every paragraph and table. No two tables touch and none comes last: Word would join or extend them."""
        written: list[Element] = []
        for element in [*self._flow(blocks), None]:
            after_table = bool(written) and written[-1].tag == _TABLE
            if after_table and element is not None and element.tag == _TABLE and joined(written[-1], element):
                continue
            if after_table and (element is None or element.tag == _TABLE):
                ground = () if element is None else ground_between(written[-1], element)
                written.append(paragraph(SPACER, properties=ground))
            if element is not None:
                written.append(element)
        return written

    def _flow(self, blocks: tuple[Block, ...]) -> Iterator[Element]:  # noqa: C901 - one case for each block
        for block, following in zip(blocks, (*blocks[1:], None), strict=False):
            match block:
                case Section(_, name, inner):
                    yield from self._section(name, inner)
                case Aside(_, inner):
                    yield from self._flow(inner)
                case Heading():
                    yield self._heading(block)
                case Contents():
                    yield contents(self._story, block, self._listed, self._pages)
                case Paragraph("masthead", children):
                    yield self._story.masthead("p.masthead", children)
                case Paragraph(role, children):
                    yield self._story.paragraph(style_key("p", role), children)
                case List():
                    yield from self._list(block, 0)
                case DefinitionList(_, entries):
                    for entry in entries:
                        yield from self._definition(entry)
                case Table():
                    yield from self._table(block, noted=is_attached(following))
                case Figure():
                    yield from self._figure(block)

    def _heading(self, block: Heading) -> Element:
        """The heading, with a bookmark round its words where a table of contents lists it."""
        key = style_key(f"h{block.level}", block.role)
        element = self._story.paragraph(key, block.children)
        if self._listed and block.level in CONTENTS_LEVELS:
            self._passed += 1
            self._mark(element, target(self._passed))
        return element

    def _mark(self, element: Element, name: str) -> None:
        self._bookmarks.append(name)
        bookmark(element, name, len(self._bookmarks))

    def _section(self, name: str, blocks: tuple[Block, ...]) -> Iterator[Element]:
        """The blocks, with a bookmark round the first words where the section has a name to link to."""
        for index, element in enumerate(self._flow(blocks)):
            if name and not index and name not in self._bookmarks:
                self._mark(next(element.iter(_PARAGRAPH)), name)
            yield element

    def _table(self, block: Table, *, noted: bool) -> Iterator[Element]:
        match block.caption:
            case Heading():
                yield from self._flow((block.caption,))
            case Paragraph(role, children):
                yield self._story.paragraph(style_key("caption", role), children)
        yield table(self._story, block, noted=noted)

    def _figure(self, block: Figure) -> Iterator[Element]:
        """The picture in a paragraph of its own, then its caption."""
        raster, number = self._drawn(block.picture), len(self.media) + 1
        self.media.append(Part(f"media/image{number}.png", "image", content=raster.content, media="image/png"))
        relation = self._story.part.relate("image", self.media[-1].file)
        style = self._story.layout.theme.figures[block.role].word
        yield paragraph(style, picture(relation, number, block.alt, raster.width, raster.height))
        if block.caption:
            yield self._story.paragraph("figcaption", block.caption)

    def _definition(self, entry: Definition) -> Iterator[Element]:
        """The term and its first explanation on one line, the others below that one.

        A term that reaches beyond the axis has that line alone.
        """
        runs = self._story.runs("dt", (Strong(entry.term),))
        for detail in entry.details[:1]:
            runs += [tab() if self._beside(plain(entry.term)) else line_break(), *self._story.runs("dt", detail)]
        yield paragraph(self._styles["dt"].word, *runs)
        for detail in entry.details[1:]:
            yield self._story.paragraph("dd", detail)

    def _list(self, block: List, level: int) -> Iterator[Element]:
        key = "li.ordered" if block.ordered else "li"
        number = self.numbering.start(ordered=block.ordered, level=level)
        # The bullets of the first level come with the style.
        said = () if number in LIST_STYLES.values() and not level else (level, number)
        for item in block.items:
            yield from self._item(item, key, said, level)

    def _item(self, item: tuple[Block, ...], key: str, said: tuple[int, ...], level: int) -> Iterator[Element]:
        first = True
        for block in item:
            match block:
                case Paragraph(_, children) if first:
                    numbered = (w("numPr", w("ilvl", val=said[0]), w("numId", val=said[1])),) if said else ()
                    yield self._story.paragraph(key, children, *numbered)
                case Paragraph("", children):
                    yield paragraph(CONTINUED, *self._story.runs("p", children))
                case List():
                    yield from self._list(block, min(level + 1, DEEPEST))
                case _:
                    yield from self._flow((block,))
            first = False
