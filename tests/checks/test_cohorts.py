from __future__ import annotations

from pathlib import Path

import pytest
from cohorts import COHORT, with_creators, write
from samples import CAMPAIGN, Change, edit, wrong


@pytest.fixture
def market(minimal: Path) -> Path:
    return with_creators(minimal)


def test_calls_that_are_right(market: Path) -> None:
    assert wrong(write(market)) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("invited: [ivan, olga]", "invited: [ivan, olgo]"), 'calls.0.invited.1: no creator "olgo" (did you mean "olga"?)'),
        (("on: 2027-03-18}", "on: 2027-03-18, invited: [ivan, pavel]}"), "calls.1.invited.1: pavel has no partnership in ru"),
        (("came: [ivan]", "came: [ivan, eva]"), "eva came, but is not invited (add them to invited:)"),
        (("asked_by: ivan", "asked_by: eva"), 'calls.0.topics.0.asked_by: no creator "eva"'),
        (("who: ada\n        by: 2027-03-01", "who: eva\n        by: 2027-03-01"), 'calls.0.learned.0.who: no person "eva"'),
        (("file: content/markets/ru.yaml", "file: content/markets/uk.yaml"), 'calls.0.learned.0.change.file: no file "content/markets/uk.yaml"'),
        (("field: terms.stages", "field: terms.stage"),
         'calls.0.learned.0.change.field: no field "terms.stage" in content/markets/ru.yaml'),
        (("done: 2027-03-01", "done: 2027-02-01"), "calls.0.learned.0.done: 2027-02-01 is before the call of 2027-02-18"),
        (("by: 2027-03-10", "by: 2027-02-10"), "calls.0.learned.1.by: 2027-02-10 is before the call of 2027-02-18"),
        (("en: It is long.", "en: Ivan Petrov is long."),
         "calls.0.learned.1.said.en: names ivan: creators read this, and none is told who spoke (say it without the name)"),
        (("ru: Свет}", "ru: Свет для Ольга}"), "calls.0.topics.0.about.ru: names olga"),
        (("month: 2027-03, on: 2027-03-18", "month: 2027-03, on: 2027-04-15"), "calls.1.on: 2027-04-15 is not in 2027-03"),
        (("month: 2027-03, on: 2027-03-18", "month: 2027-02, on: 2027-02-25"), "calls.1.month: 2027-02 is not after 2027-02"),
        (("    came: [ivan]\n", ""), "calls.0.learned.0: something was learned, but nobody came (write who came: came: [id, id])"),
        (("zone: Europe/Moscow", "zone: EST"), 'when.zone: "EST" names no city'),
    ],
)  # fmt: skip
def test_what_contradicts_itself_or_the_rest_is_told_with_its_place(market: Path, change: Change, said: str) -> None:
    found = wrong(write(market, change))
    assert any(line.startswith(f"{COHORT}:") and said in line for line in found), found


def test_who_has_left_since_was_on_a_call(market: Path) -> None:
    assert wrong(write(market, ("invited: [ivan, olga]", "invited: [ivan, pavel]"))) == []


def test_a_campaign_that_cannot_be_read_takes_nobody_out_of_a_call(market: Path) -> None:
    edit(write(market), CAMPAIGN, ("status: in-force", "status: in-fource"))
    assert [line for line in wrong(market) if not line.startswith(CAMPAIGN)] == []


def test_calls_of_no_market(market: Path) -> None:
    (write(market) / COHORT).rename(market / "content/cohorts/rus.yaml")
    assert wrong(market) == ['content/cohorts/rus.yaml:1:1: there is no market "rus" (did you mean "ru"?)']


def test_a_planned_call_that_is_too_late_for_somebody_says_what_suits_everybody(market: Path) -> None:
    [said] = wrong(write(market, ("on: 2027-03-18}", 'on: 2027-03-18, time: "17:00"}')))
    assert said.endswith(
        "calls.1.on: the call is at 21:00 in Asia/Novosibirsk for ivan, not between 9:00 and 20:00"
        " (2027-03-18 suits everybody, from 09:00 to 15:15)"
    )


def test_a_planned_call_on_a_day_off_says_what_suits_everybody(market: Path) -> None:
    [said] = wrong(write(market, ("on: 2027-03-18}", "on: 2027-03-20}")))
    assert "calls.1.on: 2027-03-20 is a day off for ada, ivan, olga" in said
    assert said.endswith("(2027-03-19 suits everybody, from 09:00 to 15:15)")


def test_a_call_that_was_held_at_night_is_history(market: Path) -> None:
    assert wrong(write(market, ("on: 2027-02-18\n", 'on: 2027-02-18\n    time: "23:00"\n'))) == []


def test_clocks_that_never_meet_need_two_calls(market: Path) -> None:
    edit(market, "content/creators/olga.yaml", ("Europe/Moscow", "America/Los_Angeles"))
    [said] = wrong(write(market))
    assert "for olga" in said
    assert said.endswith("(invite them to two calls)")
