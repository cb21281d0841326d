"""theme.yaml → the print style sheet of one paper and accent, in CSS: one class for each style of the theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from urllib.parse import quote

from pipeline.model.paper import Paper
from pipeline.model.table_style import PANEL_PADDING, TableStyle
from pipeline.model.theme import AXIS, MarkStyle, Style, Theme
from pipeline.writers.measure import Measure

HEAD, FOOT = "running-head", "running-foot"
"""The elements that stand in the margins of each page."""

ENTRY = "toci"
"""The elements of a table of contents, each an entry."""

_CELL, _AIRY_TOP, _HAIRLINE, _RULE, _EDGE = 2.25, 3.75, 0.5, 0.75, 2.25
_HEAD_TOP, _FOOT_BOTTOM = 18.0, 27.0
_WATERMARK = 108.0
_BESIDE = 9.0

_FIXED = """
html { font-kerning: normal; hyphens: manual; }
* { box-sizing: border-box; }
body, p, h1, h2, h3, ul, ol, li, dl, dt, dd, figure, table, caption { margin: 0; padding: 0; }
h1, h2, h3, th, caption { font-weight: normal; text-align: left; }
ul, ol { padding-left: 12pt; }
ul { list-style-type: disc; }
a { text-decoration: underline; text-decoration-thickness: .5pt; text-underline-offset: 1.5pt; }
table { border-collapse: separate; border-spacing: 0; table-layout: fixed; width: 100%; }
td, th { vertical-align: top; break-inside: avoid; }
tr { break-inside: avoid; }
.whole, code { white-space: nowrap; }
code { font: inherit; }
.field, .below { display: block; }
.gap { white-space: pre-wrap; }
.long { hyphens: auto; }
.noted { break-after: avoid; }
.short { break-inside: avoid; }
img { display: block; width: 100%; }
img.inline { display: inline; width: auto; }
.masthead, .foot { display: flex; justify-content: space-between; column-gap: 9pt; }
.entry { display: flex; align-items: flex-start; }
.entry > div { flex: 1 1 0; }
.entry p { margin-top: 0; margin-bottom: 0; }
nav a { text-decoration: none; color: inherit; }
nav a::after { content: leader(' ') target-counter(attr(href), page); }
.page::before { content: counter(page); }
.pages::before { content: counter(pages); }
"""


def print_style(theme: Theme, paper: str, accent: str, watermark: str = "") -> str:
    """The style sheet for one paper and accent; a watermark lies below the text of each page."""
    page, colours = theme.sheet(paper), theme.palette(accent)
    return "\n".join(
        (
            *_page(page, watermark, theme, colours),
            _FIXED,
            *(f".{class_of(key)} {{ {_style(theme, key, page, colours)} }}" for key in theme.styles),
            *(f".mark-{key} {{ {_mark(theme, mark, colours)} }}" for key, mark in theme.marks.items()),
            *(line for role, look in theme.tables.items() for line in _table(role, look, colours)),
            *(
                f".figure-{role} {{ margin-top: {figure.before:g}pt; margin-bottom: {figure.after:g}pt }}"
                for role, figure in theme.figures.items()
            ),
            f".entry {{ padding-top: {_points(theme.style('dt').before, page):g}pt }}",
            f".entry .dt {{ flex: 0 0 {page.text_width * AXIS / 100 - _BESIDE:g}pt; padding-right: {_BESIDE:g}pt }}",
        )
    )


def class_of(key: str) -> str:
    """The class that the elements of a style have."""
    return key.replace(".", "-")


def _page(page: Paper, watermark: str, theme: Theme, colours: Mapping[str, str]) -> Iterator[str]:
    drawn = _watermark(page, watermark, theme, colours) if watermark else ""
    ground = f'background: url("{drawn}") no-repeat center / 100% 100%;' if drawn else ""
    margins = f"{page.top:g}pt {page.side:g}pt {page.bottom:g}pt"
    width = f"width: {page.text_width:g}pt;"
    yield f"@page {{ size: {page.width:g}pt {page.height:g}pt; margin: {margins}; {ground}"
    top = f"vertical-align: top; padding-top: {_HEAD_TOP:g}pt; text-align: left;"
    bottom = f"vertical-align: bottom; padding-bottom: {_FOOT_BOTTOM:g}pt;"
    yield f"@top-left {{ content: element({HEAD}); {width} {top} }}"
    yield f"@bottom-left {{ content: element({FOOT}); {width} {bottom} }} }}"
    yield "@page :first { @top-left { content: none } }"
    yield f".{HEAD} {{ position: running({HEAD}) }} .{FOOT} {{ position: running({FOOT}) }}"


def _watermark(page: Paper, words: str, theme: Theme, colours: Mapping[str, str]) -> str:
    """The watermark as a picture of the page's size: a long word is smaller, so that its ends stay on the page."""
    wide = Measure(theme).width(words, "p", bold=True) / (theme.style("p").size or 10.0)
    size = min(_WATERMARK, (page.width - page.side) / wide)
    middle = f"{page.width / 2:g}", f"{page.height / 2:g}"
    family = theme.fonts["text"].family
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{page.width:g}" height="{page.height:g}">'
        f'<text transform="translate({middle[0]} {middle[1]}) rotate(-35)" text-anchor="middle" '
        f'dominant-baseline="central" font-family="{family}" font-weight="bold" font-size="{size:g}" '
        f'fill="{colours["watermark"]}">{escape(words)}</text></svg>'
    )
    return f"data:image/svg+xml,{quote(text)}"


def _style(theme: Theme, key: str, page: Paper, colours: Mapping[str, str]) -> str:
    style = theme.style(key)
    return "; ".join(_declared(theme, style, page, colours))


def _declared(theme: Theme, style: Style, page: Paper, colours: Mapping[str, str]) -> Iterator[str]:
    yield f'font-family: "{theme.fonts[style.face or "text"].family}"'
    yield f"font-size: {style.size or 10:g}pt; line-height: {style.line or 13.5:g}pt"
    yield f"font-weight: {'bold' if style.bold else 'normal'}; font-style: {'italic' if style.italic else 'normal'}"
    yield f"color: {colours[style.colour or 'ink']}; text-align: {style.align or 'left'}"
    yield f"margin-top: {_points(style.before, page):g}pt; margin-bottom: {style.after:g}pt"
    if style.right:
        yield f"padding-right: {style.right:g}%"
    if style.indent:
        yield f"padding-left: {style.indent:g}pt"
    if style.hanging:
        yield f"padding-left: {style.indent + style.hanging:g}pt; text-indent: -{style.hanging:g}pt"
    if style.frame:
        frame = style.frame
        yield from (f"border-{side}: {frame.width:g}pt solid {colours[frame.colour]}" for side in frame.sides)
        # A table's own spaces would be stronger.
        yield from (f"padding-{side}: {frame.padding:g}pt !important" for side in frame.sides)
    if style.under:
        yield f"border-bottom: {style.under.width:g}pt solid {colours[style.under.colour]}"
    if style.ground:
        yield f"background: {colours[style.ground]}"
    if style.rule:
        rule = style.rule
        # The line is drawn over the space above the words, of which it takes none.
        yield f"border-top: {rule.width:g}pt solid {colours[rule.colour]}; padding-top: {rule.space - rule.width:g}pt"
    if style.keep_next:
        yield "break-after: avoid"
    if style.new_page:
        yield "break-before: page"


def _points(before: float | str, page: Paper) -> float:
    """A space above in points; a section's is that of the paper."""
    return page.gap if isinstance(before, str) else before


def _mark(theme: Theme, mark: MarkStyle, colours: Mapping[str, str]) -> str:
    said = [f'font-family: "{theme.fonts[mark.face].family}"'] if mark.face else []
    said += [f"font-size: {mark.size:g}pt"] if mark.size else []
    said += ["font-weight: bold"] if mark.bold else []
    said += [f"color: {colours[mark.colour]}"] if mark.colour else []
    return "; ".join(said)


def _table(role: str, look: TableStyle, colours: Mapping[str, str]) -> Iterator[str]:
    name, bottom = f".table-{role}", look.below if look.airy else _CELL
    hairline = f"{_HAIRLINE:g}pt solid {colours[look.line_colour]}"
    yield f"{name} :is(td, th) {{ padding: {_CELL:g}pt 9pt {bottom:g}pt 0 }}"
    if look.gutter:
        yield f"{name} {{ border-spacing: {look.gutter:g}pt 0; margin: 0 -{look.gutter:g}pt; width: auto }}"
    if look.airy:
        yield f"{name} tr.first :is(td, th) {{ padding-top: {_AIRY_TOP:g}pt }}"
    if look.rules:
        line = f"border-top: {hairline}; padding-top: {_CELL - _HAIRLINE:g}pt"
        yield f"{name}.lined tbody tr:nth-child({look.every}n+1):not(:first-child) :is(td, th) {{ {line} }}"
    if look.total:
        line = f"border-top: {_RULE:g}pt solid {colours['ink']}; padding-top: {_CELL - _RULE:g}pt"
        yield f"{name} tbody tr + tr:last-child :is(td, th) {{ {line} }}"
    if look.rule_below:
        yield f"{name}.lined tbody tr:last-child :is(td, th) {{ border-bottom: {hairline} }}"
    if look.header_rule:
        line = f"border-bottom: {hairline}; padding-bottom: {max(bottom - _HAIRLINE, 0):g}pt"
        yield f"{name}.lined thead tr:last-child th {{ {line} }}"
    if not look.airy:
        yield f"{name}.plain :is(td, th) {{ padding-bottom: {_CELL / 2:g}pt }}"
    if look.rule_above:
        yield f"{name} tr.first :is(td, th) {{ border-top: {_RULE:g}pt solid {colours['ink']} }}"
    if look.panel:
        hanging = f"margin-left: -{PANEL_PADDING + _EDGE:g}pt; border-left: {_EDGE:g}pt solid {colours['accent']}"
        yield f"{name} {{ {hanging}; background: {colours['tint']}; width: auto }}"
    yield f"{name} :is(td, th):last-child {{ padding-right: {PANEL_PADDING if look.panel else 0:g}pt }}"
    if look.panel:
        yield f"{name} :is(td, th):first-child {{ padding-left: {PANEL_PADDING:g}pt }}"
    yield f"{name} :is(td, th).number {{ padding-right: 0 }} {name} :is(td, th).after-number {{ padding-left: 18pt }}"
