"""WordprocessingML: its elements, runs, fields and links, as lxml elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import copy
from functools import cache, lru_cache

from babel.core import Locale, get_global, parse_locale
from lxml import etree

Element = etree._Element

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
VML = "urn:schemas-microsoft-com:vml"
OFFICE = "urn:schemas-microsoft-com:office:office"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"

_PLACED = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"

_WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"

_NAMESPACES = {"wp": _PLACED, "pic": _PICTURE, "w": MAIN, "r": RELATIONS, "v": VML, "o": OFFICE, "a": DRAWING}
_NAMESPACES |= {"w14": _WORD_2010, "mc": _COMPATIBILITY}
for _prefix, _uri in _NAMESPACES.items():
    etree.register_namespace(_prefix, _uri)

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

WORD_JOINER = "\u2060"
"""It keeps a line together in the PDF; Word has no such sign and some of its fonts draw a box."""

NO_BREAK = "\ufeff"
"""The no-break space of no width: no line ends behind it, and each of our faces has it, empty."""

_KEPT = re.compile(r"(?<=\d)-(?=[^\W\d_]{1,3}(?!\w))|(?<=\b[A-Z])-(?=\d)")
"""The hyphen of an ordinal such as 1st in Russian, or of a form such as W-9: Word has one that ends no line."""


@cache
def qualified(prefixed: str) -> str:
    """The full name of `w:p` and its like."""
    prefix, _, local = prefixed.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


@cache
def _main(local: str) -> str:
    return f"{{{MAIN}}}{local}"


def w(tag: str, *children: Element, **attributes: str | int) -> Element:
    """One element of the main namespace; its attributes are of that namespace too."""
    element = etree.Element(_main(tag))
    # One at a time is quicker than a dictionary of them.
    for key, value in attributes.items():
        element.set(_main(key), str(value))
    element.extend(children)
    return element


def body_of(*children: Element) -> Element:
    """The root of the main part. Programs that know no check boxes show their contents."""
    names = {prefix: _NAMESPACES[prefix] for prefix in ("w", "w14")}
    root = etree.Element(_main("document"), {qualified("mc:Ignorable"): "w14"}, nsmap=names)
    root.append(w("body", *children))
    return root


def xml(root: Element) -> bytes:
    """A part as it stands in the package."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


# --- lengths ----------------------------------------------------------------


def twips(points: float) -> int:
    """Points as twentieths of a point, Word's unit of length."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Points as half points, Word's unit of type size."""
    return round(points * 2)


def border(side: str, width: float, colour: str, space: float = 0) -> Element:
    """One side's border, `width` points wide; Word counts its width in eighths, its space in whole points."""
    return w(side, val="single", sz=round(width * 8), space=round(space), color=hexadecimal(colour))


def hexadecimal(colour: str) -> str:
    """#RRGGBB as Word writes it."""
    return colour.removeprefix("#")


# --- runs -------------------------------------------------------------------


def run_properties(style: str, language: str, *, proofed: bool = True) -> tuple[Element, ...]:
    """The properties of a run: a named style and a language, each unless empty, and whether it is spell-checked."""
    said = [w("rStyle", val=style)] if style else []
    if not proofed:
        said.append(w("noProof"))
    if language:
        said.append(lang(language))
    return (w("rPr", *said),) if said else ()


def run(text: str, style: str = "", language: str = "", *, proofed: bool = True) -> Element:
    """Words in a character style, every space kept; the hyphen of an ordinal or a form ends no line."""
    first, *others = _KEPT.split(text.replace(WORD_JOINER, ""))
    # A copy is made much faster than its elements.
    made = copy(_empty_run(style, language, proofed))
    _say(made[-1], first)
    for part in others:
        made.append(w("noBreakHyphen"))
        made.append(_say(w("t"), part))
    return made


@lru_cache(maxsize=1024)
def _empty_run(style: str, language: str, proofed: bool) -> Element:
    return w("r", *run_properties(style, language, proofed=proofed), w("t"))


def _say(words: Element, text: str) -> Element:
    words.text = text
    if text != text.strip() or "  " in text:
        words.set(_SPACE, "preserve")
    return words


def tab() -> Element:
    """A run that goes to the next tab stop."""
    return w("r", w("tab"))


def line_break() -> Element:
    """A run that ends the line."""
    return w("r", w("br"))


def field(instruction: str, result: str, style: str = "") -> Iterator[Element]:
    """The five runs of a field that Word computes; `result` stands until it does."""
    yield from field_begin(instruction, style)
    yield run(result, style)
    yield field_end(style)


def field_begin(instruction: str, style: str = "") -> Iterator[Element]:
    """The runs before what a field computes."""
    code = w("instrText")
    code.text = f" {instruction} "
    code.set(_SPACE, "preserve")
    yield w("r", *run_properties(style, ""), w("fldChar", fldCharType="begin"))
    yield w("r", *run_properties(style, ""), code)
    yield w("r", *run_properties(style, ""), w("fldChar", fldCharType="separate"))


def field_end(style: str = "") -> Element:
    """The run behind what a field computes."""
    return w("r", *run_properties(style, ""), w("fldChar", fldCharType="end"))


def hyperlink(runs: Iterable[Element], *, anchor: str = "", relation: str = "") -> Element:
    """Runs that lead to a bookmark of this document or to a relationship's target."""
    link = w("hyperlink", *runs, history=1)
    link.set(*((qualified("w:anchor"), bookmark_name(anchor)) if anchor else (qualified("r:id"), relation)))
    return link


def text_control(label: str, *runs: Element) -> Element:
    """A content control in which somebody types, lines included, with what stands there until then."""
    return w("sdt", w("sdtPr", *_alias(label), w("showingPlcHdr"), w("text", multiLine=1)), w("sdtContent", *runs))


def check_box(label: str, family: str, *runs: Element) -> Element:
    """A content control that a click ticks; `runs` are the empty box in a font that has the ticked one, too."""
    states = {"checkedState": "2611", "uncheckedState": "2610"}
    box = _drawn("w14:checkbox", {}, _drawn("w14:checked", {qualified("w14:val"): "0"}))
    for name, sign in states.items():
        box.append(_drawn(f"w14:{name}", {qualified("w14:val"): sign, qualified("w14:font"): family}))
    return w("sdt", w("sdtPr", *_alias(label), box), w("sdtContent", *runs))


def date_control(label: str, language: str, *runs: Element) -> Element:
    """A content control in which somebody chooses a day, written as in the language; `runs` stand there until then."""
    said = Locale.parse(full_language(language), sep="-").date_formats["long"].pattern
    # No font of ours has the narrow space.
    pattern = w("dateFormat", val=_YEAR.sub("yyyy", said).replace("\u202f", "\u00a0"))
    kind = (pattern, w("lid", val=full_language(language)), w("storeMappedDataAs", val="dateTime"))
    return w(
        "sdt",
        w("sdtPr", *_alias(label), w("showingPlcHdr"), w("date", *kind, w("calendar", val="gregorian"))),
        w("sdtContent", *runs),
    )


_YEAR = re.compile(r"(?<!y)y(?!y)")
"""The year as CLDR writes it and Word does not."""


def _alias(label: str) -> tuple[Element, ...]:
    return (w("alias", val=label[:_LONGEST_LABEL]),) if label else ()


_LONGEST_LABEL = 64
"""The letters that Word shows of a control's name at most."""


def bookmark(paragraph: Element, target: str, number: int) -> None:
    """Marks the words of a paragraph as a link's target; `number` is the bookmark's own in the document."""
    properties = 1 if len(paragraph) and paragraph[0].tag == _main("pPr") else 0
    paragraph.insert(properties, w("bookmarkStart", id=number, name=bookmark_name(target)))
    paragraph.append(w("bookmarkEnd", id=number))


def bookmark_name(target: str) -> str:
    """A name that Word allows, hidden from its list of bookmarks: letters, digits and `_`, at most 40."""
    return "_" + "".join(sign if sign.isalnum() else "_" for sign in target)[:39]


# --- pictures ---------------------------------------------------------------

_EMU = 12700
"""DrawingML's units to the point."""


def picture(relation: str, number: int, alt: str, width: float, height: float) -> Element:
    """A run that holds a picture of so many points in its line, with nothing around it.

    `number` is the picture's own in the document; whoever does not see it is told `alt`.
    """
    size = {"cx": str(round(width * _EMU)), "cy": str(round(height * _EMU))}
    named = {"id": str(number), "name": f"Picture {number}"}
    return w(
        "r",
        w(
            "drawing",
            _drawn(
                "wp:inline",
                dict.fromkeys(("distT", "distB", "distL", "distR"), "0"),
                _drawn("wp:extent", size),
                _drawn("wp:docPr", {**named, "descr": alt}),
                _drawn("wp:cNvGraphicFramePr", {}, _drawn("a:graphicFrameLocks", {"noChangeAspect": "1"})),
                _drawn("a:graphic", {}, _drawn("a:graphicData", {"uri": _PICTURE}, _pic(relation, named, size))),
            ),
        ),
    )


def _pic(relation: str, named: dict[str, str], size: dict[str, str]) -> Element:
    shape = _drawn("a:xfrm", {}, _drawn("a:off", {"x": "0", "y": "0"}), _drawn("a:ext", size))
    return _drawn(
        "pic:pic",
        {},
        _drawn("pic:nvPicPr", {}, _drawn("pic:cNvPr", named), _drawn("pic:cNvPicPr", {})),
        _drawn(
            "pic:blipFill",
            {},
            _drawn("a:blip", {qualified("r:embed"): relation}),
            _drawn("a:stretch", {}, _drawn("a:fillRect", {})),
        ),
        _drawn("pic:spPr", {}, shape, _drawn("a:prstGeom", {"prst": "rect"}, _drawn("a:avLst", {}))),
    )


def _drawn(tag: str, attributes: dict[str, str], *children: Element) -> Element:
    element = etree.Element(qualified(tag), attributes)
    element.extend(children)
    return element


# --- languages --------------------------------------------------------------


def lang(tag: str) -> Element:
    """The language of words, the same for every kind of script."""
    full = full_language(tag)
    return w("lang", val=full, eastAsia=full, bidi=full)


@cache
def full_language(tag: str) -> str:
    """A language with the region it is most likely of: Word proofs nothing without a region."""
    language, territory, script, *_ = parse_locale(tag, sep="-")
    if not territory:
        likely = get_global("likely_subtags")
        territory = parse_locale(likely.get(f"{language}_{script}") or likely.get(language, language))[1]
    return "-".join(part for part in (language, script, territory) if part)
