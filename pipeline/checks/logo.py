"""A picture's bytes → what keeps it from being printed: damage, another type, what could harm or fetch."""

from __future__ import annotations

import io
import math
import re
import struct
import warnings
from collections.abc import Iterator, Mapping
from typing import Any
from xml.parsers import expat

from pipeline.base import characters
from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.checks import picture_files

_MOST_BYTES = {"png": 2_000_000, "svg": 200_000}
_MOST_PIXELS, _FEWEST_PIXELS = 4000, 60
_MOST_UNITS = 10_000
_WIDEST = 8
"""Times its height: a wider mark leaves no room for what stands beside it."""
_DEEPEST, _MOST_ELEMENTS = 30, 2000

# An SVG is often kept compressed.
_SIGNATURES = {**picture_files.SIGNATURES, b"\x1f\x8b": "gzip"}
_SHAPES = frozenset(["circle", "ellipse", "g", "line", "path", "polygon", "polyline", "rect", "svg"])
_PAINT = frozenset(["clipPath", "defs", "linearGradient", "radialGradient", "stop"])
_WORDS = frozenset(["desc", "metadata", "title"])
_REFERENCE = re.compile(r"url\(\s*(?!['\"]?#)|@import|expression\(|javascript:|\bdata:", re.IGNORECASE)
_SVG = "http://www.w3.org/2000/svg"


def problems(content: bytes, path: str) -> list[Problem]:
    """What is wrong with a picture; `path` is its file, whose ending says what it should be."""
    kind = path.rpartition(".")[2].lower()
    if found := picture_files.too_large(content, path, _MOST_BYTES[kind]):
        return found
    begins = picture_files.kind(content, _SIGNATURES)
    if (kind == "png") != (begins == "PNG") or (begins and kind == "svg"):
        return [picture_files.another(path, kind.upper(), begins)]
    return list((_png if kind == "png" else _svg)(content, path))


def _refused(path: str, message: str, hint: str = "", line: int = 0, column: int = 0, **values: Any) -> Problem:
    return problem(path, message, hint=hint, line=line, column=column, **values)


def _size(path: str, width: float, height: float, most: int) -> Iterator[Problem]:
    if width <= 0 or height <= 0:
        yield _refused(path, "the picture has no size")
    elif max(width, height) > most:
        message = "{width} × {height}; a side may be at most {most}"
        yield _refused(path, message, width=f"{width:g}", height=f"{height:g}", most=most)
    elif width > _WIDEST * height or height > _WIDEST * width:
        message = "one side is more than {most} times the other: {width} × {height}"
        yield _refused(path, message, width=f"{width:g}", height=f"{height:g}", most=_WIDEST)


# --- PNG --------------------------------------------------------------------


def _png(content: bytes, path: str) -> Iterator[Problem]:
    """What is wrong with a PNG: its header first, so that nothing is decoded that is larger than it may be."""
    if len(content) < 33 or content[12:16] != b"IHDR":
        yield _refused(path, "the file is damaged: it has no header")
        return
    width, height, depth = struct.unpack(">IIB", content[16:25])
    found = list(_size(path, width, height, _MOST_PIXELS))
    if found:
        yield from found
        return
    if height < _FEWEST_PIXELS:
        message, hint = "{height} pixels high: too small to print", N_("at least {fewest}")
        yield _refused(path, message, hint, height=height, fewest=_FEWEST_PIXELS)
    if depth == 16:
        yield _refused(path, "16 bits a channel", N_("save it with 8; the difference does not show in print"))
    if b"acTL" in content[: content.find(b"IDAT")]:
        yield _refused(path, "the picture moves", N_("save one of its frames"))
    yield from _decoded(content, path)


def _decoded(content: bytes, path: str) -> Iterator[Problem]:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(content), formats=["PNG"]) as opened:
                # A picture whose data end too early is only found where they are read.
                opened.load()
                turned = opened.getexif().get(0x0112, 1) != 1
    except Exception as error:
        yield picture_files.damaged(path, error)
        return
    if turned:
        hint = N_("rotate it in an editor and save it, so that every program shows it the same way")
        yield _refused(path, "only a note in the file (EXIF) turns the picture upright", hint)
    if not content.rstrip(b"\0").endswith(b"IEND\xaeB`\x82"):
        yield _refused(path, "the file goes on after its end, or ends too early")


# --- SVG --------------------------------------------------------------------


class _Stop(Exception):
    """Nothing more is read."""


class _Drawing:
    """Reads an SVG and keeps what is wrong with it, each with its line and column."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.depth = self.count = 0
        self.size: tuple[float, float] | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.ProcessingInstructionHandler = self.instruction

    def refuse(self, message: str, hint: str = "", **values: object) -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        self.problems.append(_refused(self.path, message, hint, line, column, **values))

    def doctype(self, *declared: object) -> None:
        self.refuse("a DOCTYPE, which may declare entities", N_("delete the line"))
        raise _Stop

    def instruction(self, target: str, data: str) -> None:
        self.refuse("an instruction to other programs: {target}", N_("delete the line"), target=target[:40])

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.depth, self.count = self.depth + 1, self.count + 1
        if self.depth > _DEEPEST or self.count > _MOST_ELEMENTS:
            self.refuse(
                "more elements than a logo needs: {count}, nested {depth} deep", count=self.count, depth=self.depth
            )
            raise _Stop
        space, _, tag = name.rpartition(" ")
        if self.depth == 1:
            self.root(space, tag, attributes)
        elif space == _SVG and tag not in _SHAPES | _PAINT | _WORDS:
            hint = N_("convert text to paths, and draw everything else as shapes")
            self.refuse("a logo may contain only shapes, not {tag}", hint, tag=tag)
        for key, value in attributes.items():
            self.attribute(key.rpartition(" ")[2], value)

    def root(self, space: str, tag: str, attributes: Mapping[str, str]) -> None:
        if (space, tag) != (_SVG, "svg"):
            self.refuse("not an SVG: the first element is {tag}", tag=tag[:40])
            raise _Stop
        box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
        sides = box[2:] if len(box) == 4 else [attributes.get("width", ""), attributes.get("height", "")]
        try:
            width, height = (float(side.removesuffix("px").removesuffix("pt")) for side in sides)
            if not math.isfinite(width + height):
                raise ValueError
        except ValueError:
            self.refuse("the size is missing", N_('add viewBox="0 0 width height" to the first element'))
            return
        self.problems += _size(self.path, width, height, _MOST_UNITS)

    def attribute(self, name: str, value: str) -> None:
        if name.lower().startswith("on"):
            self.refuse("a script: {name}", N_("delete it"), name=name)
        elif (name in ("href", "src", "base") and not value.startswith("#")) or _REFERENCE.search(value):
            self.refuse('a reference to another file: "{value}"', N_("draw it in this file"), value=value[:60])

    def end(self, name: str) -> None:
        self.depth -= 1


def _svg(content: bytes, path: str) -> Iterator[Problem]:
    try:
        # Whatever the declaration says: both writers hand it on as UTF-8.
        characters.decoded(content, path)
    except Problems as found:
        yield from found.problems
        return
    drawing = _Drawing(path)
    try:
        drawing.parser.Parse(content, True)
    except _Stop:
        pass
    except (expat.ExpatError, ValueError) as error:
        line, column = getattr(error, "lineno", 0), getattr(error, "offset", -1) + 1
        said = expat.ErrorString(error.code) if isinstance(error, expat.ExpatError) else str(error)
        drawing.problems.append(_refused(path, "the file is damaged: {said}", line=line, column=column, said=said))
    yield from drawing.problems
