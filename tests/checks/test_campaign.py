from __future__ import annotations

from pathlib import Path

import pytest
from samples import CAMPAIGN, CREATOR, MARKET, METRICS, Change, edit, load, said

LAST_LINE = "        stays_up_until: 2027-09-30\n"
OWN_STAGE = """\
    overrides:
      reason: {en: a, ru: а}
      stages: [{name: {en: a, ru: а}, reviewer: ^bob, checks: {en: a, ru: а}, our_days: 1}]
"""
POSTS = """\
          - {date: 2027-03-09, time: "12:00", erid: "2VtzqAbCd1"}
          - {date: 2027-03-16, time: "12:00", erid: "2VtzqAbCd2"}
"""
POST = "partnerships.ivan.deliverables.0"
REFUSED = f"{POST}.platform: forbidden by the rule old-video: A rule made up for a test, in force from 2027-04-01"


def lines(folder: Path, *changes: Change) -> list[str]:
    """What is wrong after changes to the campaign, with "^" for the place that was marked."""
    places = edit(folder, CAMPAIGN, *changes)
    found = [line.removeprefix(f"{CAMPAIGN}:") for line in said(folder)]
    for place in places:
        found = [line.replace(f"{place}: ", "^ ", 1) if line.startswith(f"{place}: ") else line for line in found]
    return found


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("\nowner: ada\n", "\nowner: ^bob\n"), 'owner: no person "bob"'),
        (("approvers: [ada]", "approvers: [ada, ^bob]"), 'approvers.1: no person "bob"'),
        (("    owner: ada\n    tracked_by", "    owner: ^adda\n    tracked_by"), 'metrics.0.owner: no person "adda" (did you mean "ada"?)'),
        (("creator: ivan", "creator: ^iwan"), 'partnerships.ivan.creator: no creator "iwan" (did you mean "ivan"?)'),
        (("market: ru", "market: ^us"), 'partnerships.ivan.market: no market "us"'),
        (("market: ru\n", "market: ru\n    tax_status: ^npd\n"), 'partnerships.ivan.tax_status: no tax status "npd"'),
        (("platform: vk", "platform: ^vkontakte"), f'{POST}.platform: no platform "vkontakte"'),
        (("format: post", "format: ^pots"), f'{POST}.format: no format "pots" on vk (did you mean "post"?)'),
        (("format: post", "format: ^reel"), f'{POST}.format: no format "reel" on vk (post)'),
        ((LAST_LINE, LAST_LINE + OWN_STAGE), 'partnerships.ivan.overrides.stages.0.reviewer: no person "bob"'),
    ],
)  # fmt: skip
def test_a_name_that_does_not_exist_is_told_at_its_place_with_the_nearest(
    minimal: Path, change: Change, line: str
) -> None:
    assert lines(minimal, change) == [f"^ {line}"]


def test_a_metric_exists_and_its_target_is_not_asked_for_before_it_does(minimal: Path) -> None:
    assert lines(minimal, ("- metric: cpa", "- metric: ^cpx")) == [
        '^ metrics.0.metric: no metric "cpx" (did you mean "cpa"?)'
    ]


def test_a_target_is_one_of_a_metric_of_the_campaign(minimal: Path) -> None:
    [line] = lines(minimal, ("    targets:\n      cpa:", "    targets:\n      cpx:"))
    assert line.endswith('markets.ru.targets.cpx: "cpx" is not a metric of this campaign (did you mean "cpa"?)')


def test_a_metric_of_the_campaign_has_a_target_in_every_market(minimal: Path) -> None:
    target = "      cpa: {low: 9, high: 12, currency: USD, why: {en: home market, ru: домашний рынок}}\n"
    [line] = lines(minimal, ("    targets:\n" + target, "    targets: {}\n"))
    assert line.endswith('markets.ru.targets: no target for "cpa"')


def test_a_campaign_speaks_of_markets_that_exist(minimal: Path) -> None:
    [line] = lines(minimal, ("markets:\n  ru:", "markets:\n  rx:"))
    assert line.endswith('markets.rx: no market "rx"')


def test_a_partnership_is_in_a_market_that_the_campaign_speaks_of(minimal: Path) -> None:
    other = (minimal / MARKET).with_name("kz.yaml")
    other.write_text((minimal / MARKET).read_text(encoding="utf-8"), encoding="utf-8")
    assert lines(minimal, ("market: ru", "market: ^kz")) == [
        '^ partnerships.ivan.market: the campaign has no section for the market "kz"'
    ]


def test_two_partnerships_do_not_have_one_number(minimal: Path) -> None:
    text = (minimal / CAMPAIGN).read_text(encoding="utf-8")
    again = (
        text[text.index("  ivan:\n") :]
        .replace("  ivan:\n", "  olga:\n")
        .replace("2Vtzq", "3Vtzq")
        .replace("IVAN10", "OLGA10")
        .replace(".example/ivan", ".example/olga")
    )
    other = again.replace('number: "001"', 'number: ^"001"')
    assert lines(minimal, (LAST_LINE, LAST_LINE + other)) == [
        "^ partnerships.olga.number: 001 is already the number of ivan"
    ]


# --- targets ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "line"),
    [
        ("{low: 9, high: 12, currency: USD", ""),
        ("{low: 9, high: 12.5, currency: USD", ""),
        ("{low: 8.9, high: 12, currency: USD", "outside this market's history (9–12.5) (say why in reason:)"),
        ("{low: 9, high: 12.6, currency: USD", "outside this market's history (9–12.5) (say why in reason:)"),
        ("{low: 9, currency: USD", ""),
        ("{low: 12.6, currency: USD", "outside this market's history (9–12.5) (say why in reason:)"),
        ("{low: 1, high: 99, reason: {en: a, ru: а}, currency: USD", ""),
        ("{low: 9, high: 12", "money needs a currency"),
    ],
)
def test_a_target_is_in_money_of_some_currency_and_within_the_market_s_history(
    minimal: Path, target: str, line: str
) -> None:
    change = ("{low: 9, high: 12, currency: USD", target)
    if line:
        [found] = lines(minimal, change)
        assert f"markets.ru.targets.cpa: {line}" in found
    else:
        assert load(minimal, CAMPAIGN, change)


def test_only_money_has_a_currency(minimal: Path) -> None:
    edit(minimal, METRICS, ("unit: money", "unit: count"))
    edit(minimal, MARKET, ("  cpa:\n    currency: USD\n", "  cpa:\n"))
    [line] = lines(minimal)
    assert "markets.ru.targets.cpa" in line
    assert ": only money has a currency" in line


# --- what a post must carry -------------------------------------------------


def test_a_post_needs_the_market_s_disclosure_in_its_language(minimal: Path) -> None:
    [line] = lines(minimal, ("        count: 2", "        language: en\n        count: 2"))
    assert line.endswith(f'{POST}: this market has no disclosure wording for a post in "en"')


def test_a_post_is_in_a_language_that_exists(minimal: Path) -> None:
    found = lines(minimal, ("        count: 2", "        language: ^fr\n        count: 2"))
    assert found == [f'^ {POST}.language: no language "fr"']


def test_every_publication_carries_its_own_erid_once_the_campaign_is_no_draft(minimal: Path) -> None:
    missing = POSTS.replace(', erid: "2VtzqAbCd2"', "").replace("- {date: 2027-03-16", "- ^{date: 2027-03-16")
    hint = "each publication needs its own; only a draft can do without it"
    assert lines(minimal, (POSTS, missing)) == [f"^ {POST}.publish.1: no erid ({hint})"]
    assert load(minimal, CAMPAIGN, ("status: in-force", "status: draft"))


def test_a_market_whose_label_has_no_erid_asks_for_none(minimal: Path) -> None:
    edit(minimal, MARKET, (", erid: {erid}", ""))
    bare = POSTS.replace(', erid: "2VtzqAbCd1"', "").replace(', erid: "2VtzqAbCd2"', "")
    assert load(minimal, CAMPAIGN, (POSTS, bare))


# --- rules that refuse a post -----------------------------------------------


@pytest.mark.parametrize(
    ("platform", "days", "rule", "refused"),
    [
        ("rutube", ("2027-03-09", "2027-03-31"), "effective_from: 2027-10-01", False),
        ("rutube", ("2027-03-09", "2027-04-01"), "", True),
        ("vk", ("2027-03-09", "2027-04-01"), "", False),
        ("rutube", ("2027-03-09", "2027-03-16, until: 2027-04-01"), "", True),
        ("rutube", ("2027-06-01", "2027-06-02"), "effective_to: 2027-06-01", True),
        ("rutube", ("2027-06-02", "2027-06-01"), "effective_to: 2027-06-01", True),
        ("rutube", ("2027-06-02", "2027-06-03"), "effective_to: 2027-06-01", False),
        ("rutube", ("2027-05-01", "2027-05-02"), "severity: warn", False),
        ("vk", ("2027-05-01", "2027-05-02"), "applies_to: {}", True),
    ],
)
def test_a_rule_that_blocks_refuses_posts_on_its_platforms_in_its_days(
    minimal: Path, platform: str, days: tuple[str, str], rule: str, refused: bool
) -> None:
    usual = {
        "severity": "severity: block",
        "applies_to": "applies_to: {platforms: [rutube]}",
        "effective_to": "severity",
        "effective_from": "effective_from: 2027-04-01",
    }
    edit(minimal, CREATOR, ("platform: vk", f"platform: {platform}"))
    name = rule.split(":")[0]
    if name:
        edit(minimal, MARKET, (usual[name], f"{rule}\n    severity" if name == "effective_to" else rule))
    posts = "".join(f'          - {{date: {day}, erid: "{day[:10].replace("-", "")}"}}\n' for day in days)
    changes = (
        ("platform: vk", f"platform: ^{platform}"),
        (POSTS, posts),
        ("payment, date: 2027-04-09", "payment, date: 2027-07-09"),
    )
    if refused:
        assert lines(minimal, *changes) == [f"^ {REFUSED}"]
    else:
        assert load(minimal, CAMPAIGN, *changes)


def test_one_mistake_in_a_file_is_not_told_again_by_those_that_name_it(minimal: Path) -> None:
    [place] = edit(minimal, CREATOR, ("time_zone: Asia/Novosibirsk", "time_zone: ^Asia/Novosib"))
    [line] = said(minimal)
    assert line.startswith(f"{CREATOR}:{place}: time_zone: ")
