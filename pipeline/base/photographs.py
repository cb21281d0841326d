"""A photograph's bytes → how large it is printed, and the few pixels that are printed of it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import PIL.Image

FORMATS = ("JPEG", "PNG")

ROOMS = {"": (108.0, 72.0), "hero": (124.0, 84.0), "hero-Letter": (126.0, 84.0)}
"""The width and height in points that a photograph is fitted into: anywhere, and beside the ask of a page."""

_CUT = 0.25
"""How much of a photograph may be cut off, so that it fills the room beside the ask."""

_PIXELS_PER_POINT = 300 / 72
_ALIKE = 0.02
_QUALITY = 85
_ON_SCREEN = {"quality": 75, "method": 4}
_SCREEN_WIDTHS = (1050, 750, 600, 450, 300)
"""In pixels: the widest is as much as a phone shows across, at three for each point of its screen."""
_SCREEN_BYTES = 12_000
"""How many bytes one on a screen may have: a phone waits for each, and its file comes by mail."""


def printed_size(content: bytes, room: str = "") -> tuple[float, float]:
    """The width and height of a photograph as it is printed in a room, in points."""
    with _opened(content) as image:
        width, height = image.size
        if _lies(image):
            width, height = height, width
    wide, high = ROOMS[room]
    scales = sorted((wide / width, high / height))
    if room and scales[0] >= (1 - _CUT) * scales[1]:
        # It fills the room, with a little cut off at its edges.
        return wide, high
    scale = scales[0]
    return round(width * scale, 2), round(height * scale, 2)


def small(content: bytes, width: float, height: float) -> bytes:
    """A photograph as a JPEG of no more pixels than print shows in so many points, and nothing else of its file.

    Upright, in the colors of screens, on white where it is transparent.
    """
    size = (max(1, round(width * _PIXELS_PER_POINT)), max(1, round(height * _PIXELS_PER_POINT)))
    return _written(_fitted(_upright(content), *size), "JPEG", optimize=True, quality=_QUALITY, subsampling=0)


def on_screen(content: bytes, width: float, height: float) -> bytes:
    """A photograph as a WebP of the most pixels that a phone shows and so many bytes have room for, in the shape of
    width and height; as `small` otherwise.
    """
    image, made = _upright(content), b""
    for across in _SCREEN_WIDTHS:
        made = _written(_fitted(image, across, round(across * height / width)), "WEBP", **_ON_SCREEN)
        if len(made) <= _SCREEN_BYTES:
            break
    return made


def _upright(content: bytes) -> PIL.Image.Image:
    """A photograph as screens show it: upright, in their colors, on white."""
    from PIL import ImageOps

    with _opened(content) as opened:
        return _on_white(_in_screen_colors(ImageOps.exif_transpose(opened)))


def _fitted(image: PIL.Image.Image, width: int, height: int) -> PIL.Image.Image:
    """An image in the shape of a size, and not larger."""
    from PIL import Image, ImageOps

    size = width, height
    if abs(image.size[0] * size[1] / (image.size[1] * size[0]) - 1) > _ALIKE:
        side = min(image.size[0] / size[0], image.size[1] / size[1])
        image = ImageOps.fit(image, (round(size[0] * side), round(size[1] * side)))
    if image.size[0] > size[0]:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return Image.frombytes("RGB", image.size, image.tobytes())


def _written(image: PIL.Image.Image, form: str, **told: Any) -> bytes:
    made = io.BytesIO()
    image.save(made, form, **told)
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
