from __future__ import annotations

from pipeline.language import unit_words


def test_a_language_has_a_word_for_each_form_long_and_short() -> None:
    assert unit_words.of_cldr("ru") >= {"день", "дня", "дней", "дн.", "секунд"}
    assert unit_words.of_cldr("en") >= {"day", "days", "hr", "sec"}


def test_only_what_stands_behind_a_number_is_meant() -> None:
    assert unit_words.behind_numbers(["5\u00a0days", "1 week", "soon", "days 5"]) == {"days", "week"}
