from __future__ import annotations

import pytest
from samples import ROOT

from pipeline.checks import load
from pipeline.checks.consistency import texts
from pipeline.reading import sources
from pipeline.reading.authored import Authored

LANGUAGES = load.languages(ROOT)
SAME_ALPHABET = {"en": LANGUAGES["en"], "de": LANGUAGES["en"].model_copy(update={"cldr": "de"})}


@pytest.mark.parametrize(
    ("words", "other", "told"),
    [
        ("Early risers.", "Early risers.", True),
        ("familiar", "familiar", True),
        ("Early  risers.", "Early risers.", True),
        ("TikTok", "TikTok", False),
        ("Aurora Inc.", "Aurora Inc.", False),
        ("CPA, 15 %", "CPA, 15 %", False),
        ("https://shop.example/path @some.handle #first", "https://shop.example/path @some.handle #first", False),
        ("Defender of the Fatherland Day", "Defender of the Fatherland Day", False),
        ("Independence Day (observed)", "Independence Day (observed)", False),
        ("Our Glow serum wins", "Our Glow serum wins", True),
        ("iPhone 15 mm", "iPhone 15 mm", False),
        ("Early risers.", "Жаворонки.", False),
    ],
)
def test_words_are_not_the_same_in_two_alphabets_and_names_are(words: str, other: str, told: bool) -> None:
    assert bool(found({"en": words, "ru": other}, LANGUAGES)) is told


@pytest.mark.parametrize(
    ("words", "told"), [("video", False), ("video post", False), ("finance tracks every order", True)]
)
def test_in_one_alphabet_it_takes_a_sentence(words: str, told: bool) -> None:
    assert bool(found({"en": words, "de": words}, SAME_ALPHABET)) is told


def found(said: dict[str, str], languages: dict[str, object]) -> list[object]:
    lines = "".join(f'  {language}: "{words}"\n' for language, words in said.items())
    source = sources.parse("text:\n" + lines, "content/a.yaml")
    return list(texts.untranslated(Authored(source, ("text",), said), languages))
