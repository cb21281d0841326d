"""theme.yaml → the style sheet of one paper and accent, in Typst."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.model.paper import Paper
from pipeline.model.table_style import PANEL_PADDING, TableStyle
from pipeline.model.theme import AXIS, Frame, Style, Theme

_MIDDLE = 0.32
"""Where the middle of a line of letters lies above the baseline, as a part of their size."""

_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def stylesheet(theme: Theme, sheet: str, paper: str, accent: str) -> str:
    """The complete style sheet for one paper and accent: the theme as data, then the hand-written `sheet`.

    Typst parses it again for each document: most of what styles have in common is said once, as that of the first.
    """
    page = theme.sheet(paper)
    colours = theme.palette(accent)
    styles = {key: _style(theme, key, page, colours) for key in theme.styles}
    tables = {role: _table(table, page) for role, table in theme.tables.items()}
    usual, plain = next(iter(styles.values())), next(iter(tables.values()))
    data: dict[str, Any] = {
        "paper": {name: _points(value) for name, value in page.model_dump().items()},
        "colours": {name: _colour(value) for name, value in colours.items()},
        "fonts": {name: string(font.family) for name, font in theme.fonts.items()},
        "axis": _points(page.text_width * AXIS / 100),
        "panel-padding": _points(PANEL_PADDING),
        "styles": {key: _beside(usual, style, "usual") for key, style in styles.items()},
        "marks": {key: _mark(theme, key, colours) for key in theme.marks},
        "tables": {role: _beside(plain, table, "plain") for role, table in tables.items()},
    }
    return f"#let usual = {_value(usual)}\n#let plain = {_value(plain)}\n#let theme = {_value(data)}\n{sheet}"


def _beside(usual: Mapping[str, Any], own: Mapping[str, Any], name: str) -> str:
    """A dictionary as what it has beside another with the same keys, which `name` stands for."""
    other = {
        key: _beside(usual[key], value, f"{name}.{key}") if key == "letters" else value
        for key, value in own.items()
        if value != usual[key]
    }
    return f"{name} + {_value(other)}"


def _table(table: TableStyle, page: Paper) -> dict[str, Any]:
    return {
        "columns": {f'"{count}"': _list(map(_points, table.widths(count, page.text_width))) for count in table.columns},
        "rules": flag(table.rules),
        "every": str(table.every),
        "header-rule": flag(table.header_rule),
        "rule-above": flag(table.rule_above),
        "rule-below": flag(table.rule_below),
        "panel": flag(table.panel),
        "airy": flag(table.airy),
        "gutter": _points(table.gutter),
        "form": flag(table.form),
        "total": flag(table.total),
        "below": _points(table.below),
    }


def _style(theme: Theme, key: str, page: Paper, colours: Mapping[str, str]) -> dict[str, Any]:
    style = theme.style(key)
    rule = style.rule
    return {
        "letters": _letters(theme, style, colours),
        "before": _points(page.gap if style.before == "gap" else style.before),
        "after": _points(style.after),
        "right": f"{style.right:g}%",
        "indent": _points(style.indent),
        "hanging": _points(style.hanging),
        "ground": _colour(colours[style.ground]) if style.ground else "auto",
        "under": f"{style.under.width:g}pt + {_colour(colours[style.under.colour])}" if style.under else "none",
        "frame": _frame(style.frame, colours) if style.frame else "none",
        "align": {"right": "right", "center": "center"}.get(style.align or "", "left"),
        "outline": f"{style.outline or 0}",
        "keep-next": flag(style.keep_next),
        "new-page": flag(style.new_page),
        "rule": {"stroke": f"{rule.width:g}pt + {_colour(colours[rule.colour])}", "space": _points(rule.space)}
        if rule
        else "none",
    }


def _frame(frame: Frame, colours: Mapping[str, str]) -> dict[str, object]:
    return {
        "padding": _points(frame.padding),
        "stroke": {side: f"{frame.width:g}pt + {_colour(colours[frame.colour])}" for side in frame.sides},
    }


def _letters(theme: Theme, style: Style, colours: Mapping[str, str]) -> dict[str, str]:
    size, line = style.size or 10.0, style.line or 13.5
    half = line / size / 2
    return {
        "font": string(theme.fonts[style.face or "text"].family),
        "size": _points(size),
        "weight": string("bold" if style.bold else "regular"),
        "style": string("italic" if style.italic else "normal"),
        "fill": _colour(colours[style.colour or "ink"]),
        # A line of text is as high as its pitch, whatever the face: pages stand on the module.
        "top-edge": f"{half + _MIDDLE:.4f}em",
        "bottom-edge": f"-{half - _MIDDLE:.4f}em",
    }


def _mark(theme: Theme, key: str, colours: Mapping[str, str]) -> dict[str, str]:
    mark = theme.marks[key]
    said = {"font": string(theme.fonts[mark.face].family)} if mark.face else {}
    said |= {"size": _points(mark.size)} if mark.size else {}
    said |= {"weight": string("bold")} if mark.bold else {}
    return said | ({"fill": _colour(colours[mark.colour])} if mark.colour else {})


def _value(data: Any) -> str:
    """A nested dictionary as a Typst dictionary; its leaves are Typst already."""
    if isinstance(data, str):
        return data
    pairs = ", ".join(f"{_key(name)}: {_value(value)}" for name, value in data.items())
    return f"({pairs})" if pairs else "(:)"


def _key(name: str) -> str:
    return name if name.startswith('"') else f'"{name}"'


def _list(values: Any) -> str:
    return "(" + "".join(f"{value}, " for value in values) + ")"


def _points(value: float) -> str:
    return f"{value:g}pt"


def _colour(value: str) -> str:
    return f'rgb("{value}")'


def flag(value: bool) -> str:
    """True or false as Typst writes it."""
    return "true" if value else "false"


def language(tag: str) -> str:
    """A BCP 47 tag as the arguments of Typst's text."""
    name, *parts = tag.split("-")
    region = next((part for part in parts if len(part) == 2), "")
    return f"lang: {string(name)}, region: {string(region) if region else 'none'}"


def string(text: str) -> str:
    """A text as a Typst string."""
    return f'"{text.translate(_ESCAPED)}"'
