"""Tables of the semantic tree → Word's tables in the theme's table styles."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.document.traversal import cell_label, parts
from pipeline.document.tree import Cell, Row, Table, photographs_in, plain
from pipeline.model.theme import NUMBER, PLAIN_TABLE, SHORT_TABLE, Frame
from pipeline.writers.docx.ooxml import Element, border, date_control, hexadecimal, text_control, twips, w
from pipeline.writers.docx.shapes import Shape, outlines
from pipeline.writers.docx.styles import style_id
from pipeline.writers.docx.text import Story, paragraph
from pipeline.writers.fields import DAYS, is_to_be_filled

# Points from figures that stand under each other to words beside them.
_AFTER_NUMBER = 18

_SIDES = ("top", "left", "bottom", "right")


def table(story: Story, source: Table, *, noted: bool = False) -> Element:
    """One table without its caption's paragraph, whose words it carries for those who don't see it.

    `noted` is one with its note below, which stays on the page of a short one.
    """
    style = story.layout.theme.tables[source.role or PLAIN_TABLE].lined(len(source.rows))
    widths = story.layout.columns(style, source.columns)
    root = w("tbl", _properties(source, style_id(style.word), sum(widths)))
    root.append(w("tblGrid", *(w("gridCol", w=width) for width in widths)))
    count = len(source.head) + len(source.rows)
    for index, row in enumerate(source.head + source.rows, 1):
        place = _Place(head=index <= len(source.head), keep=count <= SHORT_TABLE and (noted or index < count))
        root.append(_row(story, source, row, widths, place))
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


def _row(story: Story, source: Table, row: Row, widths: list[int], place: _Place) -> Element:
    keys = [story.layout.theme.cell_key(cell.scope, cell.role) for cell in row.cells]
    frames = [frame.height for key in keys if (frame := story.layout.styles[key].frame)]
    said = [w("cantSplit"), *(w("trHeight", val=twips(height), hRule="atLeast") for height in frames[:1])]
    said += [w("tblHeader")] if place.head else []
    root = w("tr", w("trPr", *said))
    number = False
    for index, (cell, width) in enumerate(zip(row.cells, widths, strict=True)):
        before, number = number, cell.role == NUMBER
        properties = w("tcPr", w("tcW", w=width, type="dxa"), *_margins(before, number))
        label = cell_label(source, row, index) if is_to_be_filled(cell) else None
        root.append(_cell(story, cell, label, properties, width, place))
    return root


def _margins(before: bool, number: bool) -> list[Element]:
    """Figures end at the edge of their column, and words that follow them keep away from it."""
    if number:
        return [w("tcMar", w("right", w=0, type="dxa"))]
    return [w("tcMar", w("left", w=twips(_AFTER_NUMBER), type="dxa"))] if before else []


def _outline(frame: Frame) -> tuple[Element, Element]:
    """The words of a cell near the top of what is drawn around them."""
    pad = frame.padding
    spaces = (("top", 2.5 * pad), ("left", pad), ("bottom", pad), ("right", pad + frame.gap))
    return w("tcMar", *(w(side, w=twips(space), type="dxa") for side, space in spaces)), w("vAlign", val="top")


def _drawn(frame: Frame, width: int, colours: dict[str, str]) -> Element:
    """The outline with its ear, from the first line of a cell on, whose margins it reaches over."""
    pad, wide = frame.padding, width / 20 - frame.width - frame.gap
    edge = Shape(-pad, -2.5 * pad + frame.width / 2, wide, frame.height, frame.corner, frame.width)
    ear = Shape((wide * 0.7) / 2 - pad, -1.5 * pad, wide * 0.3, 0.75, 0.0, 0.75)
    return outlines(colours[frame.colour], edge, ear)


def _cell(story: Story, cell: Cell, label: str | None, properties: Element, width: int, place: _Place) -> Element:
    key = story.layout.theme.cell_key(cell.scope, cell.role)
    keep = (w("keepNext"),) if place.keep and not story.layout.styles[key].keep_next else ()
    style = story.layout.styles[key]
    if style.ground:
        ground = story.layout.colours[style.ground]
        # The schema has borders and ground behind the width and before the margins. Borders close the seams that show
        # between grounds side by side; letters in white stand in a cell alone.
        edges = [w("tcBorders", *(border(side, 0.5, ground) for side in _SIDES))] if style.colour != "white" else []
        properties[1:1] = [*edges, w("shd", val="clear", color="auto", fill=hexadecimal(ground))]
    if style.align == "center":
        properties.extend(_margins(before=False, number=True))
    if style.frame:
        properties.extend(_outline(style.frame))
    # A line of an exact height would cut a photograph off.
    grows = (w("spacing", line=240, lineRule="auto"),) if photographs_in(cell) else ()
    if label is not None:
        runs = story.runs(key, cell.children)
        control = date_control(label, story.language, *runs) if cell.role in DAYS else text_control(label, *runs)
        return w("tc", properties, paragraph(style.word, control, properties=(*keep, *grows)))
    said = parts(key, cell.children, style.then)
    root = w("tc", properties, *(story.paragraph(own, words, *keep, *grows) for own, words in said))
    if style.frame:
        # Behind the properties of the paragraph, before its words.
        root[1].insert(1, _drawn(style.frame, width, story.layout.colours))
    return root
