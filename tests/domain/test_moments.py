from __future__ import annotations

import datetime

from pipeline.domain.agreement import agreement
from pipeline.domain.moments import moments
from pipeline.domain.schedule_step import ScheduleStep
from pipeline.reading.project import Project


def step(name: str, *, by_creator: bool = False) -> ScheduleStep:
    return ScheduleStep(name, datetime.date(2027, 3, 1), None, by_creator)


def test_what_is_done_in_return_stands_with_the_step_before_it() -> None:
    advance, draft, notes, final = (
        step("advance"),
        step("draft", by_creator=True),
        step("feedback"),
        step("final", by_creator=True),
    )
    found = moments([advance, draft, notes, final])
    assert [(moment.step, moment.ours) for moment in found] == [(draft, (advance, notes)), (final, ())]


def test_without_a_step_of_the_creator_there_is_no_moment() -> None:
    assert moments([step("feedback")]) == ()


def test_what_is_sent_before_belongs_to_the_first_moment_and_what_is_paid_later_is_none() -> None:
    product, draft, advance = step("product"), step("draft", by_creator=True), step("advance")
    assert [(each.step, each.ours) for each in moments([product, draft, advance])] == [(draft, (product, advance))]


def test_the_sample_has_four_moments(project: Project) -> None:
    campaign = project.campaigns["spring-glow"]
    found = agreement(project, campaign, campaign.partnerships["anna-ivanova"]).moments
    assert [moment.step.milestone for moment in found] == ["draft", "final", "publish", "report"]
    assert [[own.milestone for own in moment.ours] for moment in found] == [
        ["product", "advance", "feedback"],
        [],
        [],
        ["payment"],
    ]
