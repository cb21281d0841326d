"""Tables of the semantic tree → Word's tables in the theme's table styles."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.document.tree import Cell, Row, Table, photographs_in, plain
from pipeline.model.theme import NUMBER, PLAIN_TABLE, SHORT_TABLE
from pipeline.writers.docx.ooxml import Element, hexadecimal, twips, w
from pipeline.writers.docx.styles import style_id
from pipeline.writers.docx.text import Story

# Points from figures that stand under each other to words beside them.
_AFTER_NUMBER = 18


def table(story: Story, source: Table, *, noted: bool = False) -> Element:
    """One table without its caption's paragraph, whose words it carries for those who don't see it.

    `noted` is one with its note below, which stays on the page of a short one.
    """
    style = story.layout.theme.tables[source.role or PLAIN_TABLE]
    widths = story.layout.columns(style, source.columns)
    root = w("tbl", _properties(source, style_id(style.word), sum(widths)))
    root.append(w("tblGrid", *(w("gridCol", w=width) for width in widths)))
    count = len(source.head) + len(source.rows)
    for index, row in enumerate(source.head + source.rows, 1):
        place = _Place(head=index <= len(source.head), keep=count <= SHORT_TABLE and (noted or index < count))
        root.append(_row(story, row, widths, place))
    return root


@dataclass(frozen=True)
class _Place:
    """Where a row stands: among the column heads, and whether the next one must follow on its page."""

    head: bool
    keep: bool


def _properties(source: Table, style: str, width: int) -> Element:
    first = source.rows[0].cells[0] if source.rows else None
    flags = {
        "firstRow": (bool(source.head), 0x0020),
        "lastRow": (False, 0x0040),
        "firstColumn": (first is not None and first.scope == "row", 0x0080),
        "lastColumn": (True, 0x0100),
        "noHBand": (True, 0x0200),
        "noVBand": (True, 0x0400),
    }
    said = {name: int(on) for name, (on, _) in flags.items()}
    mask = sum(bit for on, bit in flags.values() if on)
    properties = [
        w("tblStyle", val=style),
        w("tblW", w=width, type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val=f"{mask:04X}", **said),
    ]
    caption = plain(source.caption.children) if source.caption else source.label
    if caption:
        properties.append(w("tblCaption", val=caption))
    return w("tblPr", *properties)


def _row(story: Story, row: Row, widths: list[int], place: _Place) -> Element:
    said = [w("cantSplit")] + ([w("tblHeader")] if place.head else [])
    root = w("tr", w("trPr", *said))
    number = False
    for cell, width in zip(row.cells, widths, strict=True):
        before, number = number, cell.role == NUMBER
        root.append(_cell(story, cell, w("tcPr", w("tcW", w=width, type="dxa"), *_margins(before, number)), place))
    return root


def _margins(before: bool, number: bool) -> list[Element]:
    """Figures end at the edge of their column, and words that follow them keep away from it."""
    if number:
        return [w("tcMar", w("right", w=0, type="dxa"))]
    return [w("tcMar", w("left", w=twips(_AFTER_NUMBER), type="dxa"))] if before else []


def _cell(story: Story, cell: Cell, properties: Element, place: _Place) -> Element:
    key = story.layout.theme.cell_key(cell.scope, cell.role)
    keep = (w("keepNext"),) if place.keep and not story.layout.styles[key].keep_next else ()
    style = story.layout.styles[key]
    if style.ground:
        # The schema has the ground behind the width and before the margins.
        properties.insert(1, w("shd", val="clear", color="auto", fill=hexadecimal(story.layout.colours[style.ground])))
    if style.align == "center":
        properties.extend(_margins(before=False, number=True))
    # A line of an exact height would cut a photograph off.
    grows = (w("spacing", line=240, lineRule="auto"),) if photographs_in(cell) else ()
    return w("tc", properties, story.paragraph(key, cell.children, *keep, *grows))
