"""A photograph's bytes → how large it is printed, and the few pixels that are printed of it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import PIL.Image

FORMATS = ("JPEG", "PNG")

ROOMS = {"": (108.0, 72.0), "hero": (124.0, 108.0), "hero-Letter": (126.0, 110.0)}
"""The width and height in points that a photograph is fitted into: anywhere, and beside the ask of a page."""

_PIXELS_PER_POINT = 300 / 72
_QUALITY = 85
_ON_SCREEN = {"quality": 72, "subsampling": 2}
"""Screens are looked at from further away, and a phone waits for each byte."""


def printed_size(content: bytes, room: str = "") -> tuple[float, float]:
    """The width and height of a photograph as it is printed in a room, in points."""
    with _opened(content) as image:
        width, height = image.size
        if _lies(image):
            width, height = height, width
    scale = min(ROOMS[room][0] / width, ROOMS[room][1] / height)
    return round(width * scale, 2), round(height * scale, 2)


def small(content: bytes, width: float, height: float, *, printed: bool = True) -> bytes:
    """A photograph as a JPEG of no more pixels than print shows in so many points, and nothing else of its file.

    Upright, in the colors of screens, on white where it is transparent.
    """
    from PIL import Image, ImageOps

    size = (max(1, round(width * _PIXELS_PER_POINT)), max(1, round(height * _PIXELS_PER_POINT)))
    with _opened(content) as opened:
        image = _on_white(_in_screen_colors(ImageOps.exif_transpose(opened)))
    if image.size[0] > size[0]:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    bare = Image.frombytes("RGB", image.size, image.tobytes())
    made = io.BytesIO()
    told = {"quality": _QUALITY, "subsampling": 0} if printed else _ON_SCREEN
    bare.save(made, "JPEG", optimize=True, **told)
    return made.getvalue()


def _opened(content: bytes) -> PIL.Image.Image:
    from PIL import Image

    return Image.open(io.BytesIO(content), formats=FORMATS)


def _lies(image: PIL.Image.Image) -> bool:
    """Whether a note in the file turns it by a quarter."""
    return image.getexif().get(0x0112, 1) in (5, 6, 7, 8)


def _in_screen_colors(image: PIL.Image.Image) -> PIL.Image.Image:
    """The image in sRGB, where it says in which other colors it is; telephones do."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if not profile or image.mode != "RGB":
        return image
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError):
        # A profile that cannot be read says nothing.
        return image


def _on_white(image: PIL.Image.Image) -> PIL.Image.Image:
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB")
    return image.convert("RGB")
