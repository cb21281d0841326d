from __future__ import annotations

import pytest
from markupsafe import Markup

from pipeline.rendering.sentences import as_sentence, cases, of, saying, unnamed


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("in the US posts cost more", "In the US posts cost more."),
        ("в России доставка бесплатная", "В России доставка бесплатная."),
        ("**two weeks** at most", "**Two weeks** at most."),
        ("Already one.", "Already one."),
        ("“clean” is no word of ours", "“Clean” is no word of ours."),
        ("eBay sells it", "eBay sells it."),
        ("why not?", "Why not?"),
        ("", ""),
    ],
)
def test_a_phrase_becomes_a_sentence(phrase: str, said: str) -> None:
    assert as_sentence(phrase) == said


def test_each_sentence_with_a_colon_is_a_case() -> None:
    text = "CPA in range: we go on within **two weeks**. Above it twice: we part, and say why: in one line."
    assert cases(text) == [
        ("CPA in range", "We go on within **two weeks**.", "we go on within **two weeks**."),
        ("Above it twice", "We part, and say why: in one line.", "we part, and say why: in one line."),
    ]


def test_no_sentence_ends_behind_the_day_of_a_date() -> None:
    assert of("Bis 31. Januar: 250 Bestellungen. Danach mehr.") == ["Bis 31. Januar: 250 Bestellungen.", "Danach mehr."]


@pytest.mark.parametrize("text", ["We go on.", "One season decides: we go on.", "In range: we go on. Else we part."])
def test_a_text_that_is_no_list_of_cases_has_none(text: str) -> None:
    assert cases(text) == []


def test_a_case_may_stand_without_the_name_that_is_told_before_it() -> None:
    assert [unnamed(Markup(case), "CPA") for case in ("CPA in range", "Above it")] == ["In range", "Above it"]


@pytest.mark.parametrize(
    ("case", "words", "said"),
    [
        ("Above it once", "above it", "Above $12 once"),
        ("CPA above it once", "above it", "CPA above $12 once"),
        ("Else", "above it", "Else"),
        # It has said its own.
        ("Above $12 once", "above", "Above $12 once"),
    ],
)
def test_a_case_says_figures_in_the_place_of_words(case: str, words: str, said: str) -> None:
    assert saying(Markup(case), words, "above $12") == said
