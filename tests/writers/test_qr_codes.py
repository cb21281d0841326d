from __future__ import annotations

import io
import re

import segno
from PIL import Image

from pipeline.document.qr_codes import QrCode
from pipeline.writers import qr_codes

CODE = QrCode("https://northlight.example/vera", 459.25)
MATRIX = [list(map(bool, row)) for row in segno.make(CODE.link, error="m", micro=False).matrix_iter(border=4)]


def test_the_vector_has_a_square_for_each_dark_module() -> None:
    drawn = qr_codes.svg(CODE).decode()
    assert 'viewBox="0 0 459.25 72"' in drawn
    squares = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawn)}
    assert squares == {(x, y) for y, row in enumerate(MATRIX) for x, dark in enumerate(row) if dark}


def test_the_raster_shows_the_same_modules() -> None:
    picture = Image.open(io.BytesIO(qr_codes.png(CODE))).convert("L")
    size = picture.width // len(MATRIX)
    assert picture.size == (size * len(MATRIX), size * len(MATRIX))
    shown = [
        [picture.getpixel((x * size + size // 2, y * size + size // 2)) == 0 for x in range(len(MATRIX))]
        for y in range(len(MATRIX))
    ]
    assert shown == MATRIX


def test_the_bytes_repeat() -> None:
    assert (qr_codes.svg(CODE), qr_codes.png(CODE)) == (qr_codes.svg(CODE), qr_codes.png(CODE))
