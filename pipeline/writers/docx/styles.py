"""theme.yaml → styles.xml: every paragraph and character style of one paper and accent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.document.traversal import CONTENTS_LEVELS
from pipeline.model.theme import AXIS, EMOJI, FigureStyle, MarkStyle, Style, Theme
from pipeline.writers.docx.layout import LIST_STEP, WordLayout
from pipeline.writers.docx.numbering import LIST_STYLES
from pipeline.writers.docx.ooxml import Element, border, half_points, hexadecimal, lang, twips, w
from pipeline.writers.docx.table_styles import table_normal, table_style

Marks = frozenset[str]
"""What is said of some words at once: `strong`, `em` and the theme's marks."""

# What only Word needs: the later paragraphs of an item, and the least that keeps two tables apart.
CONTINUED = "List Continue"
SPACER = "UB Spacer"

# The entries of a table of contents, by the level of their headings.
ENTRY_STYLES = [f"contents.{level}" for level in CONTENTS_LEVELS]

# The elements that the style sheet hyphenates; the first word of an explanation stands in the term's paragraph.
_HYPHENATED = frozenset({"td", "dd", "dt"})

# Word stores some names of its own in lower case and knows them by nothing else.
_STORED = {name: name.lower() for name in ("Heading 1", "Heading 2", "Heading 3", "Header", "Footer", "TOC 2")}

_STRONG = MarkStyle(word="Strong", bold=True)
_EMPHASIS = MarkStyle(word="Emphasis")


def style_id(word: str) -> str:
    """The id of a style: its name without spaces, as Word makes it."""
    return word.replace(" ", "")


def _custom(word: str) -> dict[str, int]:
    """What Word marks a style with that is not one of its own."""
    return {"customStyle": 1} if word.startswith("UB ") else {}


def styles(layout: WordLayout, language: str, combinations: Iterable[Marks]) -> Element:
    """The whole of styles.xml. `combinations` are the sets of marks that runs of the document carry."""
    theme = layout.theme
    body = theme.style("p")
    root = w("styles", _defaults(theme, body, language), _latent(), _paragraph_style(layout, "p", body, None))
    root.extend((_default_character(), table_normal(), _no_list()))
    for key, own in theme.styles.items():
        if key != "p":
            root.append(_paragraph_style(layout, key, theme.style(key), theme.style(own.based_on)))
    root.append(_paragraph_style(layout, CONTINUED, body.model_copy(update={"word": CONTINUED, "after": 0}), body))
    spacer = body.model_copy(update={"word": SPACER, "after": 0, "size": 1, "line": 1, "keep_next": True})
    root.append(_paragraph_style(layout, SPACER, spacer, body))
    root.extend(_figure_style(figure) for figure in theme.figures.values())
    root.extend(_character_style(layout, marks) for marks in _every(theme, combinations))
    looks = {look.word: look for table in theme.tables.values() for look in (table, table.lined(0))}
    root.extend(table_style(layout, look) for look in looks.values())
    return root


def _defaults(theme: Theme, body: Style, language: str) -> Element:
    letters = w("rPr", _fonts(theme, body.face), *_size(body.size), lang(language))
    return w(
        "docDefaults", w("rPrDefault", letters), w("pPrDefault", w("pPr", w("widowControl"), w("suppressAutoHyphens")))
    )


def _latent() -> Element:
    # Word's own styles stay out of its lists: the document's are the ones to choose from.
    hidden = {"defSemiHidden": 1, "defUnhideWhenUsed": 1, "defQFormat": 0}
    return w("latentStyles", defLockedState=0, defUIPriority=99, **hidden, count=376)


def _default_character() -> Element:
    parts = (w("name", val="Default Paragraph Font"), w("uiPriority", val=1), w("semiHidden"), w("unhideWhenUsed"))
    return w("style", *parts, type="character", default=1, styleId="DefaultParagraphFont")


def _no_list() -> Element:
    parts = (w("name", val="No List"), w("uiPriority", val=99), w("semiHidden"), w("unhideWhenUsed"))
    return w("style", *parts, type="numbering", default=1, styleId="NoList")


def _fonts(theme: Theme, face: str | None) -> Element:
    family = theme.fonts[face or "text"].family
    return w("rFonts", ascii=family, hAnsi=family, eastAsia=family, cs=family)


def _size(points: float | None) -> tuple[Element, ...]:
    return (w("sz", val=half_points(points)), w("szCs", val=half_points(points))) if points else ()


def _switch(tag: str, on: bool) -> Element:
    return w(tag) if on else w(tag, val=0)


def _toggle(tag: str, on: bool = True) -> tuple[Element, Element]:
    return _switch(tag, on), _switch(f"{tag}Cs", on)


# --- paragraphs -------------------------------------------------------------


def _paragraph_style(layout: WordLayout, key: str, style: Style, base: Style | None) -> Element:
    """One style, saying only what its base does not."""
    parts = [w("name", val=_STORED.get(style.word, style.word))]
    if base:
        parts.append(w("basedOn", val=style_id(base.word)))
    if style.outline:
        parts.append(w("next", val=style_id(layout.theme.style("p").word)))
    parts += (w("uiPriority", val=(9 if style.outline else 10) if base else 0), w("qFormat"))
    blank = Style(word="")
    if lines := list(_lines(layout, key, style, base or blank)):
        parts.append(w("pPr", *lines))
    if letters := list(_letters(layout, style, base or blank)):
        parts.append(w("rPr", *letters))
    kind = _custom(style.word) if base else {"default": 1}
    return w("style", *parts, type="paragraph", **kind, styleId=style_id(style.word))


def _figure_style(figure: FigureStyle) -> Element:
    """The style of a paragraph that holds a picture: an exact line would cut it off."""
    spacing: dict[str, int] = {"before": twips(figure.before), "after": twips(figure.after), "line": 240}
    parts = (w("name", val=figure.word), w("basedOn", val="Normal"), w("uiPriority", val=10), w("qFormat"))
    lines = w("pPr", w("keepNext"), w("spacing", **spacing, lineRule="auto"))
    return w("style", *parts, lines, type="paragraph", **_custom(figure.word), styleId=style_id(figure.word))


def _lines(layout: WordLayout, key: str, style: Style, base: Style) -> Iterator[Element]:
    """What a style says of whole lines, in the order that the schema asks for."""
    if style.keep_next != base.keep_next:
        yield _switch("keepNext", style.keep_next)
    if style.new_page != base.new_page:
        yield _switch("pageBreakBefore", style.new_page)
    if key in LIST_STYLES:
        yield w("numPr", w("numId", val=LIST_STYLES[key]))
    if style.rule and style.rule != base.rule:
        colour = layout.colours[style.rule.colour]
        yield w("pBdr", border("top", style.rule.width, colour, style.rule.space))
    if style.under:
        yield w("pBdr", border("bottom", style.under.width, layout.colours[style.under.colour], style.under.space))
    yield from _tabs(layout, key, style)
    if key.partition(".")[0] in _HYPHENATED:
        yield w("suppressAutoHyphens", val=0)
    if spacing := _spacing(layout, style, base):
        yield w("spacing", **spacing)
    yield from _indent(layout, key, style, base)
    if style.align and style.align != base.align:
        yield w("jc", val=style.align)
    if style.outline and style.outline != base.outline:
        yield w("outlineLvl", val=style.outline - 1)


def _spacing(layout: WordLayout, style: Style, base: Style) -> dict[str, int | str]:
    gap = layout.page.gap
    said: dict[str, int | str] = {}
    for name, ours, theirs in (("before", style.before, base.before), ("after", style.after, base.after)):
        if ours != theirs:
            said[name] = twips(gap if ours == "gap" else ours)
    if style.line and style.line != base.line:
        # Each of the two means something else without the other.
        said |= {"line": twips(style.line), "lineRule": "exact"}
    return said


def _tabs(layout: WordLayout, key: str, style: Style) -> Iterator[Element]:
    if key in ("p.masthead", "p.control") or key in ENTRY_STYLES:
        yield w("tabs", w("tab", val="right", pos=layout.text_width - layout.share(style.right)))
    elif key == "dt":
        yield w("tabs", w("tab", val="left", pos=layout.share(AXIS)))


def _indent(layout: WordLayout, key: str, style: Style, base: Style) -> Iterator[Element]:
    said = {}
    if key in ("dt", "dd"):
        said["left"] = layout.share(AXIS)
    if key == CONTINUED:
        said["left"] = twips(LIST_STEP)
    if (style.indent, style.hanging) != (base.indent, base.hanging):
        said["left"] = twips(style.indent + style.hanging)
    if style.hanging != base.hanging:
        said["hanging"] = twips(style.hanging)
    if style.right != base.right:
        said["right"] = layout.share(style.right)
    if key == "dt":
        said["hanging"] = layout.share(AXIS)
    if said:
        yield w("ind", **said)


def _letters(layout: WordLayout, style: Style, base: Style) -> Iterator[Element]:
    """What a style says of letters, in the order that the schema asks for."""
    if style.face != base.face:
        yield _fonts(layout.theme, style.face)
    if is_bold(layout.theme, style) != is_bold(layout.theme, base):
        yield from _toggle("b", bool(style.bold))
    if bool(style.italic) != bool(base.italic):
        yield from _toggle("i", bool(style.italic))
    if style.colour and style.colour != base.colour:
        yield w("color", val=hexadecimal(layout.colours[style.colour]))
    if style.size != base.size:
        yield from _size(style.size)


def is_bold(theme: Theme, style: Style) -> bool:
    """Whether all the words of a style's paragraphs are bold.

    A term shares its paragraph with the words that explain it, so there the term's run is bold instead.
    """
    return bool(style.bold) and style.word != theme.styles["dt"].word


# --- words ------------------------------------------------------------------


def marks_style(theme: Theme, marks: Marks) -> str:
    """The id of the character style for some marks at once, empty for none.

    A run has one style only, and Word turns bold off where a bold run stands in a bold one.
    """
    return style_id(_marks_name(theme, marks)) if marks else ""


def _known(theme: Theme) -> dict[str, MarkStyle]:
    return {"strong": _STRONG, "em": _EMPHASIS, **theme.marks}


def _marks_name(theme: Theme, marks: Marks) -> str:
    words = [mark.word for key, mark in _known(theme).items() if key in marks]
    return words[0] if len(words) == 1 else "UB " + " ".join(word.removeprefix("UB ") for word in words)


def _every(theme: Theme, combinations: Iterable[Marks]) -> list[Marks]:
    said = set(combinations)
    several = sorted({marks for marks in said if len(marks) > 1}, key=sorted)
    return [alone for key in _known(theme) if (alone := frozenset({key})) in said or key != EMOJI] + several


def _character_style(layout: WordLayout, marks: Marks) -> Element:
    carried = [mark for key, mark in _known(layout.theme).items() if key in marks]
    faces, colours, sizes = ([getattr(mark, name) for mark in carried] for name in ("face", "colour", "size"))
    letters: list[Element] = [_fonts(layout.theme, face) for face in faces if face][-1:]
    if any(mark.bold for mark in carried):
        letters += _toggle("b")
    if "em" in marks:
        letters += _toggle("i")
    if "code" in marks:
        letters.append(w("noProof"))
    letters += [w("color", val=hexadecimal(layout.colours[colour])) for colour in colours if colour][-1:]
    letters += _size(next((size for size in reversed(sizes) if size), None))
    if "a" in marks:
        letters.append(w("u", val="single"))
    name = _marks_name(layout.theme, marks)
    parts = [w("name", val=name), w("basedOn", val="DefaultParagraphFont"), w("uiPriority", val=20), w("qFormat")]
    return w("style", *parts, w("rPr", *letters), type="character", **_custom(name), styleId=style_id(name))
