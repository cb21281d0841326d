from __future__ import annotations

from decimal import Decimal

import pytest
from samples import CAMPAIGN, MARKET, content, record, refused

from pipeline.model.campaign import Campaign
from pipeline.model.market import Market

TARGET = "cpa: {low: 9, high: 12, currency: USD, why: {en: home market, ru: домашний рынок}}"


def test_a_target_without_an_upper_end_is_at_least_the_lower() -> None:
    found = record(Campaign, content(CAMPAIGN), ("high: 12, ", ""))
    assert found.markets["ru"].targets["cpa"].high is None


def test_a_range_upside_down_is_refused() -> None:
    assert refused(Campaign, content(CAMPAIGN), ("low: 9", "low: ^90")) == [
        "^ markets.ru.targets.cpa.low: low (90) is above high (12)"
    ]


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        ("{window_days: ^0}", "is below 1"),
        ("{taxes: ^half}", '"half" is not one of included, excluded'),
        ("{traffic: ^bought}", '"bought" is not one of organic, paid, all'),
    ],
)
def test_a_counting_says_only_what_the_field_knows(counted: str, said: str) -> None:
    [line] = refused(Campaign, content(CAMPAIGN), (TARGET, f"{TARGET[:-1]}, counted: {counted}}}"))
    assert line.startswith("^ markets.ru.targets.cpa.counted.")
    assert said.split()[0] in line


def test_a_plan_and_a_result_are_amounts_of_a_market() -> None:
    found = record(
        Campaign,
        content(CAMPAIGN),
        (
            "    schedule:\n",
            "    plan: {cost: {value: 900, currency: USD}}\n"
            "    results: {cpa: {value: 10.5, currency: USD, posts: 3, measured: 2027-04-20}}\n    schedule:\n",
        ),
    ).markets["ru"]
    assert (found.plan["cost"].value, found.results["cpa"].value) == (Decimal(900), Decimal("10.5"))


def test_history_is_in_order() -> None:
    lines = refused(Market, content(MARKET), ('"2026-Q2"', '^"2025-Q2"'))
    assert lines == ["^ history.cpa.results.1.period: 2025-Q2 is not after 2026-Q1"]
