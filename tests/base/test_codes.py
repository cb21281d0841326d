from __future__ import annotations

import pytest

from pipeline.base.codes import OPAQUE, STAND_IN, hidden


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("See https://aurora.example/a?erid=2VtzqAbCd1, please.", ["https://aurora.example/a?erid=2VtzqAbCd1"]),
        ("«https://aurora.example/путь»", ["https://aurora.example/путь"]),
        ("aurora.example/spring, на сайте", ["aurora.example/spring"]),
        ("write to o.lebedeva@aurora.example.", ["o.lebedeva@aurora.example"]),
        ("#реклама, #ad and @maya.brooks.", ["#реклама", "#ad", "@maya.brooks"]),
        ("SPRING-15, 2VtzqAbCd1 and AU-SG-001-EN", ["SPRING-15", "2VtzqAbCd1", "AU-SG-001-EN"]),
        ("on 2027-03-09 and 2027-03-09T18:00", ["2027-03-09", "2027-03-09T18:00"]),
        ("9-19 марта, 4%, т. е. и т.п.", []),
        ("AT&T, R&D", []),
        ("см. Аврора.рф/весна, shop.example?a=1. Видели shop.example?", ["Аврора.рф/весна", "shop.example?a=1"]),
        ("@maya-brooks, @_a_ и #_b_.", ["@maya-brooks", "@_a_", "#_b_"]),
        ("/start_now_, ~/a/b.txt и C:\\_x_", ["/start_now_", "/a/b.txt", "C:\\_x_"]),
        ("5*10*2 см и *111#", ["5*10*2", "*111#"]),
        ("и/или, 24/7, км/ч, руб./шт.", []),
    ],
)
def test_codes_are_found_in_running_text(text: str, codes: list[str]) -> None:
    assert OPAQUE.findall(text) == codes


def test_what_is_hidden_is_as_long_as_before() -> None:
    assert hidden("a @bc d") == f"a {STAND_IN * 3} d"
