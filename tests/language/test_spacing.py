from __future__ import annotations

import re

import pytest

from pipeline.language.spacing import letters, rules
from pipeline.model.language import Typography

N = "\u00a0"
PLAIN = Typography(quotes=("«", "»"), inner_quotes=("„", "“"), dash=f"{N}— ")


def typeset(
    text: str, typography: Typography = PLAIN, months: tuple[str, ...] = (), counted: tuple[str, ...] = ()
) -> str:
    for pattern, printed in rules(typography, months, counted):
        text = pattern.sub(printed, text)
    return text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("9-19 марта, March 9-19", "9–19 марта, March 9–19"),
        ("5-7 дней, 15-20 с", "5–7 дней, 15–20 с"),
        ("стр. 3-5, Стр. 3-5", "стр. 3–5, Стр. 3–5"),
        ("4,5-6 %", "4,5–6 %"),
        ("$35-$45, $35-45", "$35–$45, $35–45"),
        ("1234-5678 ₽", "1234–5678 ₽"),
        ("10:00-19:00", "10:00–19:00"),
        ("01.03.2027-15.04.2027", "01.03.2027–15.04.2027"),
        ("10 000-12 000", "10 000–12 000"),
        ("2026-2027", "2026–2027"),
        ("4—6", "4–6"),
    ],
)
def test_a_hyphen_of_a_range_is_a_short_dash(text: str, printed: str) -> None:
    told = PLAIN.model_copy(update={"bind_before": ("с",), "range_after": ("стр.",)})
    printed = printed.replace(" с", f"{N}с")
    found = typeset(text, told, months=("марта", "March"), counted=("дней",))
    assert found.replace(N, " ") == printed.replace(N, " ")


@pytest.mark.parametrize(
    "text",
    [
        "Сертификат 1234-5678.",
        "код 9-19",
        "Order 12-34 is paid",
        "артикул 100-200, размер",
        "1.2-1.4",
        "10.03-15.03",
        "30:70-40:80",
        "столик 4-5",
    ],
)
def test_two_numbers_of_which_nothing_says_that_they_are_amounts_may_be_a_code(text: str) -> None:
    assert typeset(text, months=("марта",), counted=("дней",)) == text


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-21",
        "123-45-67",
        "555-0147",
        "212 555-1234",
        "12-5",
        "№ 38-39",
        "COVID-19",
        "1-й",
        "7/8-9",
        "5-100",
        "3-3",
    ],
)
def test_a_hyphen_of_anything_else_stays(text: str) -> None:
    assert typeset(text) == text


def test_a_hyphen_before_a_number_is_a_minus() -> None:
    assert typeset("-5, от -5 до (-$7), SPF-50, 10 -5") == "−5, от −5 до (−$7), SPF-50, 10 -5"


def test_a_hyphen_between_spaces_is_a_dash_unless_it_may_be_a_minus() -> None:
    assert typeset("а - б, а -- б, а — б, 10 - 5") == f"а{N}— б, а{N}— б, а{N}— б, 10 - 5"
    assert typeset("a — b", PLAIN.model_copy(update={"dash": "—"})) == "a—b"


def test_no_line_begins_with_a_dash() -> None:
    assert typeset("9 марта – 2 апреля") == f"9 марта{N}– 2 апреля"


def test_signs_have_the_space_of_the_language() -> None:
    wide = PLAIN.model_copy(update={"after_number": {"%": f"{N}%"}, "before_number": {"№": f"№{N}"}})
    assert typeset("5%, 6 %, №5, 7%-й", wide) == f"5{N}%, 6{N}%, №{N}5, 7%-й"
    narrow = PLAIN.model_copy(update={"after_number": {"%": "%"}, "before_number": {"$": "$"}})
    assert typeset("5 %, $ 35", narrow) == "5%, $35"


def test_abbreviations_of_several_words_stay_together() -> None:
    short = PLAIN.model_copy(update={"phrases": ("т. е.", "и т. д.")})
    assert typeset("т.е. а, Т. е. б и т.д.", short) == f"т.{N}е. а, Т.{N}е. б и{N}т.{N}д."


def test_initials_stay_with_their_surname() -> None:
    assert typeset("О. И. Лебедева, Лебедева О. И.") == f"О.{N}И.{N}Лебедева, Лебедева{N}О.{N}И."
    assert typeset("О.И.Лебедева") == "О.И.Лебедева"
    assert typeset("О.И.Лебедева", PLAIN.model_copy(update={"spaced_initials": True})) == f"О.{N}И.{N}Лебедева"


def test_a_brand_that_begins_like_an_initial_stays() -> None:
    spaced = PLAIN.model_copy(update={"spaced_initials": True})
    assert typeset("М.Видео, Л.Этуаль, О. Лебедева", spaced) == f"М.Видео, Л.Этуаль, О.{N}Лебедева"


def test_words_stay_with_their_name_or_number() -> None:
    bound = PLAIN.model_copy(update={"bind_after": ("г.",), "bind_before": ("г.", "с"), "bind_to_name": ("LLC",)})
    assert (
        typeset("г. Москва, 2027 г. Мы, 5 с, г. и, Aurora LLC", bound)
        == f"г.{N}Москва, 2027{N}г. Мы, 5{N}с, г. и, Aurora{N}LLC"
    )


def test_short_words_stay_with_the_next_and_particles_with_the_one_before() -> None:
    bound = PLAIN.model_copy(update={"bind_short_words": 2, "particles": ("же",), "bind_before": ("м",)})
    assert typeset("и в доме же на 5 м от", bound) == f"и{N}в{N}доме{N}же на{N}5{N}м от"
    assert typeset("и в доме") == "и в доме"


def test_a_day_stays_with_its_month() -> None:
    assert typeset("9 марта, March 9", months=("марта", "March")) == f"9{N}марта, March{N}9"
    assert typeset("am 9. März", months=("März",)) == f"am 9.{N}März"
    assert typeset("Das war 2027. März und April", months=("März",)) == "Das war 2027. März und April"


def test_plain_letters_take_the_place_of_marked_ones_except_in_names() -> None:
    [(pattern, printed)] = letters({"ё": "е", "Ё": "Е"}, ["Алёна", "Семёнова"])
    assert re.sub(pattern, printed, "Ёлка ещё, Алёны, Семёнова") == "Елка еще, Алёны, Семёнова"
    assert letters({}, ["Алёна"]) == []


def test_signs_that_mean_something_to_regular_expressions_are_letters() -> None:
    odd = Typography(
        quotes=("«", "»"),
        inner_quotes=("„", "“"),
        dash=r" \1 ",
        phrases=(r"a\1 (b", "a " * 120),
        bind_before=("*",),
        bind_after=("a[",),
        before_number={"^": "^ "},
        after_number={"\\": r" \g<9>"},
    )
    assert typeset(r"a\1 (b, 5 *, ^5, 5\ ", odd) == rf"a\1{N}(b, 5{N}*, ^ 5, 5 \g<9> "
    assert typeset("a — b", odd) == r"a \1 b"
    [(pattern, printed)] = letters({"]": "[", "^": "x", "\\": "y"}, ["a]b"])
    assert pattern.sub(printed, r"a]b ]^\ab") == "a]b [xyab"


def test_a_hyphen_before_what_somebody_says_is_a_dash() -> None:
    assert typeset("- Да, - сказал он") == f"—{N}Да,{N}— сказал он"
    assert typeset("слово - Да") == f"слово{N}— Да"


def test_a_number_keeps_what_it_counts_but_no_name_and_no_word_behind_a_date() -> None:
    told = PLAIN.model_copy(update={"bind_counted": True, "numerals": ("два",)})
    assert typeset("12 рабочих дней, два клипа, 16 CFR", told) == f"12{N}рабочих дней, два{N}клипа, 16 CFR"
    assert typeset("марта 9 утром", told, months=("марта",)) == f"марта{N}9 утром"


def test_a_sign_of_money_goes_where_the_language_has_it_unless_the_amount_goes_on() -> None:
    told = PLAIN.model_copy(update={"after_number": {"$": f"{N}$"}, "multiples": ("млн",)})
    assert typeset("$38, $35-45, $5 млн", told) == f"38{N}$, 35–45{N}$, $5 млн"


def test_initials_of_another_script_are_left_as_they_are() -> None:
    told = PLAIN.model_copy(update={"spaced_initials": True})
    text = "закон N.Y. Gen. Bus. Law, U.S. Bank"
    assert typeset(text, told, months=("марта",)) == text
    assert typeset("Иванов А.А.", told, months=("марта",)) == f"Иванов{N}А.{N}А."
