"""Colors: mixed with white, and how well one is seen on another."""

from __future__ import annotations


def mix(colour: str, share: float) -> str:
    """`share` percent of a color on white, as #RRGGBB."""
    channels = (round(255 + (value - 255) * share / 100) for value in _channels(colour))
    return "#" + "".join(f"{value:02X}" for value in channels)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colors, 1 to 21 (WCAG 2.1, relative luminance)."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TEXT, LARGE, TINT = 4.5, 3.0, 1.3
"""The least contrast of words, of large words and of what is filled in, and of a tint and white on cheap printers."""

ACCENT = 7.0
"""The least contrast of an accent and white, as WCAG 2.1, 1.4.6, asks of text."""


def is_readable(accent: str, tint: float) -> bool:
    """Whether an accent can carry words on white and on its tint, which has `tint` percent of it."""
    return contrast(accent, "#FFFFFF") >= ACCENT and contrast(accent, mix(accent, tint)) >= TEXT


def readable(accent: str, tint: float) -> str:
    """The nearest color that can: the accent with as little black in it as will do."""
    shades = (
        f"#{''.join(f'{round(value * left / 100):02X}' for value in _channels(accent))}" for left in range(100, -1, -1)
    )
    return next(shade for shade in shades if is_readable(shade, tint))


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        value / 255 / 12.92 if value / 255 <= 0.04045 else ((value / 255 + 0.055) / 1.055) ** 2.4
        for value in _channels(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
