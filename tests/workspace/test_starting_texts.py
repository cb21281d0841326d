from __future__ import annotations

from pipeline.workspace.starting_texts import StartingTexts, flow


def test_a_short_text_stands_behind_its_key_and_a_long_one_below_it() -> None:
    texts = StartingTexts(("en", "ru"))
    assert texts.text(2, "Post", ru="Пост") == ' {en: "Post", ru: "Пост"}'
    assert texts.text(2, "a" * 50, ru="б" * 50) == f'\n  en: "{"a" * 50}"\n  ru: "{"б" * 50}"'


def test_a_language_without_words_gets_the_english_ones() -> None:
    assert StartingTexts(("de-AT", "kk")).line("Post", de="Beitrag") == '{de-AT: "Beitrag", kk: "Post"}'
    assert StartingTexts(("en",)).line("Post", among=("ru",), ru="Пост") == '{ru: "Пост"}'


def test_a_text_for_some_languages_has_no_other_ones() -> None:
    assert StartingTexts(("en", "ru")).text(2, "Ad", among=["ru"], ru="Реклама") == ' {ru: "Реклама"}'


def test_quotes_inside_a_text_are_escaped() -> None:
    assert flow({"en": 'say "Ad"'}) == '{en: "say \\"Ad\\""}'
