"""Every dated fact that the sample's markets carry, a day before it begins and after, and verdicts on deliverables."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest
from calendars import day

from pipeline.domain.judgement import Verdict, judge
from pipeline.domain.rules import Placement, applies
from pipeline.model.partnership import Deliverable, Paper
from pipeline.reading.project import Project

DAY = datetime.timedelta(days=1)
FACTS = """
ru mark-elements         2022-09-01 vk
ru mark-erid-first       2022-09-01 rutube
ru mark-place            2023-11-22 vk-clips
ru mark-erid-exact       2023-11-22 dzen
ru registry-10k          2025-01-01 vk
ru registry-max          2026-03-18 max
ru meta-ban              2025-09-01 instagram
ru meta-ban              2025-09-01 facebook
ru meta-old-posts        2025-09-01 instagram
ru no-repost-meta        2025-09-01 vk
ru telegram-youtube-ban  2027-01-01 telegram
ru telegram-youtube-ban  2027-01-01 youtube
ru telegram-youtube-ban  2027-01-01 youtube-shorts
ru no-repost-telegram    2027-01-01 vk
ru language              2026-03-01 vk
ru levy                  2025-04-01 dzen
ru retention             2006-07-01 vk
ru foreign-agents        2024-03-22 vk
ru fine-mark             2023-09-01 vk
ru fine-platform         2025-09-01 instagram
ru npd-limit             2019-01-01 vk
ru telegram-youtube-grace 2026-03-10 telegram
ru platforms-in-use      2025-09-01 max
ru levy-payment          2025-04-01 dzen
ru ord-report            2022-09-01 vk
us ftc-clear             2023-07-26 instagram
us ftc-place             2019-11-05 tiktok
us ftc-words             2019-11-05 youtube
us ftc-tool              2023-07-26 instagram
us ftc-connection        2023-07-26 tiktok
us ftc-abroad            2019-11-05 instagram
us ftc-brand             2023-07-26 youtube
us ftc-penalty           2025-01-17 instagram
us ny-synthetic          2026-06-09 instagram
us tax-1099              2026-01-01 tiktok
us platforms-in-use      2024-01-01 youtube
de platforms-in-use      2024-08-28 podcast
de uwg-label             2024-08-28 instagram
de uwg-duty              2021-09-09 podcast
"""
"""Market, rule, its first day by the sources that the market's file names, and a platform that it concerns."""


def at(platform: str, first: datetime.date, last: datetime.date) -> Placement:
    return Placement(platform, "post", 20_000, first, last)


@pytest.mark.parametrize("fact", FACTS.strip().splitlines(), ids=lambda fact: "-".join(fact.split()))
@pytest.mark.parametrize(
    ("first", "last", "concerned"),
    [(-10, -1, False), (-10, 0, True), (0, 0, True), (1, 30, True)],
    ids=["down before", "up on its day", "out on its day", "out after"],
)
def test_a_rule_concerns_what_is_up_from_its_day_on(
    project: Project, fact: str, first: int, last: int, concerned: bool
) -> None:
    market, name, begins, platform = fact.split()
    rule = project.markets[market].rules[name]
    begin = day(begins)
    assert rule.effective_from == begin
    assert applies(rule, at(platform, begin + first * DAY, begin + last * DAY)) is concerned


def test_no_rule_of_the_sample_s_markets_is_without_its_day(project: Project) -> None:
    stated = {tuple(fact.split()[:2]) for fact in FACTS.strip().splitlines()}
    assert stated == {(name, rule) for name, market in project.markets.items() for rule in market.rules}


@pytest.mark.parametrize(("first", "concerned"), [("2026-12-31", True), ("2027-01-01", False)])
def test_the_grace_for_telegram_ends_with_its_last_day(project: Project, first: str, concerned: bool) -> None:
    rule = project.markets["ru"].rules["telegram-youtube-grace"]
    assert applies(rule, at("telegram", day(first), day("2027-03-01"))) is concerned


@pytest.mark.parametrize(("followers", "concerned"), [(9_600, False), (10_000, False), (10_001, True)])
def test_the_register_begins_above_its_line(project: Project, followers: int, concerned: bool) -> None:
    rule = project.markets["ru"].rules["registry-10k"]
    post = Placement("vk", "post", followers, day("2027-03-09"), day("2027-03-10"))
    assert applies(rule, post) is concerned


def deliverable(project: Project, market: str, changes: Mapping[str, object]) -> Deliverable:
    name = {"ru": "anna-ivanova", "us": "maya-brooks"}[market]
    return project.campaigns["spring-glow"].partnerships[name].deliverables[0].model_copy(update=changes)


def verdict(project: Project, market: str, platform: str, first: str, last: str, on: str = "2026-12-01") -> Verdict:
    """The verdict on one post of a market's first creator."""
    name = {"ru": "anna-ivanova", "us": "maya-brooks"}[market]
    partnership = project.campaigns["spring-glow"].partnerships[name]
    post = partnership.deliverables[0].publish[0].model_copy(update={"date": day(first)})
    item = deliverable(project, market, {"platform": platform, "publish": (post,), "stays_up_until": day(last)})
    return judge(project.markets[market], partnership, item, project.creators[name], day(on))


@pytest.mark.parametrize(
    ("market", "platform", "first", "last", "state", "rule", "until"),
    [
        ("ru", "instagram", "2025-08-20", "2025-08-31", "unknown", "", None),
        ("ru", "instagram", "2025-08-20", "2025-09-01", "allowed until", "meta-ban", "2025-08-31"),
        ("ru", "instagram", "2025-09-01", "2025-09-02", "refused", "meta-ban", "2025-09-01"),
        ("ru", "facebook", "2027-03-09", "2027-03-10", "refused", "meta-ban", "2025-09-01"),
        ("ru", "youtube", "2026-12-20", "2026-12-31", "unknown", "", None),
        ("ru", "youtube", "2026-12-20", "2027-01-01", "allowed until", "telegram-youtube-ban", "2026-12-31"),
        ("ru", "youtube", "2026-12-31", "2027-06-30", "allowed until", "telegram-youtube-ban", "2026-12-31"),
        ("ru", "youtube", "2027-01-01", "2027-01-02", "refused", "telegram-youtube-ban", "2027-01-01"),
        ("ru", "telegram", "2027-02-01", "2027-02-02", "refused", "telegram-youtube-ban", "2027-01-01"),
        ("ru", "youtube-shorts", "2027-01-01", "2027-01-01", "refused", "telegram-youtube-ban", "2027-01-01"),
        ("ru", "tiktok", "2027-03-09", "2027-03-10", "unknown", "", None),
        ("ru", "podcast", "2027-03-09", "2027-03-10", "unknown", "", None),
        ("ru", "vk", "2027-03-09", "2027-09-30", "allowed if", "platforms-in-use", None),
        ("ru", "max", "2027-03-09", "2027-09-30", "allowed if", "platforms-in-use", None),
        ("ru", "vk", "2025-08-31", "2025-08-31", "unknown", "", None),
        ("us", "instagram", "2027-03-09", "2027-09-30", "allowed if", "platforms-in-use", None),
        ("us", "podcast", "2027-03-09", "2027-03-10", "unknown", "", None),
        ("us", "vk", "2027-03-09", "2027-03-10", "unknown", "", None),
        ("us", "tiktok", "2025-03-09", "2025-03-10", "allowed", "platforms-in-use", None),
        ("us", "tiktok", "2025-12-30", "2026-01-01", "allowed if", "platforms-in-use", None),
    ],
)
def test_a_deliverable_is_judged_from_its_publication_until_it_comes_down(
    project: Project, market: str, platform: str, first: str, last: str, state: str, rule: str, until: str | None
) -> None:
    found = verdict(project, market, platform, first, last)
    assert (found.state, found.rule, str(found.day) if found.day else None) == (state, rule, until)


def test_a_permission_past_its_review_day_is_unknown_and_a_refusal_stands(project: Project) -> None:
    found = verdict(project, "ru", "vk", "2027-03-09", "2027-03-10", on="2027-05-18")
    assert (found.state, found.rule, found.day) == ("unknown", "platforms-in-use", day("2027-05-17"))
    assert verdict(project, "ru", "vk", "2027-03-09", "2027-03-10", on="2027-05-17").state == "allowed if"
    assert verdict(project, "ru", "telegram", "2027-03-09", "2027-03-10", on="2027-05-18").state == "refused"


def test_a_permission_that_ends_is_one_until_then(project: Project) -> None:
    market = project.markets["us"]
    ending = market.rules["platforms-in-use"].model_copy(update={"effective_to": day("2027-06-30")})
    changed = market.model_copy(update={"rules": {**market.rules, "platforms-in-use": ending}})
    campaign = project.campaigns["spring-glow"]
    partnership = campaign.partnerships["maya-brooks"]
    found = judge(changed, partnership, partnership.deliverables[0], project.creators["maya-brooks"], campaign.issued)
    assert (found.state, found.day) == ("allowed until", day("2027-06-30"))


def test_needs_are_ticked_with_what_shows_them(project: Project) -> None:
    found = verdict(project, "ru", "vk-clips", "2027-03-09", "2027-09-30")
    assert {need.name: bool(need.proof) for need in found.needs} == {"erid": True, "registry": True, "contract": True}
    assert {need.called["ru"] for need in found.needs if need.called} == {
        "идентификатор (erid)",
        "номер страницы в реестре",
        "подписанный договор",
    }
    assert found.missing == ()
    campaign = project.campaigns["summer-shade"]
    daria = campaign.partnerships["daria-kuznetsova"]
    creator, market = project.creators["daria-kuznetsova"], project.markets["ru"]
    missing = judge(market, daria, daria.deliverables[0], creator, campaign.issued).missing
    assert [(need.name, need.rule) for need in missing] == [("erid", ""), ("contract", "retention")]
    noted = daria.model_copy(update={"papers": {"contract": Paper(on="2027-05-20", evidence="signed copy")}})
    [need] = judge(market, noted, daria.deliverables[0], creator, campaign.issued).missing
    assert need.name == "erid"


def test_one_identifier_of_two_is_not_enough(project: Project) -> None:
    partnership = project.campaigns["spring-glow"].partnerships["anna-ivanova"]
    first, second = partnership.deliverables[0].publish
    bare = second.model_copy(update={"identifiers": {}})
    item = deliverable(project, "ru", {"publish": (first, bare)})
    found = judge(project.markets["ru"], partnership, item, project.creators["anna-ivanova"], day("2027-02-12"))
    assert [need.name for need in found.missing] == ["erid"]
