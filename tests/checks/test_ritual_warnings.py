from __future__ import annotations

from pathlib import Path

import pytest
from rituals import RITUAL, with_people, write
from samples import Change

from pipeline.checks import load, warnings


@pytest.fixture
def team(minimal: Path) -> Path:
    return with_people(minimal)


def told(folder: Path) -> list[str]:
    found = warnings.warnings(load.load(folder))
    return [str(item).split(": ", 1)[1] for item in found if item.path == RITUAL]


def test_a_fair_team_is_not_warned_of(team: Path) -> None:
    assert told(write(team, (", near: [dov]", ""), (", tracker: cem", ""))) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([("metric: ctr, market: ru", "metric: cpa, market: ru"), ("presented: {cpa: bea, reach: ada, \"ctr:ru\": ada}", "presented: {}")],
         "metrics: no activation metric (people remember a story from acquisition to efficiency)"),
        ([("owner: cem, near: [dov]", "owner: ada"), (", tracker: cem", "")],
         "presenters: ada owns, counts or works near 2 of 3 metrics, and gives reach 4 times in six months"
         " (let ada host and keep one of these metrics, or give some to other owners)"),
        ([("owner: cem, near: [dov]", "owner: ada"), ("owner: bea, tracker: cem", "owner: ada")],
         "presenters: ada owns, counts or works near all 3 metrics and never presents"
         " (let ada host and keep one of these metrics, or give some to other owners)"),
        ([("story:\n  metric: cpa\n  told: {en: It fell., ru: Она упала.}\n  learned: {en: Why., ru: Почему.}\n"
           "  question: {en: And now?, ru: И что теперь?}\n", ""), ("  - {month: 2027-04, on: 2027-04-13}\n", "")],
         "the first month has no example (write story: the team follows what it hears first)"),
        ([("presented: {cpa: bea", "presented: {cpa: ada")],
         "months.0.presented.cpa: ada owns, counts or works near cpa (right if that is so only since then)"),
    ],
)  # fmt: skip
def test_what_is_to_be_looked_at(team: Path, changes: list[Change], said: str) -> None:
    found = told(write(team, *changes))
    assert any(said in line for line in found), found


def test_a_metric_that_one_person_alone_can_present_is_told(team: Path) -> None:
    # Four presenters and three metrics: whoever alone may give one of them gives it every month.
    found = told(write(team, ("near: [dov]", "near: [dov, bea]")))
    assert any(
        "ada gives ctr:ru every month (ada alone can present ctr:ru: ask somebody else to present too" in line
        for line in found
    ), found


def test_a_campaign_is_not_told_of_the_ritual(team: Path) -> None:
    write(team, ("presented: {cpa: bea", "presented: {cpa: ada"))
    project = load.load(team)
    assert not [item for item in warnings.warnings(project, "dawn") if item.path == RITUAL]
