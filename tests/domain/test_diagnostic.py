from __future__ import annotations

import dataclasses
from decimal import Decimal
from pathlib import Path

from agreements import AGREEMENTS, page, reviewed
from samples import edit, wrong

from pipeline.checks.warnings import warnings
from pipeline.domain.diagnostic import diagnostic, different
from pipeline.reading.project import Project


def test_the_sample_s_markets_differ_as_was_worked_out_by_hand(project: Project) -> None:
    found = diagnostic(project, "spring-glow")
    russia, us = found.markets
    assert [share.percent for share in russia.shares] == [28, 60]
    assert [share.percent for share in us.shares] == [72, 40]
    assert (russia.planned, us.planned) == (Decimal("10.5"), Decimal(41))
    assert (russia.rounds, us.rounds) == (1, 2)
    assert (russia.advance, us.advance) == (50, 0)
    assert (russia.hours_away, us.hours_away) == (0, 8)
    assert (russia.days_off, us.days_off) == (3, 1)
    assert "Instagram" in [platform.name["en"] for platform in russia.forbidden] and us.forbidden == ()


def test_every_difference_of_the_sample_has_its_effect_and_its_decision(project: Project) -> None:
    found = diagnostic(project, "spring-glow")
    assert [row.topic for row in found.rows if row.finding is None] == []
    said = page(project, "spring-glow.diagnostic.en")
    for row in found.rows:
        assert row.finding is not None and row.finding.effect["en"] in said and row.finding.decision["en"] in said
    assert "28%" in said and "60%" in said


def test_markets_that_are_alike_differ_in_nothing(project: Project) -> None:
    first, _ = diagnostic(project, "spring-glow").markets
    assert different((first, dataclasses.replace(first))) == ()
    assert different((first, dataclasses.replace(first, rounds=first.rounds + 1))) == ("rounds",)
    assert different((first,)) == ()


def test_a_market_without_a_calendar_is_not_counted(project: Project) -> None:
    bare = project.markets["us"].model_copy(update={"calendar": None})
    found = diagnostic(dataclasses.replace(project, markets={**project.markets, "us": bare}), "spring-glow")
    assert (found.markets[1].working_days, found.markets[1].days_off) == (None, None)


def test_a_difference_of_which_nobody_said_what_it_does_is_to_be_looked_at(project: Project) -> None:
    records = project.agreements["spring-glow"]
    some = {topic: finding for topic, finding in records.diagnostic.items() if topic != "clock"}
    less = records.model_copy(update={"diagnostic": some})
    without = dataclasses.replace(project, agreements={**project.agreements, "spring-glow": less})
    said = [str(item) for item in warnings(without) if "nobody said what that does" in str(item)]
    assert len(said) == 1 and "clock differs between the markets" in said[0]


def test_a_finding_names_a_topic_and_a_person(tmp_path: Path) -> None:
    folder = reviewed(tmp_path / "project")
    edit(
        folder,
        AGREEMENTS,
        (
            "views:\n",
            "diagnostic:\n  clocks: {effect: {en: A., ru: А.}, decision: {en: B., ru: Б.}, who: ada}\nviews:\n",
        ),
    )
    assert any("clocks" in line and "is not one of" in line for line in wrong(folder))
    edit(folder, AGREEMENTS, ("clocks:", "clock:"), ("who: ada}", "who: adda}"))
    assert [line.partition(": ")[2] for line in wrong(folder)] == [
        'diagnostic.clock.who: no person "adda" (did you mean "ada"?)'
    ]
