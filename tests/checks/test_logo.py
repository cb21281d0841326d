from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image
from samples import ORGANISATION, ROOT, edit, said

from pipeline.checks import logo

SIZE = "0 0 48 48"


def svg(inside: str = "", attributes: str = "", before: str = "") -> bytes:
    return (
        f'{before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="{SIZE}"{attributes}>\n{inside}</svg>'
    ).encode()


def png(width: int = 200, height: int = 100, mode: str = "RGBA", **options: object) -> bytes:
    made = io.BytesIO()
    Image.new(mode, (width, height)).save(made, "PNG", **options)
    return made.getvalue()


def other(form: str, mode: str = "RGB") -> bytes:
    made = io.BytesIO()
    Image.new(mode, (200, 100)).save(made, form)
    return made.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is as large as this."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    )


def deep16() -> bytes:
    made = io.BytesIO()
    Image.new("I;16", (200, 100)).save(made, "PNG")
    return made.getvalue()


def turned() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return png(exif=exif)


def moving() -> bytes:
    made = io.BytesIO()
    frames = [Image.new("RGB", (200, 100), colour) for colour in ("red", "blue")]
    frames[0].save(made, "PNG", save_all=True, append_images=frames[1:])
    return made.getvalue()


def broken_data() -> bytes:
    whole = bytearray(png())
    whole[whole.find(b"IDAT") + 12] ^= 0xFF
    return bytes(whole)


CASES: dict[str, tuple[str, bytes, list[str]]] = {
    "bomb": ("a.png", bomb(12000, 12000), ["12000 × 12000; a side may be at most 4000"]),
    "bomb-of-the-largest-size": ("a.png", bomb(2**31 - 1, 2**31 - 1), ["2.14748e+09 × 2.14748e+09; a side may be at most 4000"]),
    "no-pixels": ("a.png", bomb(0, 10), ["the picture has no size"]),
    "too-many-bytes": ("a.png", png() + b"\0" * 2_000_000, ["2000"]),
    "too-wide": ("a.png", png(1000, 100), ["one side is more than 8 times the other: 1000 × 100"]),
    "too-few-pixels": ("a.png", png(40, 20), ["20 pixels high: too small to print (at least 60)"]),
    "empty": ("a.png", b"", ["the file is empty"]),
    "truncated-header": ("a.png", png()[:20], ["the file is damaged: it has no header"]),
    "truncated-data": ("a.png", png(3000, 3000, "RGB")[:-200], ["the file is damaged: "]),
    "damaged-data": ("a.png", broken_data(), ["the file is damaged: "]),
    "something-behind-its-end": ("a.png", png() + b"<script>", ["the file goes on after its end, or ends too early"]),
    "jpeg-called-png": ("a.png", other("JPEG"), ["contains JPEG, not PNG (save it again as PNG; renaming a file does not convert it)"]),
    "cmyk": ("a.png", other("JPEG", "CMYK"), ["contains JPEG, not PNG (save it again as PNG; renaming a file does not convert it)"]),
    "cmyk-tiff": ("a.png", other("TIFF", "CMYK"), ["contains TIFF, not PNG (save it again as PNG; renaming a file does not convert it)"]),
    "gif-called-png": ("a.png", other("GIF"), ["contains GIF, not PNG (save it again as PNG; renaming a file does not convert it)"]),
    "words-called-png": ("a.png", b"my logo", ["does not contain PNG (save it again as PNG; renaming a file does not convert it)"]),
    "png-called-svg": ("a.svg", png(), ["contains PNG, not SVG (save it again as SVG; renaming a file does not convert it)"]),
    "svg-in-gzip": ("a.svg", b"\x1f\x8b\x08\x00rest", ["contains gzip, not SVG (save it again as SVG; renaming a file does not convert it)"]),
    "sixteen-bits": ("a.png", deep16(), ["16 bits a channel (save it with 8; the difference does not show in print)"]),
    "turned-by-exif": ("a.png", turned(), ["only a note in the file (EXIF) turns the picture upright (rotate it in an editor and save it, so that every program shows it the same way)"]),
    "moving": ("a.png", moving(), ["the picture moves (save one of its frames)"]),
    "svg-too-many-bytes": ("a.svg", svg(" " * 200_000), ["200"]),
    "entities": ("a.svg", svg("&a;", before='<!DOCTYPE svg [<!ENTITY a "aaaa">]>'), [":1:15: a DOCTYPE, which may declare entities (delete the line)"]),
    "entity-from-a-file": ("a.svg", svg("&a;", before='<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), [":1:15: a DOCTYPE, which may declare entities (delete the line)"]),
    "entities-within-entities": ("a.svg", svg("&b;", before='<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'), [":1:15: a DOCTYPE, which may declare entities (delete the line)"]),
    "entity-without-declaration": ("a.svg", svg("<title>&logo;</title>"), [":2:8: the file is damaged: undefined entity"]),
    "script": ("a.svg", svg("<script>alert(1)</script>"), [":2:1: a logo may contain only shapes, not script (convert text to paths, and draw everything else as shapes)"]),
    "script-in-an-attribute": ("a.svg", svg('<path d="M0 0" onclick="alert(1)"/>'), [":2:1: a script: onclick (delete it)"]),
    "script-on-loading": ("a.svg", svg(attributes=' onload="alert(1)"'), [":1:1: a script: onload (delete it)"]),
    "picture-from-the-net": ("a.svg", svg('<image href="https://shop.example/a.png"/>'), [":2:1: a logo may contain only shapes, not image (convert text to paths, and draw everything else as shapes)", ':2:1: a reference to another file: "https://shop.example/a.png" (draw it in this file)']),
    "picture-from-a-file": ("a.svg", svg('<image xlink:href="file:///etc/passwd"/>'), [":2:1: a logo may contain only shapes, not image (convert text to paths, and draw everything else as shapes)", ':2:1: a reference to another file: "file:///etc/passwd" (draw it in this file)']),
    "use-of-another-file": ("a.svg", svg('<use href="b.svg#a"/>'), [":2:1: a logo may contain only shapes, not use (convert text to paths, and draw everything else as shapes)", ':2:1: a reference to another file: "b.svg#a" (draw it in this file)']),
    "fill-from-the-net": ("a.svg", svg('<path fill="url(https://shop.example/a.svg#b)" d="M0 0"/>'), [':2:1: a reference to another file: "url(https://shop.example/a.svg#b)" (draw it in this file)']),
    "style-that-imports": ("a.svg", svg("<style>@import url(https://shop.example/a.css)</style>"), [":2:1: a logo may contain only shapes, not style (convert text to paths, and draw everything else as shapes)"]),
    "style-sheet": ("a.svg", svg(before='<?xml-stylesheet href="https://shop.example/a.css"?>'), [":1:1: an instruction to other programs: xml-stylesheet (delete the line)"]),
    "base-elsewhere": ("a.svg", svg(attributes=' xml:base="https://shop.example/"'), [':1:1: a reference to another file: "https://shop.example/" (draw it in this file)']),
    "html-inside": ("a.svg", svg("<foreignObject/>"), [":2:1: a logo may contain only shapes, not foreignObject (convert text to paths, and draw everything else as shapes)"]),
    "text-in-a-font-of-the-machine": ("a.svg", svg("<text>Aurora</text>"), [":2:1: a logo may contain only shapes, not text (convert text to paths, and draw everything else as shapes)"]),
    "too-deep": ("a.svg", svg("<g>" * 40 + "</g>" * 40), [":2:88: more elements than a logo needs: 31, nested 31 deep"]),
    "too-many-elements": ("a.svg", svg("<g/>" * 3000), [":2:7997: more elements than a logo needs: 2001, nested 2 deep"]),
    "cut-off": ("a.svg", svg("<g>")[:-8], [":2:1: the file is damaged: unclosed token"]),
    "html-called-svg": ("a.svg", b"<html><body/></html>", [":1:1: not an SVG: the first element is html"]),
    "words-called-svg": ("a.svg", b"my logo", [":1:1: the file is damaged: syntax error"]),
    "no-size": ("a.svg", svg().replace(b'viewBox="0 0 48 48"', b""), [':1:1: the size is missing (add viewBox="0 0 width height" to the first element)']),
    "size-of-nothing": ("a.svg", svg().replace(b"48 48", b"0 48"), ["the picture has no size"]),
    "size-that-is-no-number": ("a.svg", svg().replace(b"48 48", b"nan 48"), [':1:1: the size is missing (add viewBox="0 0 width height" to the first element)']),
    "size-without-bound": ("a.svg", svg().replace(b"48 48", b"inf 48"), [':1:1: the size is missing (add viewBox="0 0 width height" to the first element)']),
    "latin-1": ("a.svg", b'<?xml version="1.0" encoding="ISO-8859-1"?>' + svg("<title>é</title>").decode().encode("latin-1"), [":2:8: not UTF-8 text (save the file as UTF-8)"]),
    "utf-16": ("a.svg", svg("<title>é</title>").decode().encode("utf-16"), [":1:1: UTF-16 text (save the file as UTF-8 without a byte order mark)"]),
    "size-without-end": ("a.svg", svg().replace(b"48 48", b"1e9 1e9"), ["1e+09 × 1e+09; a side may be at most 10000"]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_printed_is_named(case: str) -> None:
    name, content, expected = CASES[case]
    found = [str(item) for item in logo.problems(content, f"content/{name}")]
    assert len(found) == len(expected), found
    for line, start in zip(found, expected, strict=True):
        wanted = f"content/{name}{start}" if start.startswith(":") else f"content/{name}: {start}"
        assert line.startswith(wanted) and (line == wanted or not start.endswith(")")), line


@pytest.mark.parametrize(
    "content",
    [
        png(),
        png(mode="RGB"),
        png(mode="L"),
        png(mode="P"),
        png(mode="1"),
        png(dpi=(300, 300)),
        png(4000, 4000, "1"),
    ],
)
def test_a_plain_png_is_a_picture(content: bytes) -> None:
    assert logo.problems(content, "content/a.png") == []


@pytest.mark.parametrize(
    "inside",
    [
        '<title>Aurora</title><path fill="#0B5D51" d="M0 0h10v10z"/>',
        '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><rect fill="url(#a)" width="9" height="9"/>',
        '<g style="fill:#000"><circle r="3"/></g>',
    ],
)
def test_a_plain_svg_is_a_picture(inside: str) -> None:
    assert logo.problems(svg(inside), "content/a.svg") == []
    assert logo.problems(svg(inside, before='<?xml version="1.0" encoding="UTF-8"?>\n'), "content/a.svg") == []


def test_the_sample_s_logo_is_a_picture_with_a_title() -> None:
    content = (ROOT / "content/logo.svg").read_bytes()
    assert logo.problems(content, "content/logo.svg") == []
    assert b"<title>Aurora</title>" in content


def test_a_project_with_a_logo_that_cannot_be_printed_says_why(minimal: Path) -> None:
    edit(minimal, ORGANISATION, ("accent:", "logo: mark.svg\naccent:"))
    (minimal / "content/mark.svg").write_bytes(svg("<script/>"))
    hint = "convert text to paths, and draw everything else as shapes"
    assert said(minimal) == [f"content/mark.svg:2:1: a logo may contain only shapes, not script ({hint})"]


def test_a_logo_that_is_not_there_is_named_with_its_line(minimal: Path) -> None:
    [place] = edit(minimal, ORGANISATION, ("accent:", "logo: ^mark.svg\naccent:"))
    assert said(minimal) == [f'content/organisation.yaml:{place}: logo: no picture "mark.svg" in content/']
