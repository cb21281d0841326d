"""theme.yaml → the style sheet of screens: the theme's own looks, then the hand-written sheet."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Container, Iterator, Mapping

from pipeline.document.tree import Cell
from pipeline.model.theme import Frame, MarkStyle, Style, Theme
from pipeline.writers.html import palette

_BODY_POINTS, _BODY_PIXELS = 10.0, 16.0
_LEAST_POINTS = 9.0
_GROWTH = 12 / 14
"""Pixels for each point that words are larger than the text: 24 points are 28 pixels, for which phones have room."""
_PITCH = 1.11
"""Lines of a screen are further apart than those of a page."""
_PIXELS_PER_POINT = 4 / 3
_PAPER_GAP = 28.0
"""Pixels in place of the space before a section, which hangs on the paper."""

_GENERIC = {"text": "system-ui, sans-serif", "voice": "Georgia, serif"}
_SELECTORS = {
    "p": "body",
    "li": "li",
    "li.ordered": "ol>li",
    "dt": "dt",
    "dd": "dd",
    "caption": "p.caption",
    "td": "td",
    "th.col": ".col",
    "th.row": ".row",
    "contents": "nav.contents>h2",
    "contents.2": "nav.contents a",
    "figcaption": "figcaption",
}
"""The elements of styles that are not named alike."""
_MARKS = {"brand": ".masthead strong", "code": "code", "a": "a", "emoji": ".emoji"}

_QUOTED = r"""\"(?:[^"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'"""
_CLASS = re.compile(r"\.([\w-]+)")
_GAP = r"(?:\s|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)"
_SPARE = re.compile(
    rf"""(?P<quoted>{_QUOTED})|{_GAP}*(?P<sign>[{{}};,]){_GAP}*|"""
    rf"(?P<colon>:){_GAP}+|{_GAP}+",
    re.DOTALL,
)

_RULE = re.compile(rf"(?P<selectors>(?:{_QUOTED}|[^{{}};\"'])+)\{{(?P<said>(?:{_QUOTED}|[^{{}}\"'])*)\}}")
_EMPTY = re.compile(r"@(?:media|supports)[^{};]*\{\}")
_COMMA = re.compile(r",(?![^()]*\))")
_NAME = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_NONE_OF = re.compile(r":not\([^()]*\)")
_UNSURE = re.compile(r"[\\&\"']|:(?:is|where|not)\(|\([^()]*[,(]")
"""What a selector may hold that says of no class for sure that an element has to have it."""

Faces = Mapping[tuple[str, str], bytes]
"""The faces that a file carries inside as WOFF2, by the font's name in the theme and the face."""


def style_sheet(theme: Theme, accent: str, sheet: str, faces: Faces, classes: Container[str] | None = None) -> str:
    """The style sheet for one accent, with the faces inside; of `classes` or, without them, of every style."""
    bright, dark = (_variables(colours(theme, accent)) for colours in (palette.bright, palette.dark))
    return "\n".join(
        (
            *_font_faces(faces),
            f":root{{{bright}}}",
            f"button,.calendar{{font-family:{family('text')}}}",
            f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}",
            *(f"{_selector(key)}{{{_declarations(theme, key)}}}" for key in theme.styles if _is_of(key, classes)),
            *(f"{_MARKS.get(key, f'.{key}')}{{{_mark(theme, mark)}}}" for key, mark in theme.marks.items()),
            _dense(sheet) if classes is None else _used(_dense(sheet), classes),
        )
    )


def _dense(sheet: str) -> str:
    """A style sheet without comments and without the spaces that only its writers need. What is quoted stays."""
    return _SPARE.sub(lambda found: found["quoted"] or found["sign"] or found["colon"] or " ", sheet).strip()


def _used(sheet: str, classes: Container[str]) -> str:
    """A dense style sheet without the rules of elements that have none of their classes."""

    def kept(rule: re.Match[str]) -> str:
        own = [each for each in _COMMA.split(rule["selectors"]) if _names_only(each, classes)]
        return f"{','.join(own)}{{{rule['said']}}}" if own else ""

    return _EMPTY.sub("", _RULE.sub(kept, sheet))


def _names_only(selector: str, classes: Container[str]) -> bool:
    """Whether an element with some of these classes, and no other, may be meant."""
    plain = _NONE_OF.sub("", selector)
    return bool(_UNSURE.search(plain)) or all(name in classes for name in _NAME.findall(plain))


def _font_faces(faces: Faces) -> Iterator[str]:
    for (name, face), content in faces.items():
        weight, slant = ("700" if "bold" in face else "400"), ("italic" if "italic" in face else "normal")
        source = f"url(data:font/woff2;base64,{b64encode(content).decode()})format('woff2')"
        yield f"@font-face{{font-family:'{name}';font-weight:{weight};font-style:{slant};src:{source}}}"


def _variables(colours: Mapping[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in colours.items())


def _selector(key: str) -> str:
    """What a style is the look of: a cell is told by its role alone, for it may stand in a list as well."""
    if key in _SELECTORS:
        return _SELECTORS[key]
    element, _, role = key.partition(".")
    if element in ("td", "th"):
        return f".{element}-{role}"
    return f"{element}.{role}" if role else element


def _is_of(key: str, classes: Container[str] | None) -> bool:
    """Whether a style is the look of something without a class, or of one of some classes."""
    its = _CLASS.search(_selector(key))
    return classes is None or its is None or its[1] in classes


def class_of(theme: Theme, cell: Cell) -> str:
    """The class of a table's cell, by which the style sheet knows its look."""
    key = theme.cell_key(cell.scope, cell.role)
    return {"th.col": "col", "th.row": "row", "td": ""}.get(key, key.replace(".", "-"))


def _declarations(theme: Theme, key: str) -> str:
    style = theme.style(key)
    said = [*_letters(style, key), *_space(style)]
    if style.rule:
        width, space = (max(1.0, length * _PIXELS_PER_POINT) for length in (style.rule.width, style.rule.space))
        said += [f"border-top:{_rem(width)} solid var(--{style.rule.colour})", f"padding-top:{_rem(space)}"]
    if style.frame:
        said += [*_outline(style.frame)]
    if style.ground:
        said.append(f"background:var(--{style.ground})")
    return ";".join(said)


def _outline(frame: Frame) -> Iterator[str]:
    """An outline with the space inside it."""
    yield f"padding:{_rem(frame.padding * _PIXELS_PER_POINT)}"
    yield from (f"border-{side}:2px solid var(--{frame.colour})" for side in frame.sides)


def _letters(style: Style, key: str) -> Iterator[str]:
    size = style.size or _BODY_POINTS
    yield f"font-family:{family(style.face or 'text')}"
    yield f"font-size:{_rem(pixels(size))}"
    yield f"line-height:{round((style.line or size * 1.35) / size * _PITCH, 3):g}"
    yield f"font-weight:{700 if style.bold else 400}"
    yield f"color:var(--{style.colour or 'ink'})"
    if style.italic:
        yield "font-style:italic"
    if style.align and key != "p":
        yield f"text-align:{style.align}"


def _space(style: Style) -> Iterator[str]:
    before = _PAPER_GAP if style.before == "gap" else style.before * _PIXELS_PER_POINT * 1.2
    yield f"margin:{_rem(before)} 0 {_rem(style.after * _PIXELS_PER_POINT * 1.2)}"
    if style.indent:
        yield f"padding-left:{_rem(style.indent * _PIXELS_PER_POINT)}"
    if style.hanging:
        hanging = _rem(style.hanging * _PIXELS_PER_POINT)
        yield f"padding-left:{hanging};text-indent:-{hanging}"


def _mark(theme: Theme, mark: MarkStyle) -> str:
    said = [f"font-family:{family(mark.face)}"] if mark.face in theme.fonts else []
    said += [f"font-size:{_rem(pixels(mark.size))}"] if mark.size else []
    said += [f"color:var(--{mark.colour})"] if mark.colour else []
    return ";".join(said)


def family(name: str) -> str:
    """The families of a font, the one that the file carries first."""
    return f"'{name}',{_GENERIC.get(name, 'system-ui, sans-serif')}"


def pixels(points: float) -> float:
    """How high letters are on a screen that are so many points high on paper; small print is as high as can be read."""
    return _BODY_PIXELS + (max(points, _LEAST_POINTS) - _BODY_POINTS) * _GROWTH


def _rem(length: float) -> str:
    return "0" if not length else f"{round(length / _BODY_PIXELS, 4):g}rem"
