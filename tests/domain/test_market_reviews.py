from __future__ import annotations

from dataclasses import replace

from pipeline.domain.market_reviews import reviews
from pipeline.reading.project import Project


def test_rules_and_the_calendar_are_looked_at_again_in_order_of_days(project: Project) -> None:
    market = project.markets["us"]
    found = reviews(project, "us")
    assert [each.by for each in found] == sorted(each.by for each in found)
    assert {each.name for each in found} == {*market.rules, market.calendar}
    assert {each.path for each in found} == {"content/markets/us.yaml", "content/calendars/us.yaml"}


def test_a_calendar_that_there_is_not_is_left_out(project: Project) -> None:
    without = replace(project, calendars={})
    assert {each.name for each in reviews(without, "us")} == set(project.markets["us"].rules)
