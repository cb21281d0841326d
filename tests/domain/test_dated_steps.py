from __future__ import annotations

from pipeline.domain.agreement import agreement
from pipeline.domain.dated_steps import DatedStep, dated_steps, event_id, sequence
from pipeline.domain.plan_sheet import plan_sheet
from pipeline.reading.project import Project

SAMPLE = "spring-glow"


def steps(project: Project, name: str) -> list[DatedStep]:
    campaign = project.campaigns[SAMPLE]
    return list(dated_steps(campaign, name, agreement(project, campaign, campaign.partnerships[name])))


def test_a_date_of_the_brief_replaces_that_of_the_plan_and_stands_no_second_time(project: Project) -> None:
    campaign = project.campaigns[SAMPLE]
    for name in campaign.partnerships:
        planned = {event.uid: event for event in plan_sheet(project, campaign, partnership=name).events}
        for step in steps(project, name):
            assert (planned[step.uid].row.due or planned[step.uid].row.day) == (step.due or step.day), step.uid
            assert planned[step.uid].sequence == step.sequence == sequence(campaign)


def test_an_instant_has_its_clocks_and_a_day_has_none(project: Project) -> None:
    found = steps(project, "anna-ivanova")
    assert [str(step.zone) for step in found if step.due] != []
    assert {step.zone is None for step in found if step.due is None} <= {True}
    assert event_id(project.campaigns[SAMPLE], "anna-ivanova", "draft") in {step.uid for step in found}


def test_each_post_is_a_date_under_the_id_that_it_has_in_the_plan(project: Project) -> None:
    posts = [step for step in steps(project, "anna-ivanova") if step.step.milestone == "publish"]
    assert [(step.day.day, step.step.round) for step in posts] == [(9, 0), (16, 2), (19, 3)]
    campaign = project.campaigns[SAMPLE]
    assert [step.uid for step in posts[1:]] == [event_id(campaign, "anna-ivanova", f"publish-{n}") for n in (2, 3)]
