from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from pipeline.model.markdown import INLINES
from pipeline.rendering import inlines


@given(st.text("ab!(){}#@~^|:/.,-+=' \u00a0«»1ё\t;$%?*_[]<>&\"\\`\n", max_size=20))
def test_words_are_what_commonmark_makes_of_them(text: str) -> None:
    assert inlines.words(text) == INLINES.renderInline(text.strip())


def test_words_codes_and_times_are_markup() -> None:
    assert inlines.words(" a *b* https://a.example/c ") == Markup("a <em>b</em> https://a.example/c")
    assert inlines.code("a<b") == Markup("<code>a&lt;b</code>")
    assert inlines.time("2027-03-09", "9 & 10") == Markup('<time datetime="2027-03-09">9 &amp; 10</time>')
    assert isinstance(inlines.words("a"), Markup)


def test_bare_words_have_no_markup() -> None:
    assert inlines.bare(Markup("<em>a</em> &amp; b")) == "a & b"
