"""What plans say beyond their tables: the dates that go into calendars."""

from __future__ import annotations

import pytest

from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer


@pytest.mark.parametrize(
    ("plan", "titles"),
    [
        (
            "spring-glow.plan.market-us.en",
            {
                "us.draft": "Spring Glow: Drafts from the creator, United States",
                "us.payment": "Spring Glow: Payment after the report, United States",
                "katya-mironova.publish": "Spring Glow: First post, Katya Mironova",
            },
        ),
        ("spring-glow.plan.market-ru.ru", {"ru.draft": "Весеннее сияние: Черновики от блогера, Россия"}),
        (
            "spring-glow.plan.partnership-maya-brooks.en",
            {"maya-brooks.draft": "Spring Glow: Drafts from the creator, Maya Brooks"},
        ),
    ],
)
def test_a_step_that_several_share_bears_the_name_of_none(project: Project, plan: str, titles: dict[str, str]) -> None:
    [target] = targets.targets(project, f"{plan}.ics")
    found = {event.uid: event.summary for event in Composer(project).compose(target).events}
    assert {name: found[f"aur-sg27.{name}@briefs.invalid"] for name in titles} == titles
