from __future__ import annotations

import io

from PIL import Image, ImageDraw

from pipeline.writers.html.figures import lighter
from pipeline.writers.pictures import Raster


def drawing() -> Raster:
    image = Image.new("RGBA", (800, 400), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((100, 100, 300, 300), fill="#1f4e79")
    written = io.BytesIO()
    image.save(written, "PNG")
    return Raster(written.getvalue(), 200, 100)


def test_a_drawing_is_as_large_as_a_screen_needs_and_loses_no_color() -> None:
    shown = Image.open(io.BytesIO(lighter(drawing())))
    assert shown.size == (400, 200)
    assert shown.getpixel((100, 100)) == (0x1F, 0x4E, 0x79)
    assert shown.getpixel((10, 10)) == (255, 255, 255)


def test_the_same_drawing_is_the_same_bytes() -> None:
    assert lighter(drawing()) == lighter(drawing())
