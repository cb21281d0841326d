"""Tables of the semantic tree → Word's tables in the theme's table styles."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.document.traversal import cell_label, parts
from pipeline.document.tree import Cell, Inline, Row, Table, plain
from pipeline.model.theme import NUMBER, PLAIN_TABLE, SHORT_TABLE, Frame, Style
from pipeline.writers.docx.ooxml import Element, border, date_control, hexadecimal, qualified, text_control, twips, w
from pipeline.writers.docx.styles import style_id
from pipeline.writers.docx.text import Story, paragraph
from pipeline.writers.fields import DAYS, is_to_be_filled
from pipeline.writers.inline_pictures import tall

# Points from figures that stand under each other to words beside them.
_AFTER_NUMBER = 18

# Points above and below words where the frame of a card is open: as in any row.
_OPEN = 2.25

# The columns of a table whose second is parted in the rows below.
_PARTED = 2

_SIDES = ("top", "left", "bottom", "right")


def table(story: Story, source: Table, *, noted: bool = False) -> Element:
    """One table without its caption's paragraph, whose words it carries for those who don't see it.

    `noted` is one with its note below, which stays on the page of a short one.
    """
    style = story.layout.theme.tables[source.role or PLAIN_TABLE].lined(len(source.rows))
    widths = story.layout.columns(style, source.columns)
    room = sum(widths) + twips(style.gutter) * (source.columns - 1)
    root = w("tbl", _properties(source, style_id(style.word), room, total=style.total))
    gutter = twips(style.gutter)
    grid = [width for index, own in enumerate(widths) for width in ([gutter] if index and gutter else []) + [own]]
    root.append(w("tblGrid", *(w("gridCol", w=width) for width in grid)))
    count = len(source.head) + len(source.rows)
    for index, row in enumerate(source.head + source.rows, 1):
        place = _Place(
            head=index <= len(source.head),
            keep=count <= SHORT_TABLE and (noted or index < count),
            gutter=gutter,
            unlined=_unlined(index - len(source.head), style.every),
        )
        root.append(_row(story, source, row, widths, place))
    return root


def ground_between(before: Element, after: Element) -> tuple[Element, ...]:
    """What a paragraph between two tables is told, so that the ground of their first columns goes on without a seam."""
    above, below = (_first_cell(rows[place]) for rows, place in ((_rows(before), -1), (_rows(after), 0)))
    if not above[0] or above != below:
        return ()
    fill, width = above
    return w("shd", val="clear", color="auto", fill=fill), w("ind", left=0, right=sum(_widths(before)) - width)


def joined(before: Element, after: Element) -> bool:
    """Whether a table became the last rows of the one before it: it parts what stands beside their common ground.

    Between two tables there is a paragraph, above and below which a seam would show.
    """
    coarse, fine = _widths(before), _widths(after)
    if not ground_between(before, after) or len(coarse) != _PARTED or len(fine) <= len(coarse):
        return False
    for cell in before.iter(qualified("w:tc")):
        if cell.getnext() is None:
            cell[0].insert(1, w("gridSpan", val=len(fine) - 1))
    grid = next(before.iter(qualified("w:tblGrid")))
    before.replace(grid, next(after.iter(qualified("w:tblGrid"))))
    before.extend(_rows(after))
    return True


def _widths(table: Element) -> list[int]:
    return [int(column.get(qualified("w:w"), "0")) for column in table.iter(qualified("w:gridCol"))]


def _rows(table: Element) -> list[Element]:
    return table.findall(qualified("w:tr"))


def _first_cell(row: Element) -> tuple[str, int]:
    """The ground of a row's first cell, empty where it has none, and its width."""
    cell = next(row.iter(qualified("w:tc")))
    ground, width = next(cell.iter(qualified("w:shd")), None), next(cell.iter(qualified("w:tcW")))
    return ground.get(qualified("w:fill"), "") if ground is not None else "", int(width.get(qualified("w:w"), "0"))


@dataclass(frozen=True)
class _Place:
    """Where a row stands: among the column heads, whether the next must follow on its page, what is between columns;
    `ends` are the sides of a cell that are the table's own.
    """

    head: bool
    keep: bool
    gutter: int
    ends: tuple[str, ...] = ()
    unlined: tuple[str, ...] = ()
    """On which sides its line is that of no two things."""


def _unlined(number: int, every: int) -> tuple[str, ...]:
    """The sides on which a row of the body, by its number, belongs to its neighbor."""
    if number < 1:
        return ()
    return ("top",) * (number % every != 1 % every) + ("bottom",) * (number % every != 0)


def _properties(source: Table, style: str, width: int, *, total: bool) -> Element:
    first = source.rows[0].cells[0] if source.rows else None
    flags = {
        "firstRow": (bool(source.head), 0x0020),
        "lastRow": (total, 0x0040),
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
    root = w("tr", w("trPr", w("cantSplit"), *([w("tblHeader")] if place.head else [])))
    number = False
    for index, (cell, width) in enumerate(zip(row.cells, widths, strict=True)):
        if index and place.gutter:
            root.append(_between(place.gutter))
        before, number = number, cell.role == NUMBER
        width_of = w("tcW", w=width, type="dxa")
        lines = [w("tcBorders", *(w(side, val="nil") for side in place.unlined))] if place.unlined else []
        properties = w("tcPr", width_of, *lines, *_margins(before, number or len(widths) == 1))
        label = cell_label(source, row, index) if is_to_be_filled(cell) else None
        ends = ("left",) * (not index) + ("right",) * (index == len(widths) - 1)
        root.append(_cell(story, cell, label, properties, replace(place, ends=ends)))
    return root


def _margins(before: bool, number: bool) -> list[Element]:
    """Figures end at the edge of their column, as an only one does, and words that follow them keep away from it."""
    if number:
        return [w("tcMar", w("right", w=0, type="dxa"))]
    return [w("tcMar", w("left", w=twips(_AFTER_NUMBER), type="dxa"))] if before else []


def _outline(frame: Frame, colours: dict[str, str]) -> tuple[list[Element], list[Element]]:
    """The lines of a frame, and the space inside them: the schema has a ground between the two."""
    lines = (border(side, frame.width, colours[frame.colour]) for side in _SIDES if side in frame.sides)
    inside = {side: frame.padding if side in frame.sides else _OPEN for side in _SIDES}
    margins = (w(side, w=twips(space), type="dxa") for side, space in inside.items())
    return [w("tcBorders", *lines)], [w("tcMar", *margins)]


def _between(width: int) -> Element:
    """The space between two columns, which Word knows as a cell with nothing in it."""
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa")), paragraph("Normal"))


def _cell(story: Story, cell: Cell, label: str | None, properties: Element, place: _Place) -> Element:
    key = story.layout.theme.cell_key(cell.scope, cell.role)
    keep = (w("keepNext"),) if place.keep and not story.layout.styles[key].keep_next else ()
    style = story.layout.styles[key]
    outline, inside = _outline(style.frame, story.layout.colours) if style.frame else ([], [])
    if style.ground:
        ground = story.layout.colours[style.ground]
        # The schema has borders and ground behind the width and before the margins. Borders close the seams that show
        # between grounds side by side; letters in white stand in a cell alone. At the ends of a table they would stand
        # in the margin, and between rows open more seams than they close.
        sides = [side for side in ("left", "right") if side not in place.ends]
        edges = [w("tcBorders", *(border(side, 0.5, ground) for side in sides))] if style.colour != "white" else []
        # A frame has lines of its own, and closes what stands between them.
        properties[1:1] = [*(outline or edges), w("shd", val="clear", color="auto", fill=hexadecimal(ground))]
    if style.align == "center":
        properties.extend(_margins(before=False, number=True))
    properties.extend(inside if style.ground else [*outline, *inside])
    if label is not None:
        runs = story.runs(key, cell.children)
        control = date_control(label, story.language, *runs) if cell.role in DAYS else text_control(label, *runs)
        return w("tc", properties, paragraph(style.word, control, properties=keep))
    said = parts(key, cell.children, style.then)
    grown = ((own, words, _grown(words, story.layout.styles[own])) for own, words in said)
    return w("tc", properties, *(story.paragraph(own, words, *keep, *grows) for own, words, grows in grown))


def _grown(words: tuple[Inline, ...], style: Style) -> tuple[Element, ...]:
    """What a paragraph is told whose picture a line of an exact height would cut off."""
    return (w("spacing", line=240, lineRule="auto"),) if tall(words, style.line or 0.0) else ()
