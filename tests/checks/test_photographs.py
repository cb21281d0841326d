from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from samples import CAMPAIGN, said, smallest

from pipeline.checks import photographs

NAME = "content/pictures/lamp.jpg"


def picture(width: int = 300, height: int = 200, mode: str = "RGB", form: str = "JPEG", **options: object) -> bytes:
    made = io.BytesIO()
    Image.new(mode, (width, height)).save(made, form, **options)
    return made.getvalue()


def moving() -> bytes:
    frames = [Image.new("RGB", (200, 200), color) for color in ("red", "blue")]
    made = io.BytesIO()
    frames[0].save(made, "PNG", save_all=True, append_images=frames[1:])
    return made.getvalue()


def deep() -> bytes:
    made = io.BytesIO()
    Image.new("I;16", (200, 200)).save(made, "PNG")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("a.jpg", b" ", "the file is empty"),
        ("a.jpg", b"x" * 5_000_001, "5000001 bytes; a picture has at most 5000000 (save a smaller copy; a brief prints it small)"),
        ("a.jpg", b"hello", "does not contain JPEG (save it again as JPEG; renaming a file does not convert it)"),
        ("a.png", picture(), "contains JPEG, not PNG (save it again as PNG; renaming a file does not convert it)"),
        ("a.jpg", picture(form="PNG"), "contains PNG, not JPEG (save it again as JPEG; renaming a file does not convert it)"),
        ("a.jpg", picture(form="WEBP"), "contains WebP, not JPEG (save it again as JPEG; renaming a file does not convert it)"),
        ("a.jpg", picture(form="GIF"), "contains GIF, not JPEG (save it again as JPEG; renaming a file does not convert it)"),
        ("a.jpg", b"\0\0\0\x18ftypheic" + b"\0" * 40, "contains HEIC, not JPEG (save it again as JPEG; renaming a file does not convert it)"),
        ("a.jpg", picture()[:400], "the file is damaged: "),
        ("a.png", picture(form="PNG")[:60], "the file is damaged: "),
        ("a.jpg", picture(6001, 200), "6001 × 200; a side may be at most 6000"),
        ("a.jpg", picture(300, 149), "300 × 149 pixels: too small to print (each side at least 150)"),
        ("a.jpg", picture(mode="CMYK"), "its colors are those of a printing press (CMYK) (save it again in RGB)"),
        ("a.png", moving(), "the picture moves (save one of its frames)"),
        ("a.png", deep(), "16 bits a channel (save it with 8; the difference does not show in print)"),
    ],
)  # fmt: skip
def test_what_keeps_a_picture_from_being_printed_is_named(name: str, content: bytes, line: str) -> None:
    [found] = photographs.problems(content, name)
    assert str(found).startswith(f"{name}: {line}")


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_picture_is_printed(mode: str) -> None:
    assert photographs.problems(picture(mode=mode), NAME) == []
    assert photographs.problems(picture(mode=mode, form="PNG"), "a.png") == []


STILL = "picture: {file: pictures/lamp.jpg, alt: {en: A lamp, ru: Лампа}, credit: Northlight}"


@pytest.fixture
def with_picture(tmp_path: Path) -> Path:
    folder = smallest(tmp_path / "p")
    path = folder / CAMPAIGN
    text = path.read_text(encoding="utf-8").replace("ru: Лампа}}", f"ru: Лампа}}, {STILL}}}", 1)
    path.write_text(text, encoding="utf-8")
    (folder / "content/pictures").mkdir()
    return folder


def test_a_picture_that_is_not_there_is_named_where_it_is_asked_for(with_picture: Path) -> None:
    assert said(with_picture) == [f'{CAMPAIGN}:8:56: product.picture.file: no picture "pictures/lamp.jpg" in content/']


def test_a_picture_behind_a_link_out_of_the_folder_is_not_there(with_picture: Path) -> None:
    (with_picture.parent / "lamp.jpg").write_bytes(picture())
    (with_picture / NAME).symlink_to(with_picture.parent / "lamp.jpg")
    [line] = said(with_picture)
    assert line.endswith('no picture "pictures/lamp.jpg" in content/')


def test_a_wrong_picture_is_named_by_its_file(with_picture: Path) -> None:
    (with_picture / NAME).write_bytes(picture(mode="CMYK"))
    assert said(with_picture) == [f"{NAME}: its colors are those of a printing press (CMYK) (save it again in RGB)"]
