"""The colors of a theme on a bright and on a dark ground."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model.colours import contrast
from pipeline.model.theme import Theme

READABLE = 7.0
"""The least contrast of words that are not black, as WCAG 2.1 asks for at level AAA."""

_STEPS = 100
_GROUND_SHADE, _INK_TINT, _LINE_TINT = 35, 8, 32
_GROUND = "ground"


def bright(theme: Theme, accent: str) -> Mapping[str, str]:
    """Every color by name, and the ground."""
    return {**theme.palette(accent), _GROUND: "#FFFFFF"}


def dark(theme: Theme, accent: str) -> Mapping[str, str]:
    """The same on a ground as dark as the ink: words are lifted until they can be read, tints mixed from the ground."""
    own = theme.palette(accent)
    ground = blend(own["ink"], "#000000", _GROUND_SHADE)
    ink = blend("#FFFFFF", own["ink"], _INK_TINT)
    lifted = {name: lift(value, ground) for name, value in own.items() if name not in theme.mixes}
    tints = {name: blend(ground, accent_on(ground, own["accent"]), share) for name, share in theme.mixes.items()}
    line = blend(ground, "#FFFFFF", _LINE_TINT)
    return {**lifted, **tints, "ink": ink, "hairline": line, "watermark": line, "white": ground, _GROUND: ground}


def accent_on(ground: str, accent: str) -> str:
    """An accent as it is on a ground."""
    return lift(accent, ground)


def lift(colour: str, ground: str) -> str:
    """A color with as much white as makes it readable on a ground."""
    shades = (blend(colour, "#FFFFFF", share) for share in range(_STEPS + 1))
    return next((shade for shade in shades if contrast(shade, ground) >= READABLE), "#FFFFFF")


def blend(colour: str, other: str, share: float) -> str:
    """A color with `share` percent of another one in it, as #RRGGBB."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share / 100):02X}" for one, two in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
