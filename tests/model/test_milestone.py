from __future__ import annotations

from typing import get_args

from pipeline.model.milestone import MILESTONES, PUBLISH, MilestoneKind, PaidAt


def test_one_table_holds_every_milestone_that_can_be_written() -> None:
    assert set(MILESTONES) == {*get_args(MilestoneKind), PUBLISH}
    assert [name for name, kind in MILESTONES.items() if kind.paid] == list(get_args(PaidAt))


def test_what_comes_before_a_post_stands_above_it_in_the_table() -> None:
    names = list(MILESTONES)
    for name, kind in MILESTONES.items():
        if kind.due:
            assert (names.index(name) < names.index(PUBLISH)) == (kind.due == "before the post"), name
