from __future__ import annotations

import pytest
from trees import THEME

from pipeline.model.colours import contrast
from pipeline.writers.html import palette

ACCENTS = ["#0B5D51", "#000000", "#FFFFFF", "#FF0000", "#FFE600", "#1A1F1D", "#7B2D8B"]
WORDS = ("ink", "muted", "accent")


@pytest.mark.parametrize("accent", ACCENTS)
def test_words_can_be_read_in_the_dark_whatever_the_accent(accent: str) -> None:
    colours = palette.dark(THEME, accent)
    assert {name for name in WORDS if contrast(colours[name], colours["ground"]) < palette.READABLE} == set()
    for tint in THEME.mixes:
        assert contrast(colours["ink"], colours[tint]) >= 7
        assert contrast(colours["accent"], colours[tint]) >= 4.5


@pytest.mark.parametrize("accent", ["#0B5D51", "#1F3A8A"])
def test_colors_of_pages_are_those_of_a_bright_screen(accent: str) -> None:
    colours = palette.bright(THEME, accent)
    assert {name: colours[name] for name in THEME.palette(accent)} == THEME.palette(accent)
    assert contrast(colours["muted"], colours["ground"]) >= 4.5


def test_a_color_is_mixed_channel_by_channel() -> None:
    assert palette.blend("#000000", "#FF8000", 50) == "#804000"
    assert contrast(palette.lift("#000000", "#000000"), "#000000") >= palette.READABLE
