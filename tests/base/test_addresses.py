from __future__ import annotations

import pytest

from pipeline.base.addresses import in_ascii


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("https://shop.example/a_b?c=1&d=%20#e", "https://shop.example/a_b?c=1&d=%20#e"),
        ("https://аврора.рф", "https://xn--80aaf2cjb.xn--p1ai"),
        (
            "https://аврора.рф:8443/весна?a=ж&b=1#я",
            "https://xn--80aaf2cjb.xn--p1ai:8443/%D0%B2%D0%B5%D1%81%D0%BD%D0%B0?a=%D0%B6&b=1#%D1%8F",
        ),
        ("https://straße.example/ß", "https://xn--strae-oqa.example/%C3%9F"),
        ("https://МЮЛЛЕР.рф/", "https://xn--e1alacx4f.xn--p1ai/"),
        ("https://my_shop.аврора.рф/", "https://my_shop.xn--80aaf2cjb.xn--p1ai/"),
        ("mailto:info@аврора.рф", "mailto:info@xn--80aaf2cjb.xn--p1ai"),
        ("tel:+74951234567", "tel:+74951234567"),
        ("#раздел", "#раздел"),
    ],
)
def test_an_address_is_written_in_ascii(typed: str, written: str) -> None:
    assert in_ascii(typed) == written


def test_a_host_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="not allowed"):
        in_ascii("https://❤.example/")
