"""A photograph's bytes → what keeps it from being printed: another type, damage, a size or colors that do not print."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.base import photographs
from pipeline.base.problems import N_, Problem, problem

if TYPE_CHECKING:
    import PIL.Image

_MOST_BYTES = 5_000_000
_MOST_PIXELS, _FEWEST_PIXELS = 6000, 150
_SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"BM": "BMP",
    b"%PDF": "PDF",
}
_BOXES = {b"heic": "HEIC", b"heix": "HEIC", b"mif1": "HEIC", b"avif": "AVIF"}
"""What files of boxes say of themselves behind their first one's length and name."""
_DEEP = ("I", "I;16", "I;16B", "F")


def problems(content: bytes, path: str) -> list[Problem]:
    """What is wrong with a photograph; `path` is its file, whose ending says what it should be."""
    if len(content) > _MOST_BYTES:
        message, hint = (
            N_("{size} bytes; a picture has at most {most}"),
            N_("save a smaller copy; a brief prints it small"),
        )
        return [problem(path, message, hint=hint, size=len(content), most=_MOST_BYTES)]
    if not content.strip():
        return [problem(path, "the file is empty")]
    wanted, found = "PNG" if path.endswith(".png") else "JPEG", _kind(content)
    if found != wanted:
        message = N_("contains {found}, not {wanted}") if found else N_("does not contain {wanted}")
        hint = N_("save it again as {wanted}; renaming a file does not convert it")
        return [problem(path, message, hint=hint, wanted=wanted, found=found)]
    return list(_read(content, path))


def _kind(content: bytes) -> str:
    """What a file begins as; empty where nobody knows it."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WebP"
    if content[4:8] == b"ftyp":
        return _BOXES.get(content[8:12], "")
    return next((name for start, name in _SIGNATURES.items() if content.startswith(start)), "")


def _read(content: bytes, path: str) -> Iterator[Problem]:
    """What is wrong with its size and colors, and nothing decoded that is larger than it may be; then its data."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=photographs.FORMATS) as opened:
                found = list(_header(opened, path))
                if not found:
                    # Data that end too early are only found where they are read.
                    opened.load()
    except Exception as error:
        # Pillow raises errors of many kinds for damaged files.
        said = " ".join(str(error).split())[:120]
        found = [problem(path, "the file is damaged: {said}", said=said)]
    yield from found


def _header(opened: PIL.Image.Image, path: str) -> Iterator[Problem]:
    width, height = opened.size
    if max(width, height) > _MOST_PIXELS:
        message = "{width} × {height}; a side may be at most {most}"
        yield problem(path, message, width=width, height=height, most=_MOST_PIXELS)
    elif min(width, height) < _FEWEST_PIXELS:
        message, hint = "{width} × {height} pixels: too small to print", N_("each side at least {fewest}")
        yield problem(path, message, hint=hint, width=width, height=height, fewest=_FEWEST_PIXELS)
    if getattr(opened, "n_frames", 1) > 1 and opened.format == "PNG":
        yield problem(path, "the picture moves", hint="save one of its frames")
    if opened.mode in ("CMYK", "YCCK"):
        yield problem(path, "its colors are those of a printing press (CMYK)", hint="save it again in RGB")
    if opened.mode in _DEEP:
        yield problem(path, "16 bits a channel", hint="save it with 8; the difference does not show in print")
