from __future__ import annotations

import pytest
from samples import record, refused

from pipeline.model.plan import Duration, FixedDay, PlanStep, repeated

FIXED = "date: 2027-03-09\nwhat: {en: the air time, ru: эфир}\nwhy: {en: it is paid, ru: он оплачен}\n"


def test_a_duration_is_of_one_kind() -> None:
    assert record(Duration, "working: 3\n").working == 3
    assert record(Duration, "calendar: 0\n").calendar == 0
    for text in ("{}\n", "working: 3\ncalendar: 4\n"):
        assert "days are either working days or calendar days" in refused(Duration, text)[0]


def test_a_fixed_day_says_what_and_why() -> None:
    assert record(FixedDay, FIXED).movable_by is None
    assert refused(FixedDay, FIXED, ("why:", "^wy:"))[-1].endswith('unknown field "wy" (did you mean "why"?)')


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("id: a\nafter: [b, ^b]\n", '^ after.1: "b" appears twice'),
        ("id: a\nafter: [^a]\n", '^ after.0: "a" waits for itself'),
    ],
)
def test_what_a_step_waits_for_is_another_step_and_stands_once(text: str, line: str) -> None:
    assert refused(PlanStep, text) == [line]


def test_no_two_steps_have_one_name() -> None:
    steps = [PlanStep(id=name) for name in ("a", "b", "a")]
    assert [error.context["at"] for error in repeated(steps, "steps") if error.context] == [("steps", 2, "id")]
