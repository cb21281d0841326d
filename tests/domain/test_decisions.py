from __future__ import annotations

import datetime
from pathlib import Path

from samples import CAMPAIGN, load

from pipeline.domain.decisions import decisions
from pipeline.reading.project import Project

SPRING = "spring-glow"


def day(month: int, number: int) -> datetime.date:
    return datetime.date(2027, month, number)


def test_the_decisions_of_a_campaign_stand_in_the_order_of_their_days(project: Project) -> None:
    found = decisions(project, SPRING).dated
    assert [(each.kind, each.first, each.last) for each in found] == [
        ("agreed", day(2, 5), day(2, 5)),
        ("feedback", day(2, 26), day(2, 26)),
        ("approval", day(3, 5), day(3, 5)),
        ("live", day(3, 9), day(3, 19)),
        ("checkpoint", day(3, 15), day(3, 15)),
        ("report", day(3, 26), day(3, 26)),
        ("answers", day(4, 9), day(4, 9)),
        ("answers", day(4, 30), day(4, 30)),
    ]
    assert found[4].question is not None
    assert found[6].count == 2


def test_a_market_has_its_own_days_and_people(project: Project) -> None:
    found = decisions(project, SPRING, "us")
    terms = project.markets["us"].terms
    people = project.organisation.people
    by = {each.kind: each.by for each in found.dated}
    assert by["feedback"] == (people[terms.stages[0].reviewer],)
    assert by["approval"] == (people[terms.stages[-1].reviewer],)
    assert "answers" in by
    assert found.live is not None
    assert (found.live.creators, found.live.first, found.live.last) == (3, day(3, 9), day(3, 19))


def test_without_records_and_partnerships_there_are_the_dates_of_the_schedule(minimal: Path) -> None:
    project = load(minimal, CAMPAIGN)
    [name] = project.campaigns
    found = decisions(project, name)
    assert "checkpoint" not in {each.kind for each in found.dated}
    assert found.dated[0].kind == "agreed"
