"""The theme's tables → Word's table styles: rules, margins and the panel."""

from __future__ import annotations

from pipeline.model.table_style import PANEL_PADDING, TableStyle
from pipeline.writers.docx.layout import WordLayout
from pipeline.writers.docx.ooxml import Element, border, hexadecimal, twips, w

# Points. With its text and its hairline a row is eight modules high.
_TOP, _BOTTOM, _HAIRLINE = 2.25, 1.75, 0.5
_SHORT_BOTTOM = 1.125
_PANEL_EDGE, _RULE_ABOVE, _BELOW_RULE = 2.25, 0.75, 3.75

# A point less than in the style sheet: Word rounds the width of each letter, and a line that just
# fits there is to fit here.
_RIGHT = 8
_RIGHT_OF_LABEL = 3
"""The labels of a panel only just fit: what stands beside them keeps away by a space of its own."""


def table_normal() -> Element:
    """Word's own base of all table styles, without the margins that it puts at both sides."""
    parts = (w("name", val="Normal Table"), w("uiPriority", val=99), w("semiHidden"), w("unhideWhenUsed"))
    look = w("tblPr", w("tblInd", w=0, type="dxa"), _margins(0, 0, 0, 0))
    return w("style", *parts, look, type="table", default=1, styleId="TableNormal")


def table_style(layout: WordLayout, table: TableStyle) -> Element:
    """The style of one role of tables."""
    parts = [w("name", val=table.word), w("basedOn", val="TableNormal"), w("uiPriority", val=40), w("qFormat")]
    parts.append(w("tblPr", *_table_properties(layout, table)))
    if table.panel:
        parts.append(w("tcPr", w("shd", val="clear", color="auto", fill=hexadecimal(layout.colours["tint"]))))
    if first := _first_row(layout, table):
        parts.append(w("tblStylePr", w("tcPr", *first), type="firstRow"))
    if table.total:
        line = border("top", _RULE_ABOVE, layout.colours["ink"])
        parts.append(w("tblStylePr", w("tcPr", w("tcBorders", line)), type="lastRow"))
    if not table.panel:
        parts.append(w("tblStylePr", w("tcPr", w("tcMar", w("right", w=0, type="dxa"))), type="lastCol"))
    return w("style", *parts, type="table", customStyle=1, styleId=table.word.replace(" ", ""))


def _table_properties(layout: WordLayout, table: TableStyle) -> list[Element]:
    side = twips(PANEL_PADDING) if table.panel else 0
    borders = []
    if table.rule_above:
        borders.append(border("top", _RULE_ABOVE, layout.colours["ink"]))
    if table.panel:
        borders.append(border("left", _PANEL_EDGE, layout.colours["accent"]))
    if table.rule_below:
        borders.append(border("bottom", _HAIRLINE, layout.colours[table.line_colour]))
    if table.rules:
        borders.append(border("insideH", _HAIRLINE, layout.colours[table.line_colour]))
    properties = [w("tblInd", w=-side, type="dxa")]
    if borders:
        properties.append(w("tblBorders", *borders))
    if table.airy:
        properties.append(_margins(twips(_TOP), 0, twips(table.below), twips(_RIGHT)))
    else:
        bottom = _TOP if table.panel else _SHORT_BOTTOM if table.short else _BOTTOM
        right = _RIGHT_OF_LABEL if table.panel else _RIGHT
        # Half of the line at the edge stands inside of it, and moves the words.
        left = max(0, side - twips(_PANEL_EDGE / 2))
        properties.append(_margins(twips(_TOP), left, twips(bottom), twips(right)))
    return properties


def _margins(top: int, left: int, bottom: int, right: int) -> Element:
    sides = {"top": top, "left": left, "bottom": bottom, "right": right}
    return w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in sides.items()))


def _first_row(layout: WordLayout, table: TableStyle) -> list[Element]:
    said = []
    if table.header_rule:
        said.append(w("tcBorders", border("bottom", _HAIRLINE, layout.colours[table.line_colour])))
    if table.airy:
        said.append(w("tcMar", w("top", w=twips(_BELOW_RULE), type="dxa")))
    return said
