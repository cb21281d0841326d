"""theme.yaml → the style sheet of one paper and accent."""

from __future__ import annotations

import re

from pipeline.theme import Paper, Style, TableStyle, Theme

_SELECTORS = {
    "th.col": "thead th",
    "th.row": "tbody th",
    "th.number": "thead th.number",
    "li.ordered": "ol > li",
}


PANEL_PADDING = 9.0
"""How far a panel's ground reaches beyond its text on either side, in points."""


def stylesheet(theme: Theme, sheet: str, paper: str, accent: str) -> str:
    """The complete CSS for one paper and accent: the theme's rules, then the hand-written `sheet`.

    Custom properties in `sheet` (`var(--name)`) are resolved here: WeasyPrint then has none
    to look up for each element.
    """
    page = theme.papers[paper]
    colours = theme.palette(accent)
    rules = [_text_rule(theme, key, page, colours) for key in theme.styles]
    rules += [_mark_rule(theme, key, colours) for key in theme.marks]
    for role, table in theme.tables.items():
        rules += _table_rules(role, table, page, colours)
    variables = {**colours, **{name: f"{value:g}pt" for name, value in page.model_dump().items()}}
    variables |= {f"face-{name}": f'"{font.family}"' for name, font in theme.fonts.items()}
    variables["text-width"] = f"{page.text_width:g}pt"
    return re.sub(r"var\(--([\w-]+)\)", lambda match: variables[match[1]], "\n".join([*rules, sheet]))


def _text_rule(theme: Theme, key: str, page: Paper, colours: dict[str, str]) -> str:
    style = theme.style(key)
    before = page.gap if style.before == "gap" else style.before
    # A cell's distance to its neighbours is the table's, not the paragraph's.
    margin = f"margin:{before:g}pt {style.right:g}% {style.after:g}pt 0;"
    parts = [_letters(theme, style, colours), "" if key.startswith(("td", "th", "dt")) else margin]
    if style.rule:
        parts.append(f"border-top:{style.rule.width:g}pt solid {colours[style.rule.colour]};")
        parts.append(f"padding-top:{style.rule.space:g}pt;")
    if style.align:
        parts.append(f"text-align:{style.align};")
    if style.keep_next:
        parts.append("break-after:avoid;")
    if style.new_page:
        parts.append("break-before:page;")
    rule = f"{_SELECTORS.get(key, key)}{{{''.join(parts)}}}"
    # A term stands beside its explanation: as padding its space moves both, as a margin only one.
    return f"{rule}dt,dt+dd{{padding-top:{before:g}pt}}" if key == "dt" else rule


def _letters(theme: Theme, style: Style, colours: dict[str, str]) -> str:
    face = theme.fonts[style.face or "text"].family
    slant = "italic " if style.italic else ""
    weight = "bold " if style.bold else ""
    return f'font:{slant}{weight}{style.size:g}pt/{style.line:g}pt "{face}";color:{colours[style.colour or "ink"]};'


def _mark_rule(theme: Theme, key: str, colours: dict[str, str]) -> str:
    mark = theme.marks[key]
    selector = "p.masthead strong" if key == "brand" else key
    parts = [f'font-family:"{theme.fonts[mark.face or "text"].family}";' if mark.face or key == "code" else ""]
    parts.append(f"font-size:{mark.size:g}pt;" if mark.size else "")
    parts.append("font-weight:bold;" if mark.bold else "")
    parts.append(f"color:{colours[mark.colour]};" if mark.colour else "")
    return f"{selector}{{{''.join(parts)}}}"


def _table_rules(role: str, table: TableStyle, page: Paper, colours: dict[str, str]) -> list[str]:
    name = f"table.{role}"
    rules = []
    for count, widths in table.columns.items():
        points = [width / 100 * page.text_width for width in widths]
        if table.panel:
            # A panel hangs into both margins so that its text stands on the axis.
            points[0] += PANEL_PADDING
            points[-1] += PANEL_PADDING
        for index, width in enumerate(points, 1):
            rules.append(f"{name}.of-{count} col:nth-child({index}){{width:{width:g}pt}}")
    if table.rules:
        rules.append(f"{name} tbody tr{{border-bottom:.5pt solid {colours['hairline']}}}")
        rules.append(f"{name} tbody tr:last-child{{border-bottom:0}}")
    if table.header_rule:
        rules.append(f"{name} thead tr{{border-bottom:.5pt solid {colours['hairline']}}}")
    if table.rule_above:
        rules.append(f"{name}{{border-top:.75pt solid {colours['ink']}}}")
    if table.panel:
        rules.append(f"{name}{{background:{colours['tint']};border-left:2.25pt solid {colours['accent']}}}")
    return rules
