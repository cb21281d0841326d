from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms

from pipeline.base import photographs


def picture(width: int = 1200, height: int = 800, mode: str = "RGB", form: str = "JPEG", **options: object) -> bytes:
    """A picture whose left half is red."""
    image = Image.new(mode, (width, height), "white")
    image.paste("red", (0, 0, width // 2, height))
    made = io.BytesIO()
    image.save(made, form, **options)
    return made.getvalue()


def turned(note: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = note
    return exif


def decoded(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [(1200, 800, (108.0, 72.0)), (800, 1200, (48.0, 72.0)), (2000, 500, (108.0, 27.0)), (150, 150, (72.0, 72.0))],
)
def test_a_picture_is_fitted_into_a_box(width: int, height: int, size: tuple[float, float]) -> None:
    assert photographs.printed_size(picture(width, height)) == size


def test_a_picture_that_a_note_turns_is_as_high_as_it_is_seen() -> None:
    content = picture(exif=turned(6))
    assert photographs.printed_size(content) == (48.0, 72.0)
    image = decoded(photographs.small(content, 48, 72))
    assert image.size == (200, 300)
    # A quarter to the right: what was left is above.
    assert image.getpixel((100, 20))[0] > 200 > image.getpixel((100, 20))[1]
    assert min(image.getpixel((100, 280))) > 200


def test_a_camera_s_file_becomes_a_few_pixels_and_nothing_else_of_it() -> None:
    exif = turned(1)
    exif[0x010F] = "Camera"
    content = picture(4000, 3000, exif=exif, comment=b"private")
    made = photographs.small(content, 96, 72)
    image = decoded(made)
    assert (image.format, image.size, image.mode) == ("JPEG", (400, 300), "RGB")
    assert not image.getexif()
    assert b"Camera" not in made
    assert b"private" not in made
    assert len(made) < 20_000


def test_a_small_picture_is_not_made_larger() -> None:
    assert decoded(photographs.small(picture(200, 150), 96, 72)).size == (200, 150)


def test_the_same_picture_makes_the_same_bytes() -> None:
    content = picture()
    assert photographs.small(content, 108, 72) == photographs.small(content, 108, 72)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L"])
def test_a_png_of_any_colors_is_printed_on_white(mode: str) -> None:
    image = Image.new("RGBA", (300, 300), (0, 0, 0, 0)).convert(mode)
    made = io.BytesIO()
    image.save(made, "PNG", **({"transparency": 0} if mode in ("P", "L") else {}))
    assert min(decoded(photographs.small(made.getvalue(), 72, 72)).getpixel((10, 10))) > 250


def test_other_colors_than_those_of_screens_are_converted() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for wrong in (profile, b"no profile"):
        assert decoded(photographs.small(picture(icc_profile=wrong), 108, 72)).size == (450, 300)
    own = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = decoded(photographs.small(picture(icc_profile=own), 108, 72))
    assert image.getpixel((20, 20))[0] > 240
    assert "icc_profile" not in image.info


def test_a_phone_has_as_many_pixels_of_a_picture_as_it_shows() -> None:
    made = photographs.on_screen(picture(3000, 2000), 124, 84)
    assert decoded(made).format == "WEBP"
    assert decoded(made).size == (1050, 711)
    assert decoded(photographs.on_screen(picture(400, 271), 124, 84)).size == (400, 271)


def test_a_picture_full_of_detail_has_fewer_pixels_on_a_phone_and_not_more_bytes() -> None:
    busy = Image.effect_noise((1500, 1000), 60).convert("RGB")
    content = io.BytesIO()
    busy.save(content, "PNG")
    made = photographs.on_screen(content.getvalue(), 124, 84)
    assert decoded(made).width < 1050
    calm = Image.effect_noise((60, 40), 60).resize((1500, 1000)).convert("RGB")
    content = io.BytesIO()
    calm.save(content, "PNG")
    assert len(photographs.on_screen(content.getvalue(), 124, 84)) <= 12_000
