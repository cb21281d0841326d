from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.base import patterns
from pipeline.base.patterns import Sought, caseless


@pytest.mark.parametrize(
    ("expression", "letters"),
    [
        (r"\bcampaigns?\b", "campaign"),
        (r"\w+ - \w", " - "),
        (r"\w+[,.:;»)]*  +\S", "  "),
        (r"данн(?:ый|ая) (?:ролик|бриф)\w*", "данн"),
        (r"deep[- ]dive\w*", "deep"),
        (r"a+b", "a"),
        (r"(?:a|(?:b|c)d)xyz{0,2}", "xy"),
        (r"фидбек\w*|фидбэк\w*", ""),
        (r"(?i)ab", ""),
        (r"(?x)a b", ""),
        (r"\x41bc", ""),
        (r"a\|b", ""),
        (r"[(]ab|c[)]", ""),
        (r"(?P<name>ab)cd", ""),
        (r"(?<!a)bc(?=d)", "bc"),
        (r"a{2}bc", "bc"),
    ],
)
def test_what_every_match_holds_is_read_from_the_expression(expression: str, letters: str) -> None:
    assert patterns._letters(expression) == letters


_PIECES = st.lists(
    st.sampled_from(
        ["ab", "B", " ", "-", "s?", "t*", "u+", r"\w*", r"\b", ".", "(?:x|y)", "[bc]", "|", "(?!z)", "d{0,2}"]
    ),
    max_size=6,
).map("".join)


@given(_PIECES, st.text("abBsStuxyzd- .İıſк", max_size=12))
def test_nothing_is_overlooked(expression: str, text: str) -> None:
    found = Sought(expression).search(text, caseless(text))
    expected = re.search(expression, text, re.IGNORECASE)
    assert (found and found.span()) == (expected and expected.span())


@pytest.mark.parametrize(
    ("sign", "same"), [("\u212a", "k"), ("ſ", "s"), ("ı", "i"), ("İ", "i"), ("ᲀ", "в"), ("ς", "Σ")]
)
def test_letters_that_an_expression_takes_for_one_are_one(sign: str, same: str) -> None:
    assert re.fullmatch(same, sign, re.IGNORECASE)
    assert Sought(same).search(sign, caseless(sign))
