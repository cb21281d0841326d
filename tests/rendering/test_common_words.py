from __future__ import annotations

import pytest

from pipeline.rendering.common_words import told_apart

HANDS_OFF = "No paid posts for other brands: {} days before the first post and {} days after the last."


def test_texts_that_are_equal_are_said_once() -> None:
    assert told_apart(["Paid at once.", "Paid at once."]) == ("Paid at once.", ("", ""))


def test_a_number_that_differs_stands_in_bold_for_each() -> None:
    common, own = told_apart([HANDS_OFF.format(14, 14), HANDS_OFF.format(30, 30)])
    assert common.replace("\u00a0", " ") == HANDS_OFF.format("<strong>14 / 30</strong>", "<strong>14 / 30</strong>")
    assert own == ("", "")


def test_three_texts_are_told_apart_as_well() -> None:
    common, own = told_apart([HANDS_OFF.format(14, 7), HANDS_OFF.format(30, 7), HANDS_OFF.format(30, 9)])
    assert common.replace("\u00a0", " ") == HANDS_OFF.format(
        "<strong>14 / 30 / 30</strong>", "<strong>7 / 7 / 9</strong>"
    )
    assert own == ("", "", "")


def test_a_word_that_only_one_has_stands_with_the_word_before_it() -> None:
    common, own = told_apart(
        [
            "Within 7 days: reach, views, reactions, and taps.",
            "Within 7 days: reach, views, reactions, saves, and taps.",
        ]
    )
    assert (
        common.replace("\u00a0", " ")
        == "Within 7 days: reach, views, <strong>reactions / reactions, saves</strong>, and taps."
    )
    assert own == ("", "")


def test_a_sentence_that_both_have_is_said_once_and_the_others_are_left() -> None:
    common, own = told_apart(
        ["Nothing of it is included. With consent: 10%.", "Nothing of it is included. By handle: 20%."]
    )
    assert common == "Nothing of it is included."
    assert own == ("With consent: 10%.", "By handle: 20%.")


@pytest.mark.parametrize(
    "texts",
    [
        ["Half before the shoot.", "Thirty days after the invoice."],
        ["**Half** before the shoot, half after it.", "**All** before the shoot, half after it."],
        ["Only one market says it."],
        ["Not included. With consent: 10% more.", "Not included. Ads from the handle: 20%."],
    ],
)
def test_what_has_little_in_common_stays_as_it_is(texts: list[str]) -> None:
    assert told_apart(texts) == ("", tuple(texts))


def test_letters_that_are_markup_elsewhere_are_printed() -> None:
    common, _ = told_apart(["Fish & chips, 3 of them, every day.", "Fish & chips, 4 of them, every day."])
    assert common.replace("\u00a0", " ") == "Fish &amp; chips, <strong>3 / 4</strong> of them, every day."
