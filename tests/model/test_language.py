from __future__ import annotations

import pytest
from samples import ROOT, Change, record, refused

from pipeline.model.language import Language

ENGLISH = (ROOT / "locales/en/language.yaml").read_text(encoding="utf-8")


def test_a_language_of_its_file_says_how_values_are_printed() -> None:
    english = record(Language, ENGLISH)
    assert (english.name, english.cldr, english.messages) == ("English", "en", "source")
    assert english.money.own.format(symbol="$", amount="5") == "$5"
    assert english.typography.quotes == ("“", "”")


def test_words_come_from_a_catalog_unless_a_language_says_otherwise() -> None:
    language = record(Language, ENGLISH, ("messages: source\n", ""))
    assert (language.messages, language.address) == ("catalog", ())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("messages: source", "messages: guess"), '"guess" is not one of'),
        (("  dash:", "  bind_short_words: 4\n  dash:"), "4 is above 3"),
        (("cldr: en\n", ""), 'the field "cldr" is missing'),
        (('"\\u201c", "\\u201d"', '"\\u201c"'), "typography.quotes"),
    ],
)
def test_a_language_that_says_too_little_or_too_much_is_refused(change: Change, message: str) -> None:
    [line] = refused(Language, ENGLISH, change)
    assert message in line
