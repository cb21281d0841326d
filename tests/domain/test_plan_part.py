from __future__ import annotations

import pytest
from calendars import day

from pipeline.domain.plan_part import PlanPart, part
from pipeline.reading.project import Project

SAMPLE = "spring-glow"


def of(project: Project, name: str, zones: tuple[str, ...] = ()) -> PlanPart:
    return part(project, project.campaigns[SAMPLE], name, zones)


def test_rows_are_in_the_order_of_days_and_name_everything_once(project: Project) -> None:
    rows = of(project, "anna-ivanova").rows
    days = [row.step.latest.finish for row in rows]
    assert days == sorted(days)
    names = [row.step.id for row in rows]
    assert names == [
        "advance", "product", "issued", "draft", "feedback", "final", "approval", "publish", "publish-2", "publish-3", "report",
        "payment",
    ]  # fmt: skip


def test_what_is_not_paid_in_a_market_is_not_there(project: Project) -> None:
    assert "advance" not in [row.step.id for row in of(project, "maya-brooks").rows]


def test_posts_that_go_out_together_are_one_row(project: Project) -> None:
    posts = [row for row in of(project, "maya-brooks").rows if row.kind == "publish"]
    assert [row.step.latest.finish for row in posts] == [day("2027-03-09"), day("2027-03-16"), day("2027-03-19")]


def test_moments_are_on_the_clock_of_whoever_typed_them(project: Project) -> None:
    rows = {row.step.id: row for row in of(project, "maya-brooks").rows}
    assert str(rows["draft"].moment) == "2027-02-25 18:00:00-05:00"
    assert str(rows["publish"].moment) == "2027-03-09 09:00:00-08:00"
    assert str(rows["publish-2"].moment) == "2027-03-16 09:00:00-07:00"
    assert rows["issued"].moment is None


@pytest.mark.parametrize(("name", "same"), [("anna-ivanova", True), ("maya-brooks", False)])
def test_one_clock_or_two(project: Project, name: str, same: bool) -> None:
    assert of(project, name).one_clock is same


def test_a_change_of_clocks_is_one_between_two_zones(project: Project) -> None:
    zones = ("Europe/Moscow", "America/New_York")
    assert of(project, "anna-ivanova", zones).changes == ((day("2027-03-14"), 480, 420),)
    assert of(project, "anna-ivanova").changes == ()
    assert of(project, "maya-brooks").changes == ()


def test_what_comes_after_the_posts_is_not_drawn(project: Project) -> None:
    found = of(project, "anna-ivanova")
    assert {row.step.id for row in found.rows} - {row.step.id for row in found.drawn} == {
        "advance",
        "report",
        "payment",
    }
    assert (found.first, found.last) == (day("2027-02-12"), day("2027-03-19"))


def test_a_timeline_does_not_begin_long_before_the_first_of_the_last_days(project: Project) -> None:
    campaign = project.campaigns[SAMPLE].model_copy(update={"issued": day("2026-09-01")})
    found = part(project, campaign, "anna-ivanova")
    # Three weeks before February 25, the last day on which the brief can be sent.
    assert found.first == day("2027-02-04")
    [issued] = [row for row in found.drawn if row.step.id == "issued"]
    assert issued.step.date == day("2026-09-01")
