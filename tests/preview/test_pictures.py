from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from pipeline.preview.pictures import PIXELS_PER_POINT, Page, drawn, pages


@pytest.fixture
def pdf(tmp_path: Path) -> bytes:
    document = pikepdf.new()
    document.add_blank_page(page_size=(300, 200))
    document.add_blank_page(page_size=(100, 400))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_each_page_has_its_size(pdf: bytes) -> None:
    assert pages(pdf) == (Page(300, 200), Page(100, 400))


def test_a_page_is_drawn_for_a_screen(pdf: bytes) -> None:
    image = Image.open(io.BytesIO(drawn(pdf, 1)))
    assert image.format == "JPEG"
    assert image.size == (100 * PIXELS_PER_POINT, 400 * PIXELS_PER_POINT)


@pytest.mark.parametrize("number", [-1, 2, 10**9])
def test_there_is_no_other_page(pdf: bytes, number: int) -> None:
    with pytest.raises(IndexError):
        drawn(pdf, number)
