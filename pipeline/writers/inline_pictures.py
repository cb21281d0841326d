"""A picture inside a line → what each writer puts there: as high as a line has room for, or a small photograph."""

from __future__ import annotations

import base64
from functools import lru_cache
from pathlib import Path

from pipeline.base import photographs
from pipeline.document.tree import Inline, Picture
from pipeline.model.theme import Theme
from pipeline.writers.pdf.stylesheet import string
from pipeline.writers.pictures import Raster, pixels, png, size, svg

HEIGHT, LOWERED = 12.0, 2.0
"""Points: as high as a line of the masthead leaves room for, and how far below its base line."""
_DPI = 600


class PictureStore:
    """The pictures of one project folder. One that has changed has another digest, and is read again."""

    def __init__(self, folder: Path | None, theme: Theme | None = None) -> None:
        self._folder = folder
        self._theme = theme
        self.raster = lru_cache(maxsize=32)(self._raster)
        self.drawn = lru_cache(maxsize=32)(self._drawn)
        self.on_screen = lru_cache(maxsize=32)(self._on_screen)

    def _raster(self, picture: Picture, accent: str = "") -> Raster:
        """The picture as PNG, a photograph as JPEG; `accent` is the color of a drawing."""
        if self._theme and size(picture.source):
            return png(picture.source, self._theme, accent)
        content = self._content(picture)
        if picture.width:
            return Raster(photographs.small(content, picture.width, picture.height), picture.width, picture.height)
        if _is_svg(picture):
            content = _png(self.drawn(picture))
        width, height = pixels(content)
        return Raster(content, HEIGHT * width / height, HEIGHT)

    def _on_screen(self, picture: Picture, accent: str = "") -> Raster:
        """The picture as screens show it, a photograph as WebP."""
        if not picture.width:
            return self.raster(picture, accent)
        sides = picture.width, picture.height
        return Raster(photographs.on_screen(self._content(picture), *sides), *sides)

    def _drawn(self, picture: Picture, accent: str = "", shown: bool = True) -> str:
        """The picture as a call of Typst, which needs no file for it; of a drawing that is not `shown`, its room."""
        alt = string(picture.alt)
        if self._theme and (room := size(picture.source)):
            if not shown:
                return f"box(width: {room[0]:g}pt, height: {room[1]:g}pt)"
            made = svg(picture.source, self._theme, accent).decode()
            return _image(made, f"width: {room[0]:g}pt", alt)
        if picture.width:
            sides = picture.width, picture.height
            return _image(_around(self.raster(picture).content, "jpeg", *sides), f"width: {sides[0]:g}pt", alt)
        content = self._content(picture)
        if not _is_svg(picture):
            width, height = pixels(content)
            return _image(_around(content, "png", HEIGHT * width / height, HEIGHT), f"height: {HEIGHT}pt", alt)
        return _image(content.decode(), f"height: {HEIGHT}pt", alt)

    def _content(self, picture: Picture) -> bytes:
        if self._folder is None:
            raise FileNotFoundError(picture.source)
        return (self._folder / picture.source).read_bytes()


def tall(children: tuple[Inline, ...], line: float) -> float:
    """How high the highest picture directly among some inlines is, in points; 0 where a line has room for all."""
    found = (child for child in children if isinstance(child, Picture))
    heights = (one.height if one.width else (size(one.source) or (0.0, 0.0))[1] for one in found)
    return max((height for height in heights if height > line), default=0.0)


def lowered(picture: Picture) -> float:
    """How far below its base line a picture stands, in points: a photograph stands on it."""
    return 0.0 if picture.width else LOWERED


def _image(svg: str, size: str, alt: str) -> str:
    return f'image(bytes({string(svg)}), format: "svg", {size}, alt: {alt})'


def _around(content: bytes, kind: str, width: float, height: float) -> str:
    """An SVG that holds pixels as they are: Typst parses a long text far faster than a list of numbers."""
    size, data = f"width='{width:g}' height='{height:g}'", base64.b64encode(content).decode()
    picture = f"<image {size} preserveAspectRatio='none' href='data:image/{kind};base64,{data}'/>"
    return f"<svg xmlns='http://www.w3.org/2000/svg' {size}>{picture}</svg>"


def _is_svg(picture: Picture) -> bool:
    return picture.source.endswith(".svg")


def _png(call: str) -> bytes:
    import typst

    page = "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
    made = typst.compile(f"{page}#{call}".encode(), format="png", ppi=_DPI, ignore_system_fonts=True)
    if not isinstance(made, bytes):
        raise TypeError("a picture is one page")
    return made
