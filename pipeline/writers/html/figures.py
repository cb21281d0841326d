"""The picture of a figure, inside the file."""

from __future__ import annotations

import io
from pathlib import Path

from pipeline.document.qr_codes import QR_CODE
from pipeline.document.tree import Figure
from pipeline.model.theme import Theme
from pipeline.writers import pictures
from pipeline.writers.html.inlines import data, sides, tag
from pipeline.writers.pictures import Raster

_COLOURS = 16
_EFFORT = 4
"""How hard the smallest form is searched for: 6, which is the most, takes twelve times longer and finds none."""
_PIXELS_PER_POINT = 2.0
"""As many as most screens show of a page at its usual size."""


class FigureMarkup:
    """Makes the markup of pictures. One that is wider than the screen is moved within its own frame."""

    def __init__(self, theme: Theme, folder: Path | None) -> None:
        self._theme = theme
        self._folder = folder

    def picture(self, figure: Figure, accent: str) -> str:
        """The picture of a figure. Raises Problems."""
        small = figure.picture.startswith(QR_CODE)
        content, kind, width, height = self._drawn(figure.picture, accent)
        image = tag("img", alt=figure.alt, src=data(content, kind), **sides(width, height))
        if small:
            return image
        return f"{tag('div', class_='wide', role='group', tabindex='0', aria_label=figure.alt)}{image}</div>"

    def _drawn(self, reference: str, accent: str) -> tuple[bytes, str, float, float]:
        if reference.endswith(".svg"):
            width = min(paper.text_width for paper in self._theme.papers.values())
            return pictures.svg(reference, self._theme, accent, self._folder), "svg+xml", width, 0.0
        raster = pictures.png(reference, self._theme, accent, self._folder)
        return lighter(raster), "webp", raster.width, raster.height


def lighter(raster: Raster) -> bytes:
    """A drawing of few colors as the smallest picture that a screen needs, without loss: what is printed holds more."""
    from PIL import Image

    written = io.BytesIO()
    with Image.open(io.BytesIO(raster.content), formats=("PNG",)) as image:
        size = round(raster.width * _PIXELS_PER_POINT), round(raster.height * _PIXELS_PER_POINT)
        flat = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image.convert("RGBA")).convert("RGB")
        shown = flat.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0) if size < image.size else flat
        few = shown.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.convert("RGB").save(written, "WEBP", lossless=True, quality=100, method=_EFFORT)
    return written.getvalue()
