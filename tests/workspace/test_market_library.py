from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from samples import load

from pipeline.base.assets import Assets
from pipeline.domain.rules import Placement, applies
from pipeline.workspace import market_library, new

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


@pytest.mark.parametrize(
    ("market", "begins"),
    [
        ("gb", {"cap-label": "2023-03-23", "cap-connection": "2023-03-23", "dmcca-fine": "2025-04-06"}),
        ("kz", {"label-words": "2024-03-02", "label-before": "2024-03-02"}),
        ("de", {"uwg-label": "2024-08-28", "uwg-duty": "2021-09-09", "uwg-brand": "2024-08-28"}),
    ],
)
def test_a_country_s_rules_concern_what_is_up_from_their_day_on(
    minimal: Path, market: str, begins: dict[str, str]
) -> None:
    new.start(minimal, "market", market)
    rules = load(minimal).markets[market].rules
    assert {name: str(rule.effective_from) for name, rule in rules.items()} == begins
    one = datetime.timedelta(days=1)
    for rule in rules.values():
        begin = rule.effective_from
        for first, last, concerned in ((-10, -1, False), (-10, 0, True), (0, 0, True), (1, 30, True)):
            post = Placement("vk", "post", 20_000, begin + first * one, begin + last * one)
            assert applies(rule, post) is concerned
