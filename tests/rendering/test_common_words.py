from __future__ import annotations

import pytest

from pipeline.rendering.common_words import told_apart, told_common, told_facts, told_led, told_varied

HANDS_OFF = "No paid posts for other brands: {} days before the first post and {} days after the last."


def test_texts_that_are_equal_are_said_once() -> None:
    assert told_apart(["Paid at once.", "Paid at once."]) == ("Paid at once.", ("", ""))


def test_a_sentence_that_differs_in_a_number_or_a_word_is_said_by_each() -> None:
    texts = HANDS_OFF.format(14, 14), HANDS_OFF.format(30, 30)
    assert told_apart(texts) == ("", texts)


def test_of_three_texts_only_what_all_of_them_say_is_said_once() -> None:
    common, own = told_apart([f"{HANDS_OFF.format(7, 7)} {each}" for each in ("None.", "One.", "Two.")])
    assert (common, own) == (HANDS_OFF.format(7, 7), ("None.", "One.", "Two."))


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
    common, own = told_apart(["Fish & chips, 3 of them, every day. Salt.", "Fish & chips, 3 of them, every day. Tea."])
    assert (common, own) == ("Fish &amp; chips, 3 of them, every day.", ("Salt.", "Tea."))


def test_texts_of_one_wording_are_told_by_what_differs() -> None:
    texts = [HANDS_OFF.format(14, 14), HANDS_OFF.format(30, 30)]
    common = "No paid posts for other brands: … before the first post and … after the last."
    assert told_varied(texts) == (common, ("14 days", "30 days"))


@pytest.mark.parametrize(
    "texts", [("None at all.", "Half of it, later."), ("Only one.",), ("**Two** a day.", "One a day.")]
)
def test_texts_of_other_wordings_are_told_whole(texts: tuple[str, ...]) -> None:
    assert told_varied(texts) == ("", texts)


def test_texts_that_do_not_differ_are_told_once() -> None:
    assert told_varied(["None at all.", "None at all."]) == ("None at all.", ("", ""))


def test_words_with_which_all_texts_begin_are_said_once_and_end_in_no_short_word() -> None:
    texts = [
        "No paid posts for other brands from 14 days before.",
        "No paid posts for other brands from 30 days before.",
    ]
    assert told_led(texts) == ("No paid posts for other brands", ("from 14 days before.", "from 30 days before."))


def test_a_dash_before_what_differs_is_left_out() -> None:
    assert told_led(["No posts for other brands — 14 days.", "No posts for other brands — 30 days."]) == (
        "No posts for other brands",
        ("14 days.", "30 days."),
    )


def test_bold_words_may_stand_in_what_all_begin_with_and_are_not_torn() -> None:
    texts = ["**7 days** to send statistics, without VAT.", "**7 days** to send statistics, without tax."]
    assert told_led(texts) == ("**7 days** to send statistics,", ("without VAT.", "without tax."))
    torn = ["Whatever is asked, **always two weeks** later.", "Whatever is asked, **always two days** later."]
    assert told_led(torn) == ("", tuple(torn))


@pytest.mark.parametrize(
    "texts",
    [
        ["Only one market says it, and says it at length."],
        ["CPA in range: we go on.", "CPA in range: we stop."],
        ["No paid posts for other brands", "No paid posts for other brands at all."],
        ["No paid posts for *other brands* now.", "No paid posts for *other brands* later."],
        ["No paid posts (for other brands) now.", "No paid posts (for other things) now."],
    ],
)
def test_texts_that_begin_with_little_in_common_are_told_whole(texts: list[str]) -> None:
    assert told_led(texts) == ("", tuple(texts))


def test_what_all_texts_hold_and_what_each_holds_besides_are_sentences_of_their_own() -> None:
    texts = [
        "Copyright is not transferred. We may repost on our pages, with credit: for 6 months, in Russia.",
        "Copyright is not transferred. We may repost on our pages, with credit: for 90 days, worldwide.",
    ]
    assert told_common(texts) == (
        "Copyright is not transferred. We may repost on our pages, with credit.",
        ("For 6 months, in Russia.", "For 90 days, worldwide."),
    )
    texts = ["No posts for other brands — 14 days.", "No posts for other brands — 30 days."]
    assert told_common(texts) == ("No posts for other brands.", ("14 days.", "30 days."))


def test_what_all_texts_begin_with_is_not_told_apart_where_it_is_no_sentence() -> None:
    texts = [
        "No paid posts for other brands from 14 days before.",
        "No paid posts for other brands from 30 days before.",
    ]
    assert told_common(texts) == ("", tuple(texts))


def test_bold_words_that_all_texts_hold_are_said_once_and_those_of_one_stand_first() -> None:
    texts = ["**7 days** to send numbers.", "**7 days** to send numbers. By mail."]
    assert told_facts(["**2 days** to count.", "By mail."]) == ("", (("2 days", "to count."), ("", "By mail.")))
    assert told_facts([texts[1], texts[1] + " Twice."]) == (
        "**7 days** to send numbers.",
        (("", "By mail."), ("", "By mail. Twice.")),
    )
    assert told_facts(texts[1:]) == ("", (("7 days", "to send numbers. By mail."),))
