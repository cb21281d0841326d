from __future__ import annotations

from pipeline.base.assets import Assets
from pipeline.workspace import market_library

PROGRAM = Assets.of(None)


def test_a_country_is_known_by_the_codes_that_people_use() -> None:
    assert [market_library.territory(name) for name in ("gb", "uk", "kz", "first-light", "xx")] == [
        "GB",
        "GB",
        "KZ",
        "",
        "",
    ]


def test_a_country_in_the_library_has_a_template_and_the_clock_of_most_of_its_people() -> None:
    assert market_library.template(PROGRAM, "US") == "templates/new/markets/us.yaml"
    assert market_library.time_zone(PROGRAM, "US") == "America/New_York"


def test_another_country_has_its_clock_where_it_has_one_alone() -> None:
    assert market_library.template(PROGRAM, "AT") == ""
    assert market_library.time_zone(PROGRAM, "AT") == "Europe/Vienna"
    assert market_library.time_zone(PROGRAM, "BR") == ""
    assert market_library.time_zone(PROGRAM, "") == ""
