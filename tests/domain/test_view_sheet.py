from __future__ import annotations

from agreements import page

from pipeline.domain.view_sheet import view_sheet
from pipeline.reading.project import Project


def test_a_creator_is_asked_about_what_they_can_move(project: Project) -> None:
    sheet = view_sheet(project, "spring-glow", "claire-bennett")
    assert [row.measure.metric for row in sheet.asked] == ["er-views", "vtr"]
    assert all(row.measure.tier != "primary" for row in sheet.asked)
    view = sheet.asked[0].view
    assert view is not None and view.expects is not None and (view.expects.low, view.expects.high) == (3, 4)
    assert [row.ok for row in sheet.formats] == [True, False]
    assert sheet.lead is not None and sheet.lead.name["en"] == "Pavel Orlov"


def test_the_team_sees_every_creator_beside_range_and_history(project: Project) -> None:
    sheet = view_sheet(project, "spring-glow")
    assert [(part.market.territory, part.measure.metric) for part in sheet.parts] == [
        ("RU", "er-views"),
        ("US", "er-views"),
    ]
    russia, us = sheet.parts
    assert [row.creator.name["en"] for row in russia.rows] == ["Anna Ivanova", "Alina Safina", "Claire Bennett"]
    assert [len(row.formats) for row in russia.rows] == [0, 0, 1]
    assert us.rows[-1].view is not None and us.rows[-1].view.no_answer is not None
    assert russia.history


def test_before_anybody_was_asked_every_metric_waits(project: Project) -> None:
    sheet = view_sheet(project, "summer-shade")
    assert sheet.parts and all(row.view is None for part in sheet.parts for row in part.rows)


def test_no_creator_s_copy_holds_what_another_said(project: Project) -> None:
    records = project.agreements["spring-glow"]
    for name in project.campaigns["spring-glow"].partnerships:
        said = page(project, f"spring-glow.views.ask-{name}.en")
        for view in records.views:
            if view.partnership != name and view.basis:
                assert view.basis["en"] not in said
    team = page(project, "spring-glow.views.team.en")
    assert all(view.basis["en"] in team for view in records.views if view.basis)
