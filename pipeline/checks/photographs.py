"""A photograph's bytes → what keeps it from being printed: another type, damage, a size or colors that do not print."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.base import photographs
from pipeline.base.problems import N_, Problem, problem
from pipeline.checks import picture_files

if TYPE_CHECKING:
    import PIL.Image

_MOST_BYTES = 5_000_000
_MOST_PIXELS, _FEWEST_PIXELS = 6000, 150
_BOXES = {b"heic": "HEIC", b"heix": "HEIC", b"mif1": "HEIC", b"avif": "AVIF"}
"""What files of boxes say of themselves behind their first one's length and name."""
_DEEP = ("I", "I;16", "I;16B", "F")


def problems(content: bytes, path: str) -> list[Problem]:
    """What is wrong with a photograph; `path` is its file, whose ending says what it should be."""
    found = picture_files.too_large(content, path, _MOST_BYTES, N_("save a smaller copy; a brief prints it small"))
    if found:
        return found
    wanted, begins = "PNG" if path.endswith(".png") else "JPEG", _kind(content)
    if begins != wanted:
        return [picture_files.another(path, wanted, begins)]
    return list(_read(content, path))


def _kind(content: bytes) -> str:
    """What a file begins as; empty where nobody knows it."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WebP"
    if content[4:8] == b"ftyp":
        return _BOXES.get(content[8:12], "")
    return picture_files.kind(content)


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
        found = [picture_files.damaged(path, error)]
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
