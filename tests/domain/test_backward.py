"""The worked dates of one launch on two calendars, and what holds of any schedule."""

from __future__ import annotations

import datetime

import pytest
from calendars import RU, US, day
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.backward import Cycle, Task, backward, critical
from pipeline.domain.working_days import WorkingDays

POST = day("2027-03-09")


def chain(actor: WorkingDays, ours: int, theirs: int, approval: int) -> list[Task]:
    """Draft, our notes, the creator's final version, our approval, the post."""
    return [
        Task("draft", actor, 1),
        Task("feedback", actor, ours, ("draft",)),
        Task("final", actor, theirs, ("feedback",)),
        Task("approval", actor, approval, ("final",)),
        Task("publish", actor, 1, ("approval",)),
    ]


def test_in_russia_a_holiday_moves_everything_before_it() -> None:
    found = backward(chain(RU, 1, 3, 1), {"publish": POST})
    assert {name: last.finish for name, last in found.items()} == {
        "draft": day("2027-02-26"),
        "feedback": day("2027-03-01"),
        "final": day("2027-03-04"),
        "approval": day("2027-03-05"),
        "publish": POST,
    }
    assert found["draft"].slack(day("2027-02-25")) == 1
    assert found["draft"].slack(day("2027-03-02")) == -2


def test_in_the_us_the_same_post_leaves_other_days() -> None:
    trial = [Task("product", US, 0), Task("trial", US, 14, ("product",), in_calendar_days=True)]
    rest = [Task("draft", US, 1, ("trial",)), *chain(US, 2, 3, 2)[1:]]
    found = backward([*trial, *rest], {"publish": POST})
    assert found["approval"].finish == day("2027-03-08")
    assert found["draft"].finish == day("2027-02-25")
    assert found["draft"].slack(day("2027-02-24")) == 1
    assert found["product"].finish == day("2027-02-10")


def test_what_has_no_slack_is_critical() -> None:
    found = backward(chain(RU, 1, 3, 1), {"publish": POST})
    planned = {"draft": day("2027-02-25"), "feedback": day("2027-03-01"), "final": day("2027-03-04")}
    assert critical(found, planned) == ("feedback", "final")


def test_the_earliest_of_what_waits_decides() -> None:
    tasks = [Task("a", RU, 1), Task("b", RU, 1, ("a",)), Task("c", RU, 5, ("a",))]
    found = backward(tasks, {"b": POST, "c": POST})
    assert found["a"].finish == found["c"].start == day("2027-03-01")


def test_what_leads_to_nothing_fixed_has_no_last_day() -> None:
    assert set(backward([*chain(RU, 1, 3, 1), Task("party", RU, 1)], {"publish": POST})) == {
        "draft", "feedback", "final", "approval", "publish",
    }  # fmt: skip


def test_tasks_that_wait_for_each_other_are_named() -> None:
    with pytest.raises(Cycle) as found:
        backward([Task("a", RU, 1, ("b",)), Task("b", RU, 1, ("a",))], {"a": POST})
    assert set(found.value.tasks) == {"a", "b"}


@given(st.lists(st.integers(0, 6), min_size=1, max_size=8), st.dates(day("2026-09-01"), day("2027-12-01")))
def test_work_that_begins_on_its_last_day_is_done_in_time(days: list[int], fixed: datetime.date) -> None:
    fixed = RU.after(fixed, 1)
    tasks = [Task(str(index), RU, count, (str(index - 1),) if index else ()) for index, count in enumerate(days)]
    found = backward(tasks, {tasks[-1].id: fixed})
    at = found["0"].start
    for task in tasks:
        at = RU.after(at, task.days)
        assert at <= found[task.id].finish
    assert at == fixed
