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
