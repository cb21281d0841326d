from __future__ import annotations

import dataclasses
import datetime

from agreements import page

from pipeline.domain.checkpoint_sheet import checkpoint_sheet
from pipeline.reading.project import Project


def test_each_step_has_its_state_and_its_people(project: Project) -> None:
    sheet = checkpoint_sheet(project, "summer-shade")
    assert [row.state for row in sheet.rows] == ["held", "held", "next", "later", "later"]
    assert sheet.done == 2
    assert [name["en"] for name in sheet.rows[0].present] == ["Olga Lebedeva", "Irina Volkova", "Daniel Kim"]


def test_a_step_that_nobody_planned_comes_later(project: Project) -> None:
    records = project.agreements["summer-shade"]
    short = records.model_copy(update={"checkpoints": records.checkpoints[:2]})
    sheet = checkpoint_sheet(dataclasses.replace(project, agreements={"summer-shade": short}), "summer-shade")
    assert [row.checkpoint is None for row in sheet.rows] == [False, False, True, True, True]


def test_orders_count_until_the_window_of_the_last_post_closes(project: Project) -> None:
    sheet = checkpoint_sheet(project, "spring-glow")
    assert sheet.counts_until == datetime.date(2027, 3, 26)
    assert "orders count until March 26, 2027" in page(project, "spring-glow.checkpoints.en")


def test_the_page_names_each_step_and_what_it_changed(project: Project) -> None:
    said = page(project, "spring-glow.checkpoints.en")
    assert "4 checkpoints of 5 are behind us" in said
    assert "strategy (United States)" in said and "planned for March 15" in said
