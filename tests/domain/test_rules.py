from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from samples import CAMPAIGN, CREATOR, MARKET, edit, load

from pipeline.domain.rules import Placement, applies, card, concerning, placement
from pipeline.model.rule import MarketRule

DAY = datetime.date.fromisoformat
POST = Placement("vk", "post", 10_000, DAY("2027-03-09"), DAY("2027-09-30"))
"""A post that goes out on March 9 and stays up until September 30."""


def rule(**fields: Any) -> MarketRule:
    usual = {
        "kind": "mark",
        "effective_from": "2026-01-01",
        "text": {"en": "a"},
        "severity": "warn",
        "source": {"en": "a law"},
        "source_kind": "law",
        "confidence": "high",
        "verified_on": "2026-11-16",
        "review_by": "2027-05-01",
        "owner": "ada",
    }
    return MarketRule.model_validate(usual | fields, context={"languages": ("en",), "known_languages": ("en",)})


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ({}, True),
        ({"platforms": ["rutube", "vk"]}, True),
        ({"platforms": ["rutube"]}, False),
        ({"formats": ["story", "post"]}, True),
        ({"formats": ["story"]}, False),
        ({"platforms": ["vk"], "formats": ["story"]}, False),
        ({"followers_above": 9_999}, True),
        ({"followers_above": 10_000}, False),
        ({"followers_above": 0}, True),
        ({"platforms": ["vk"], "followers_above": 10_000}, False),
    ],
)
def test_a_rule_is_narrowed_by_platform_format_and_followers(narrowed: dict[str, Any], expected: bool) -> None:
    assert applies(rule(applies_to=narrowed), POST) is expected


@pytest.mark.parametrize(("followers", "expected"), [(0, False), (1, True), (None, False)])
def test_no_followers_is_a_number_and_no_account_is_none(followers: int | None, expected: bool) -> None:
    post = Placement("vk", "post", followers, POST.first, POST.last)
    assert applies(rule(applies_to={"followers_above": 0}), post) is expected
    assert applies(rule(), post) is True


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"effective_from": "2027-09-30"}, True),
        ({"effective_from": "2027-10-01"}, False),
        ({"effective_to": "2027-03-09"}, True),
        ({"effective_to": "2027-03-08"}, False),
        ({"effective_from": "2027-04-01", "effective_to": "2027-04-01"}, True),
    ],
)
def test_a_rule_concerns_a_post_on_any_day_on_which_it_can_be_seen(fields: dict[str, Any], expected: bool) -> None:
    assert applies(rule(**fields), POST) is expected


def test_of_several_accounts_the_named_one_counts_else_the_largest_on_the_platform(minimal: Path) -> None:
    small, large = "{platform: vk, handle: small, followers: 0}", "{platform: vk, handle: large, followers: 20000}"
    other = "{platform: rutube, handle: other, followers: 90000}"
    edit(minimal, CREATOR, ('[{platform: vk, handle: "ivan", followers: 12000}]', f"[{small}, {large}, {other}]"))
    edit(minimal, CAMPAIGN, ("        format: post\n", "        account: small\n        format: post\n"))
    project = load(minimal)
    named = project.campaigns["dawn"].partnerships["ivan"].deliverables[0]
    assert placement(named, project.creators["ivan"]).followers == 0
    deliverable = named.model_copy(update={"account": None})
    assert placement(deliverable, project.creators["ivan"]).followers == 20_000
    assert placement(deliverable, None).followers is None


def test_the_card_holds_each_rule_once_in_the_market_s_order(minimal: Path) -> None:
    edit(
        minimal,
        MARKET,
        ("platforms: [rutube]", "platforms: [vk]"),
        ("severity: block", "severity: warn\n    on_card: true"),
    )
    post = '\n      - platform: vk\n        format: post\n        count: 1\n        publish: [{date: 2027-03-09, erid: "2VtzqX"}]'
    last = "        stays_up_until: 2027-09-30"
    edit(minimal, CAMPAIGN, (last, f"{last}{post}\n{last}"))
    project = load(minimal)
    partnership, market = project.campaigns["dawn"].partnerships["ivan"], project.markets["ru"]
    creator = project.creators["ivan"]
    assert [list(concerning(market, item, creator)) for item in partnership.deliverables] == [["old-video"]] * 2
    assert list(card(market, partnership, creator)) == [market.rules["old-video"]]
