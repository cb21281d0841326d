from __future__ import annotations

import re
import warnings

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.base.expressions import LONGEST_TEXT, NotAPattern
from pipeline.base.patterns import SearchPattern, caseless


def refusal(expression: str) -> str:
    """Why an expression is not looked for."""
    with pytest.raises(NotAPattern) as found:
        SearchPattern.written(expression)
    return found.value.message.format(**found.value.values)


@pytest.mark.parametrize(
    ("expression", "letters"),
    [
        (r"\bcampaigns?\b", "campaign"),
        (r"\w+ - \w", " - "),
        (r"\w+[,.:;»)]*  +\S", " "),
        (r"данн(?:ый|ая) (?:ролик|бриф)\w*", "данн"),
        (r"deep[- ]dive\w*", "deep"),
        (r"a+b", "a"),
        (r"(?:a|(?:b|c)d)xyz{0,2}", "xy"),
        (r"фидбек\w*|фидбэк\w*", ""),
        (r"a\|b", "a|b"),
        (r"[(]ab|c[)]", ""),
        (r"(?<!a)bc(?=d)", "bc"),
        (r"a{2}bc", "bc"),
        (r"\.\ \-a", ". -a"),
    ],
)
def test_what_every_match_holds_is_read_from_the_expression(expression: str, letters: str) -> None:
    assert SearchPattern.written(expression).letters == letters


_PIECES = st.lists(
    st.sampled_from(
        [
            "ab",
            "B",
            " ",
            "-",
            "s?",
            "t*",
            "u+",
            r"\w*",
            r"\b",
            ".",
            "(?:x|y)",
            "(a|ab)?",
            "[bc]",
            "|",
            "(?!z)",
            "d{0,2}",
        ]
    ),
    max_size=6,
).map("".join)


@given(_PIECES, st.text("abBsStuxyzd- .İıſк", max_size=12))
def test_nothing_is_overlooked(expression: str, text: str) -> None:
    try:
        sought = SearchPattern.written(expression)
    except NotAPattern:
        assume(False)
    found = sought.search(text, caseless(text))
    expected = re.search(expression, text, re.IGNORECASE)
    assert (found and found.span()) == (expected and expected.span())


@pytest.mark.parametrize(
    "expression",
    [
        *(r"(?:a|b)x", r"[^a-c\s]+", r"[\w.]+@\w+\.x", r"a{1,3}b", r"a{2,}b", r"x{,2}y", r"[]a]b", r"[^]]b", r"\(.\)"),
        *(r"хук(?:и|а|ов|ом)?\b", r"(?<![\w-])ab", r"^a$", r"a\n\tb", "a, b; c", r"a+?b", "№ 5 < 6", ".*foo"),
    ],
)
def test_what_people_write_is_looked_for(expression: str) -> None:
    SearchPattern.written(expression)


_REPEATED = "is not allowed here in a regular expression"


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        *((text, _REPEATED) for text in ("(a+)+b", "(a|aa)*b", r"(?:\w+\s?)*x", "(.*a){20}", "a**", "a*+b", "a{2}{3}")),
        *(
            (text, _REPEATED)
            for text in (r"(a)\1", "(?P<n>a)", "(?i)a", "(?#a)b", r"\x41", r"\u0041", r"\Z", "a{", "{a}")
        ),
        *((text, _REPEATED) for text in ("*", "a{3,2}", "a{9999}", "[a", "[a[b]]", "[", "\\", r"[\1]", "(?")),
        *((text, "would take too long on a long text") for text in (".*.*x", r"\w*\w*x", "a?" * 20 + "b", ".*a.*b")),
        *((text, "would take too long on a long text") for text in ("(?:a|a)" * 16 + "b", r"\w+.+\d+x", "(?=.*.*y)a")),
        *((text, "matches every text") for text in ("", "a*", "a|b?", r"\b", "(?:a|b*)", "(?=a)", "^", "|a")),
        *((text, "not a regular expression: ") for text in ("[z-a]b", "(?<=a*)b")),
        *((text, "an opening parenthesis without a closing one") for text in ("(a", "(", "((a)")),
        ("a)", "a closing parenthesis without an opening one"),
        ("(" * 9 + "a" + ")" * 9, "nested deeper than 8 levels"),
        ("(" * 290, "nested deeper than 8 levels"),
        ("a" * 301, "longer than 300 characters"),
    ],
)
def test_what_may_never_end_or_is_no_expression_is_refused(expression: str, why: str) -> None:
    assert why in refusal(expression)


_ANY = st.recursive(
    st.sampled_from(["a", "b", r"\w", ".", "[ab]", r"\s", " ", "[^a]", r"\b", "$"]).flatmap(
        lambda sign: st.sampled_from(["", "?", "*", "+", "{0,3}", "{2,}"]).map(lambda often: sign + often)
    ),
    lambda parts: st.one_of(
        st.lists(parts, min_size=1, max_size=5).map("".join),
        st.lists(parts, min_size=1, max_size=3).map(lambda some: f"(?:{'|'.join(some)})"),
        parts.map(lambda part: f"(?={part})"),
    ),
    max_leaves=12,
)
LONG = ["a" * LONGEST_TEXT, "ab" * (LONGEST_TEXT // 2), "a " * (LONGEST_TEXT // 2), "b" * 1000 + "a" * 1000]


@settings(max_examples=150)
@given(_ANY.map(lambda expression: f"{expression}!"))
def test_whatever_is_looked_for_comes_to_its_end_on_the_longest_text(expression: str) -> None:
    try:
        pattern = SearchPattern.written(expression).pattern
    except NotAPattern:
        assume(False)
    for text in LONG:
        assert pattern.search(text) is None


@given(st.text("ab\\()[]{}|*+?.^$-,<!=:#&~wdsbBZ10é \n", max_size=12))
def test_any_text_is_an_expression_or_is_refused(expression: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            SearchPattern.written(expression).search("ab", "ab")
        except NotAPattern as found:
            assert found.message


def test_a_stem_is_looked_for_letter_for_letter_where_a_word_begins() -> None:
    sought = SearchPattern.stem("poun](")
    assert [bool(sought.search(text, caseless(text))) for text in ("5 POUN](s", "spoun](", "pound")] == [
        True,
        False,
        False,
    ]
    with_alternatives = SearchPattern.written("кот|пёс", word=True)
    assert [bool(with_alternatives.search(text, "")) for text in ("скот", "барбопёс", "пёсик")] == [False, False, True]


@pytest.mark.parametrize(
    ("sign", "same"), [("\u212a", "k"), ("ſ", "s"), ("ı", "i"), ("İ", "i"), ("ᲀ", "в"), ("ς", "Σ")]
)
def test_letters_that_an_expression_takes_for_one_are_one(sign: str, same: str) -> None:
    assert re.fullmatch(same, sign, re.IGNORECASE)
    assert SearchPattern.written(same).search(sign, caseless(sign))
