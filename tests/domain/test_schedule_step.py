from __future__ import annotations

import datetime

from pipeline.domain.schedule_step import ScheduleStep


def test_a_step_has_no_hour_no_amount_and_no_round_unless_they_were_agreed() -> None:
    step = ScheduleStep("draft", datetime.date(2027, 3, 1), None, True)
    assert (step.moment, step.amount, step.what, step.round) == (None, None, None, 0)
