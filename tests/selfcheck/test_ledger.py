from __future__ import annotations

import pytest

from pipeline.selfcheck.ledger import Ledger, OwnedText, levelled, stands

OWNED = [
    OwnedText("fee", "a", "9 000$"),
    OwnedText("fee", "b", "$9,000"),
    OwnedText("code", "c", "ANNA"),
    OwnedText("link", "d", "https://shop.example/a"),
    OwnedText("creator", "e", "Анна Иванова"),
    OwnedText("fee", "f", "RUB 450,000"),
]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("9\u00a0000\u202f₽", "9 000₽"),
        ("9 000 ₽", "9 000₽"),
        ("8\u2060–\u206012 $", "8-12$"),
        ("«Рассвет» — всё", '"Рассвет"-все'),
        ("o.name@\nshop.example", "o.name@ shop.example"),
        ("non\u00adbreaking", "nonbreaking"),
        ("well-\nknown", "well-known"),
        ("https://shop.example/\nru/a", "https://shop.example/ru/a"),
        ("е\u0308", "е"),
    ],
)
def test_what_typesetting_and_line_ends_change_is_the_same(text: str, same: str) -> None:
    assert levelled(text) == same


@pytest.mark.parametrize(
    ("text", "form", "there"),
    [
        ("fee 9 000$ paid", "9 000$", True),
        ("fee 19 000$ paid", "9 000$", False),
        ("fee 9 000$", "9 000$", True),
        ("column 3 9 000$", "9 000$", True),
        ("ANNA15.", "ANNA15", True),
        ("ANNA150", "ANNA15", False),
        ("https://shop.example/lo ng/link", "https://shop.example/long/link", True),
        ("1 8:00", "18:00", False),
        ("", "18:00", False),
    ],
)
def test_a_form_stands_there_as_a_whole(text: str, form: str, there: bool) -> None:
    assert stands(text, form) is there


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("pays 9 000$.", {"a"}),
        ("pays 19 000$", set()),
        ("pays 3 9 000$", set()),
        ("pays $9,000 and", {"b"}),
        ("pays $9,000,000", set()),
        ("pays $9,000.50", set()),
        ("code ANNA, link", {"c"}),
        ("code ANNA-15", set()),
        ("code ANNA15", set()),
        ("at https://shop.example/a.", {"d"}),
        ("at https://shop.example/a/b", set()),
        ("at https://shop.example/a?x=1", set()),
        ("Анна Иванова-блогер", {"e"}),
        ("Анна Ивановама", set()),
        ("RUB 450,000", {"f"}),
        ("nothing of anybody", set()),
    ],
)
def test_what_is_somebody_s_is_found_as_whole_words_and_numbers(text: str, owners: set[str]) -> None:
    assert {item.owner for item in Ledger(OWNED).foreign(text, ())} == owners


def test_what_several_own_is_nobody_s_secret_from_one_of_them() -> None:
    ledger = Ledger([OwnedText("fee", "a", "$9,000"), OwnedText("fee", "b", "$9,000")])
    assert ledger.foreign("$9,000", {"b"}) == []
    assert [item.owner for item in ledger.foreign("$9,000", {"c"})] == ["a"]


def test_a_text_of_two_kinds_is_found_as_both() -> None:
    ledger = Ledger([OwnedText("code", "a", "GLOW"), OwnedText("identifier", "a", "GLOW")])
    assert {item.kind for item in ledger.foreign("GLOW", ())} == {"code", "identifier"}


def test_a_text_without_letters_or_digits_is_nobody_s() -> None:
    assert Ledger([OwnedText("code", "a", "—")]).foreign("a — b", ()) == []
