from __future__ import annotations

from lxml import etree
from trees import LAYOUT, THEME

from pipeline.writers.docx.layout import WordLayout
from pipeline.writers.docx.ooxml import qualified
from pipeline.writers.docx.theme import theme_part


def colours(layout: WordLayout) -> dict[str, str]:
    """Word's places, in their order, with the color that stands there."""
    scheme = next(theme_part(layout).iter(qualified("a:clrScheme")))
    return {etree.QName(place).localname: place[0].get("val") or "" for place in scheme}


def test_word_s_twelve_places_are_filled_in_word_s_order() -> None:
    accents = [f"accent{number}" for number in range(1, 7)]
    assert list(colours(LAYOUT)) == ["dk1", "lt1", "dk2", "lt2", *accents, "hlink", "folHlink"]


def test_the_first_accent_is_the_organisation_s_and_the_tint_is_mixed_from_it() -> None:
    black = colours(WordLayout(THEME, LAYOUT.page, THEME.palette("#000000")))
    green = colours(LAYOUT)
    assert (green["accent1"], black["accent1"]) == ("0B5D51", "000000")
    assert green["lt2"] != black["lt2"]
    assert (green["lt1"], black["lt1"]) == ("FFFFFF", "FFFFFF")
    assert green["dk1"] == black["dk1"] == THEME.colours["ink"].removeprefix("#")


def test_headings_and_text_have_the_theme_s_families_in_every_script() -> None:
    fonts = next(theme_part(LAYOUT).iter(qualified("a:fontScheme")))
    families = {etree.QName(place).localname: {script.get("typeface") for script in place} for place in fonts}
    assert families == {"majorFont": {THEME.fonts["voice"].family}, "minorFont": {THEME.fonts["text"].family}}


def test_there_are_three_of_each_format_that_word_wants() -> None:
    [formats] = theme_part(LAYOUT).iter(qualified("a:fmtScheme"))
    assert [(etree.QName(part).localname, len(part)) for part in formats] == [
        ("fillStyleLst", 3),
        ("lnStyleLst", 3),
        ("effectStyleLst", 3),
        ("bgFillStyleLst", 3),
    ]
