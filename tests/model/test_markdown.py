from __future__ import annotations

import pytest

from pipeline.model.markdown import INLINES


@pytest.mark.parametrize(
    "text",
    [
        "@_a_ and @__glow__, @maya_, @_b",
        "#_glow_ and #__a__",
        "https://shop.example/_promo_/a, https://shop.example/?a=*b*_c_",
        "shop.example/_promo_/ and Аврора.рф/_весна_/а?x=_y_",
        "_sales_@shop.example",
        "/_x_/ and /start_now_ and ~/a/_b_/c",
        r"C:\_x_\*y* and \\server\_share_\a",
        "__init__.py, _final_.mp4",
        "5*10*2 cm, 5cm*10cm*2cm, 0,5*10,5*2",
        "4276****1234, AB*12*CD",
        "*111*5# and *100#",
        "(https://shop.example/_a_)",
        "user__name__x and a_b_c",
    ],
)
def test_codes_are_read_letter_for_letter(text: str) -> None:
    assert INLINES.renderInline(text) == text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("**@_a_** *#_b_*", "<strong>@_a_</strong> <em>#_b_</em>"),
        ("_@aurora_ and __@aurora__", "<em>@aurora</em> and <strong>@aurora</strong>"),
        ("**https://shop.example/_a_/** now", "<strong>https://shop.example/_a_/</strong> now"),
        ("*https://shop.example/a*", "<em>https://shop.example/a</em>"),
        ("*see https://shop.example/a_b_c*", "<em>see https://shop.example/a_b_c</em>"),
        ("_hello@shop.example_", "<em>hello@shop.example</em>"),
        ("**GLOW-15** _GLOW-15_", "<strong>GLOW-15</strong> <em>GLOW-15</em>"),
        ("**5*10*2** cm", "<strong>5*10*2</strong> cm"),
        ("[@_a_](https://shop.example/_a_)", '<a href="https://shop.example/_a_">@_a_</a>'),
        ("[https://a.example/_b_](https://a.example/_b_)", '<a href="https://a.example/_b_">https://a.example/_b_</a>'),
        ("<https://a.example/_b_>", '<a href="https://a.example/_b_">https://a.example/_b_</a>'),
        ("`@_a_` and *two* `#_b_ *c*`", "<code>@_a_</code> and <em>two</em> <code>#_b_ *c*</code>"),
        (r"@\_a\_ and shop.example/\_a\_", "@_a_ and shop.example/_a_"),
        ("5 *words* 2, *и/или*, */day*", "5 <em>words</em> 2, <em>и/или</em>, <em>/day</em>"),
    ],
)
def test_marks_around_codes_are_marks(text: str, printed: str) -> None:
    assert INLINES.renderInline(text) == printed
