"""A picture inside a line → what each writer puts there: all of one height, which a line has room for."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pipeline.document.tree import Picture
from pipeline.writers.pdf.stylesheet import string
from pipeline.writers.pictures import Raster, pixels

HEIGHT, LOWERED = 12.0, 2.0
"""Points: as high as a line of the masthead leaves room for, and how far below its base line."""
_DPI = 600


class PictureStore:
    """The pictures of one project folder. One that has changed has another digest, and is read again."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self.raster = lru_cache(maxsize=32)(self._raster)
        self.drawn = lru_cache(maxsize=32)(self._drawn)

    def _raster(self, picture: Picture) -> Raster:
        """The picture as PNG."""
        content = self._content(picture)
        if _is_svg(picture):
            content = _png(self.drawn(picture))
        width, height = pixels(content)
        return Raster(content, HEIGHT * width / height, HEIGHT)

    def _drawn(self, picture: Picture) -> str:
        """The picture as a call of Typst, which needs no file for it."""
        content = self._content(picture)
        data = string(content.decode()) if _is_svg(picture) else f"({','.join(map(str, content))},)"
        form = "svg" if _is_svg(picture) else "png"
        return f'image(bytes({data}), format: "{form}", height: {HEIGHT}pt, alt: {string(picture.alt)})'

    def _content(self, picture: Picture) -> bytes:
        if self._folder is None:
            raise FileNotFoundError(picture.source)
        return (self._folder / picture.source).read_bytes()


def _is_svg(picture: Picture) -> bool:
    return picture.source.endswith(".svg")


def _png(call: str) -> bytes:
    import typst

    page = "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
    made = typst.compile(f"{page}#{call}".encode(), format="png", ppi=_DPI, ignore_system_fonts=True)
    if not isinstance(made, bytes):
        raise TypeError("a picture is one page")
    return made
