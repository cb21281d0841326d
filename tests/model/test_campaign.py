from __future__ import annotations

import datetime

import pytest
from samples import CAMPAIGN, Change, content, record, refused

from pipeline.model.campaign import Campaign

TEXT = content(CAMPAIGN)
MORE = """\
  - metric: more-{number}
    tier: {tier}
    why: {{en: a, ru: а}}
    owner: ada
    tracked_by: {{en: b, ru: б}}
"""


def more_metrics(*tiers: str) -> Change:
    """Measures of other metrics, behind the primary one."""
    return "not_yours:", "".join(
        MORE.format(number=number, tier=tier) for number, tier in enumerate(tiers)
    ) + "not_yours:"


def test_a_campaign_is_what_its_file_says() -> None:
    campaign = record(Campaign, TEXT)
    partnership = campaign.partnerships["ivan"]
    assert (campaign.code, campaign.version, campaign.issued) == ("NL-DW", "1.0", datetime.date(2027, 2, 1))
    assert [item.time for item in partnership.deliverables[0].publish] == [datetime.time(12), datetime.time(12)]
    assert partnership.tracking.window_days == 7


def test_what_may_be_left_out_has_its_usual_value() -> None:
    campaign = record(Campaign, TEXT)
    assert (campaign.messages.may, campaign.messages.must_not) == ((), ())
    assert campaign.markets["ru"].messages.must == ()
    assert record(Campaign, TEXT, ("    in_brief: true\n", "")).metrics[0].in_brief is False
    assert record(Campaign, TEXT[: TEXT.index("partnerships:")]).partnerships == {}


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("tier: primary", "tier: context"), "metrics: no primary metric (give exactly one metric the tier primary)"),
        (more_metrics("^primary"), "^ metrics.1.tier: a second primary metric (exactly one metric is primary)"),
        (
            more_metrics("context", "context", "context"),
            "metrics.3: 4 outcome metrics; a campaign has at most three (make the others diagnostic)",
        ),
        (
            ("draft, date: 2027-02-24", "draft, date: ^2027-02-14"),
            "^ markets.ru.schedule.1.date: 2027-02-14 is before 2027-02-15, the date of the step above",
        ),
        (('version: "1.0"', "version: ^1.0"), "^ version: expected text, not 1.0"),
        (('version: "1.0"', 'version: ^"1"'), '^ version: "1" does not have the expected form'),
    ],
)
def test_what_a_campaign_may_not_say_is_refused(change: Change, line: str) -> None:
    assert any(found.endswith(line) or found.startswith(line) for found in refused(Campaign, TEXT, change))


@pytest.mark.parametrize(
    "changes",
    [
        [more_metrics("context", "context", "diagnostic", "diagnostic")],
        [("draft, date: 2027-02-24", "draft, date: 2027-02-15")],
    ],
)
def test_what_just_holds_is_accepted(changes: list[Change]) -> None:
    record(Campaign, TEXT, *changes)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            ("  - {name: {en: Sleep, ru: Сон}, text: {en: It is deep., ru: Он крепкий.}}\n", ""),
            "pillars: expected at least 3, found 2",
        ),
        (
            ("must: [{en: A soft light., ru: Мягкий свет.}]", f"must: [{', '.join(['{en: a, ru: а}'] * 7)}]"),
            "messages.must: expected at most 6, found 7",
        ),
        (("status: in-force", "status: in-farce"), '"in-farce" is not one of'),
        (("tier: primary", "tier: first"), '"first" is not one of'),
    ],
)
def test_lists_and_choices_are_closed(change: Change, message: str) -> None:
    assert any(message in line for line in refused(Campaign, TEXT, change))
