from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from samples import CAMPAIGN, CREATOR, MARKET, METRICS, ORGANISATION, Change, edit, load

from pipeline.domain.agreement import Agreement, agreement
from pipeline.reading.project import Project

POSTS = """\
          - {date: 2027-03-09, time: "12:00", erid: "2VtzqAbCd1"}
          - {date: 2027-03-16, time: "12:00", erid: "2VtzqAbCd2"}
"""
PAYMENT = "payment: [{share: 50, at: advance}, {share: 50, at: payment}]"
LAST_LINE = "        stays_up_until: 2027-09-30\n"


def agreed(folder: Path, name: str = CAMPAIGN, *changes: Change) -> Agreement:
    project = load(folder, name, *changes)
    campaign = project.campaigns["dawn"]
    return agreement(project, campaign, campaign.partnerships["ivan"])


def milestones(found: Agreement) -> list[str]:
    return [step.milestone for step in found.schedule]


def utc(day: str, clock: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{day}T{clock}+00:00")


# --- openings ---------------------------------------------------------------


@pytest.mark.parametrize("name", ["Winter", "Зима"])
def test_an_opening_is_suggested_by_its_name_in_any_language(minimal: Path, name: str) -> None:
    assert agreed(minimal).suggested is None
    opening = f"    opening: {{name: {name}, why: {{en: you film at night, ru: вы снимаете ночью}}}}\n"
    found = agreed(minimal, CAMPAIGN, ("    creator: ivan\n", f"    creator: ivan\n{opening}"))
    assert found.suggested == found.framings[1]


# --- money ------------------------------------------------------------------


def test_what_a_creator_sends_is_what_their_tax_status_asks_for(minimal: Path) -> None:
    documents = "tax_documents: {npd: {en: A receipt., ru: Чек.}, ip: {en: An act., ru: Акт.}}\n"
    edit(minimal, MARKET, ("lead: ada\n", f"lead: ada\n{documents}"))
    assert agreed(minimal).terms.payment_documents["ru"] == "Счёт."
    found = agreed(minimal, CAMPAIGN, ("    creator: ivan\n", "    creator: ivan\n    tax_status: npd\n"))
    assert found.terms.payment_documents["ru"] == "Чек."


@pytest.mark.parametrize("currency", ["RUB", "USD"])
def test_a_range_in_money_is_told_to_no_creator(minimal: Path, currency: str) -> None:
    edit(minimal, MARKET, ("currency: RUB\n", f"currency: {currency}\n"))
    assert agreed(minimal).success == ()


def test_each_instalment_is_its_share_of_the_fee_at_its_milestone(minimal: Path) -> None:
    found = agreed(minimal)
    assert [(step.milestone, step.amount) for step in found.schedule] == [
        ("advance", 50_000),
        ("draft", None),
        ("publish", None),
        ("payment", 50_000),
    ]


@pytest.mark.parametrize(
    ("amount", "currency", "shares", "instalments"),
    [
        ("99999", "RUB", (33.3, 66.7), ["33299.67", "66699.33"]),
        ("3250.75", "BYN", (50, 50), ["1625.38", "1625.37"]),
        ("100001", "JPY", (50, 50), ["50001", "50000"]),
        ("1234.567", "KWD", (50, 50), ["617.284", "617.283"]),
        ("0.03", "USD", (50, 50), ["0.02", "0.01"]),
        ("100", "USD", (33.33, 66.67), ["33.33", "66.67"]),
    ],
)
def test_instalments_are_paid_to_the_cent_and_add_up(
    minimal: Path, amount: str, currency: str, shares: tuple[float, float], instalments: list[str]
) -> None:
    payment = f"payment: [{{share: {shares[0]}, at: advance}}, {{share: {shares[1]}, at: payment}}]"
    edit(minimal, MARKET, (PAYMENT, payment))
    found = agreed(minimal, CAMPAIGN, ("amount: 100000, currency: RUB", f"amount: {amount}, currency: {currency}"))
    amounts = [step.amount for step in found.schedule if step.amount is not None]
    assert amounts == [Decimal(part) for part in instalments]
    assert sum(amounts) == Decimal(amount)


def test_instalments_of_one_milestone_are_paid_together(minimal: Path) -> None:
    shares = "{share: 30, at: advance}, {share: 45, at: payment}, {share: 25, at: payment}"
    found = agreed(minimal, MARKET, (PAYMENT, f"payment: [{shares}]"))
    assert [step.amount for step in found.schedule if step.amount is not None] == [30_000, 70_000]


def test_without_an_advance_the_schedule_has_no_advance(minimal: Path) -> None:
    found = agreed(minimal, MARKET, (PAYMENT, "payment: [{share: 100, at: payment}]"))
    assert milestones(found) == ["draft", "publish", "payment"]
    assert found.step("advance") is None
    assert found.schedule[-1].amount == 100_000


def test_a_partnership_s_own_terms_go_before_the_market_s(minimal: Path) -> None:
    own = """\
    overrides:
      reason: {en: a first test, ru: первый тест}
      payment: [{share: 100, at: payment}]
      revision_rounds: 3
"""
    found = agreed(minimal, CAMPAIGN, (LAST_LINE, LAST_LINE + own))
    assert (found.terms.revision_rounds, found.market.terms.revision_rounds) == (3, 1)
    assert found.terms.rights == found.market.terms.rights
    assert [(step.milestone, step.amount) for step in found.schedule][-1] == ("payment", 100_000)
    assert "advance" not in milestones(found)


SCHEDULE = (
    '      - {milestone: advance, date: 2027-02-15, time: "18:00"}\n',
    '      - {milestone: draft, date: 2027-02-24, time: "18:00"}\n',
)


# --- the schedule -----------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "advance", "order"),
    [
        ("2027-02-24", "2027-02-15", ["advance", "draft", "publish", "payment"]),
        ("2027-03-09", "2027-02-15", ["advance", "draft", "publish", "payment"]),
        ("2027-03-09", "2027-03-09", ["draft", "advance", "publish", "payment"]),
        ("2027-03-09", "2027-03-10", ["draft", "publish", "advance", "payment"]),
        ("2027-04-09", "2027-02-15", ["advance", "draft", "payment", "publish"]),
    ],
)
def test_the_first_publication_has_its_place_among_the_market_s_dates(
    minimal: Path, first: str, advance: str, order: list[str]
) -> None:
    other = f'          - {{date: 2027-04-09, erid: "2VtzqB"}}\n          - {{date: {first}, erid: "2VtzqA"}}\n'
    steps = (SCHEDULE[1], SCHEDULE[0]) if advance > "2027-02-24" else SCHEDULE
    moved = "".join(steps).replace("advance, date: 2027-02-15", f"advance, date: {advance}")
    found = agreed(minimal, CAMPAIGN, (POSTS, other), ("".join(SCHEDULE), moved))
    assert milestones(found) == order
    assert found.step("publish") is not None
    assert found.first_day == datetime.date.fromisoformat(first)


def test_milestones_are_on_the_market_s_clock_and_publications_on_the_creator_s(minimal: Path) -> None:
    found = agreed(minimal)
    # Moscow is three hours before Greenwich, Novosibirsk seven, the year round.
    assert [step.moment for step in found.schedule] == [
        utc("2027-02-15", "15:00"),
        utc("2027-02-24", "15:00"),
        utc("2027-03-09", "05:00"),
        utc("2027-04-09", "15:00"),
    ]
    assert [found.moment(publication) for _, publication in found.publications] == [
        utc("2027-03-09", "05:00"),
        utc("2027-03-16", "05:00"),
    ]


def test_a_day_without_a_time_is_no_instant(minimal: Path) -> None:
    changes = (('draft, date: 2027-02-24, time: "18:00"', "draft, date: 2027-02-24"), ('03-09, time: "12:00"', "03-09"))
    found = agreed(minimal, CAMPAIGN, *changes)
    assert [step.moment is None for step in found.schedule] == [False, True, True, False]


def test_on_one_day_the_earlier_post_is_the_first(minimal: Path) -> None:
    posts = '          - {date: 2027-03-09, time: "18:00", erid: "2VtzqB"}\n          - {date: 2027-03-09, time: "09:30", erid: "2VtzqA"}\n'
    found = agreed(minimal, CAMPAIGN, (POSTS, posts))
    assert [publication.identifiers["erid"] for _, publication in found.publications] == ["2VtzqA", "2VtzqB"]
    step = found.step("publish")
    assert step is not None
    assert step.moment == utc("2027-03-09", "02:30")


def test_a_step_says_whose_turn_it_is_and_keeps_its_own_words(minimal: Path) -> None:
    milestone = '      - {milestone: payment, date: 2027-04-09, time: "18:00"}\n'
    more = (
        "      - {milestone: feedback, date: 2027-02-26}\n"
        "      - {milestone: report, date: 2027-04-01, what: {en: Send numbers, ru: Пришлите цифры}}\n"
    )
    found = agreed(minimal, CAMPAIGN, (milestone, more + milestone))
    assert [step.milestone for step in found.schedule if step.by_creator] == ["draft", "publish", "report"]
    assert [step.what["en"] for step in found.schedule if step.what] == ["Send numbers"]


def test_the_last_day_is_the_end_of_the_last_window(minimal: Path) -> None:
    assert agreed(minimal).last_day == datetime.date(2027, 3, 16)
    window = '          - {date: 2027-03-09, until: 2027-03-20, erid: "2VtzqA"}\n          - {date: 2027-03-16, erid: "2VtzqB"}\n'
    found = agreed(minimal, CAMPAIGN, (POSTS, window))
    assert (found.first_day, found.last_day) == (datetime.date(2027, 3, 9), datetime.date(2027, 3, 20))


# --- clocks -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "same"),
    [
        ("Asia/Novosibirsk", False),
        ("Europe/Moscow", True),
        ("Africa/Nairobi", True),
        # As in Moscow from the last Sunday of March on: the draft is due before that.
        ("Europe/Helsinki", False),
    ],
)
def test_one_clock_is_the_same_time_at_every_step(minimal: Path, zone: str, same: bool) -> None:
    assert agreed(minimal, CREATOR, ("Asia/Novosibirsk", zone)).one_clock is same


def test_clocks_that_part_at_another_time_of_the_year_are_one(minimal: Path) -> None:
    edit(minimal, CREATOR, ("Asia/Novosibirsk", "Europe/Helsinki"))
    days = [("02-15", "04-15"), ("02-24", "04-24"), ("2027-03-09", "2027-05-09"), ("2027-03-16", "2027-05-16"), ("04-09", "06-09")]  # fmt: skip
    assert agreed(minimal, CAMPAIGN, *days).one_clock is True


def test_where_no_time_was_agreed_no_clock_differs(minimal: Path) -> None:
    path = minimal / CAMPAIGN
    text = path.read_text(encoding="utf-8").replace(', time: "18:00"', "").replace(', time: "12:00"', "")
    path.write_text(text, encoding="utf-8")
    assert agreed(minimal).one_clock is True


# --- disclosure -------------------------------------------------------------


def test_a_line_with_an_erid_is_there_once_for_each_publication(minimal: Path) -> None:
    marks = agreed(minimal).marks
    assert [mark.wording for mark in marks] == [
        "Реклама. ООО «Северный свет», ИНН 7799012346, erid: 2VtzqAbCd1",
        "Реклама. ООО «Северный свет», ИНН 7799012346, erid: 2VtzqAbCd2",
    ]
    assert [mark.publication and mark.publication.date.day for mark in marks] == [9, 16]
    assert {mark.language for mark in marks} == {"ru"}


def test_a_draft_waits_for_its_erid(minimal: Path) -> None:
    changes = (("status: in-force", "status: draft"), (', erid: "2VtzqAbCd2"', ""))
    assert [mark.wording[-6:] for mark in agreed(minimal, CAMPAIGN, *changes).marks] == ["qAbCd1", "rid: …"]


def test_a_line_without_an_erid_is_there_once_for_all_posts(minimal: Path) -> None:
    edit(minimal, MARKET, ("ИНН {inn}, erid: {erid}", "{product}"))
    text = (minimal / CAMPAIGN).read_text(encoding="utf-8")
    again = text[text.index("      - platform: vk") :].replace("2Vtzq", "3Vtzq")
    found = agreed(minimal, CAMPAIGN, (LAST_LINE, LAST_LINE + again))
    assert len(found.partnership.deliverables) == 2
    assert [(mark.wording, mark.publication) for mark in found.marks] == [("Реклама. ООО «Северный свет», Лампа", None)]


def test_the_disclosure_is_in_the_language_of_the_post(minimal: Path) -> None:
    edit(
        minimal,
        MARKET,
        (
            "advertiser: {name: {ru: ООО «Северный свет»}",
            "advertiser: {name: {ru: ООО «Северный свет», en: Northlight}",
        ),
        ('      wording: {ru: "Реклама.', '      wording: {en: "Ad. {advertiser}. {product}", ru: "Реклама.'),
    )
    found = agreed(minimal, CAMPAIGN, ("        count: 2", "        language: en\n        count: 2"))
    assert [(mark.wording, mark.language) for mark in found.marks] == [("Ad. Northlight. Lamp", "en")]


def test_a_russian_post_in_the_american_market_has_the_american_label_in_russian(project: Project) -> None:
    campaign = project.campaigns["spring-glow"]
    found = {
        name: agreement(project, campaign, partnership)
        for name, partnership in campaign.partnerships.items()
        if partnership.market == "us"
    }
    russian = [mark for item in found.values() for mark in item.marks if mark.language == "ru"]
    lines = [line.wording["ru"] for line in project.markets["us"].disclosure.lines]
    assert russian != []
    assert {mark.wording for mark in russian} == {line.replace("{organisation}", "Аврора") for line in lines}
    assert not any("erid" in mark.wording for mark in russian)


# --- words, measures, rules -------------------------------------------------


def test_the_market_s_words_stand_behind_the_campaign_s(minimal: Path) -> None:
    meaning = "    meaning: {en: Start with a question., ru: Начать с вопроса.}\n"
    messages = "    messages: {must: [{en: Made for winter., ru: Для зимы.}], must_not: [{en: Cheap., ru: Дёшево.}]}\n"
    found = agreed(minimal, CAMPAIGN, (meaning, meaning + messages)).messages
    assert [text["en"] for text in found.must] == ["A soft light.", "Made for winter."]
    assert ([text["en"] for text in found.may], [text["en"] for text in found.must_not]) == ([], ["Cheap."])


def test_a_creator_meets_the_metrics_of_the_brief_with_the_market_s_targets(minimal: Path) -> None:
    text = (minimal / METRICS).read_text(encoding="utf-8")
    again = (
        text[text.index("  cpa:") :]
        .replace("  cpa:", "  cpl:")
        .replace("CPA", "CPL")
        .replace("acquisition", "lead")
        .replace("целевого действия", "лида")
        .replace("unit: money", "unit: percent")
    )
    (minimal / METRICS).write_text(text.rstrip("\n") + "\n" + again, encoding="utf-8")
    measured = "owner: ada, tracked_by: {en: b, ru: б}, in_brief: true}"
    measure = f"  - {{metric: cpl, tier: diagnostic, why: {{en: a, ru: а}}, {measured}\n"
    target = "      cpl: {basis: {en: a, ru: а}, low: 1, high: 2, why: {en: a, ru: а}}\n"
    found = agreed(
        minimal,
        CAMPAIGN,
        ("not_yours:", measure + "not_yours:"),
        ("    schedule:\n", target + "    schedule:\n"),
    )
    assert [(item.measure.metric, item.target.low, item.target.high) for item in found.success] == [("cpl", 1, 2)]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ("", True),
        ("on_card: false", False),
        ("effective_from: 2027-09-30", True),
        ("effective_from: 2027-10-01", False),
        ("effective_to: 2027-03-09", True),
        ("effective_to: 2027-03-08", False),
        ("applies_to: {platforms: [rutube, vk]}", True),
        ("applies_to: {platforms: [rutube]}", False),
        ("applies_to: {followers_above: 11999}", True),
        ("applies_to: {followers_above: 12000}", False),
        ("severity: info", True),
    ],
)
def test_the_card_holds_the_rules_of_these_days_platforms_and_followers(
    minimal: Path, fields: str, shown: bool
) -> None:
    # The posts are on VK from 2027-03-09, up until 2027-09-30, by a creator with 12,000 followers.
    usual = {"on_card": "true", "effective_from": "2026-01-01", "severity": "warn"}
    name, _, value = fields.partition(": ")
    rule = usual | ({name: value} if name else {})
    rule |= {
        "kind": "mark",
        "text": "{en: a, ru: а}",
        "source": "{en: a law, ru: закон}",
        "source_kind": "law",
        "confidence": "high",
    }
    rule |= {"verified_on": "2026-11-16", "review_by": "2027-05-01", "owner": "ada"}
    lines = "rules:\n  the-rule:\n" + "".join(f"    {key}: {said}\n" for key, said in rule.items())
    found = agreed(minimal, MARKET, ("rules:\n", lines))
    assert [item.source["en"] for item in found.rules] == (["a law"] if shown else [])


def test_followers_are_counted_where_the_posts_are(minimal: Path) -> None:
    edit(
        minimal, CREATOR, ("followers: 12000}", "followers: 12000}, {platform: rutube, handle: ivan, followers: 90000}")
    )
    rule = "applies_to: {followers_above: 12000}\n    on_card: true"
    changes = [("applies_to: {platforms: [rutube]}", rule), ("severity: block", "severity: warn")]
    assert agreed(minimal, MARKET, *changes).rules == ()


def test_each_platform_is_named_once_in_the_order_of_the_posts(minimal: Path) -> None:
    text = (minimal / CAMPAIGN).read_text(encoding="utf-8")
    post = text[text.index("      - platform: vk") :]
    down = post.replace("2027-09-30", "2027-03-31")
    edit(
        minimal, CREATOR, ("followers: 12000}", "followers: 12000}, {platform: rutube, handle: ivan, followers: 90000}")
    )
    more = down.replace("vk", "rutube").replace("2Vtzq", "3Vtzq") + post.replace("2Vtzq", "4Vtzq")
    found = agreed(minimal, CAMPAIGN, (LAST_LINE, LAST_LINE + more))
    assert [platform.name["en"] for platform in found.platforms] == ["VK", "Rutube"]


def test_the_contact_is_the_market_s_person(minimal: Path) -> None:
    text = (minimal / ORGANISATION).read_text(encoding="utf-8")
    bob = text[text.index("  ada:\n") : text.index("decision_makers")].replace("  ada:", "  bob:").replace("Ada", "Bob")
    edit(minimal, ORGANISATION, ("decision_makers", bob + "decision_makers"))
    assert agreed(minimal, MARKET, ("contact: ada", "contact: bob")).contact.name["en"] == "Bob Berg"
