from __future__ import annotations

import datetime

import pytest

from pipeline.model.rule import DueDay


@pytest.mark.parametrize(
    ("due", "post", "day"),
    [
        # Data of March are reported by the end of April, the levy of the first quarter is paid by June 5.
        ({"after": "month", "months": 1, "day": 31}, "2027-03-09", "2027-04-30"),
        ({"after": "quarter", "months": 3, "day": 5}, "2027-03-31", "2027-06-05"),
        ({"after": "quarter", "months": 3, "day": 5}, "2027-11-09", "2028-03-05"),
        ({"after": "month", "months": 2, "day": 31}, "2027-12-31", "2028-02-29"),
    ],
)
def test_a_day_is_counted_from_the_end_of_the_month_or_quarter(due: dict[str, object], post: str, day: str) -> None:
    assert DueDay.model_validate(due).of(datetime.date.fromisoformat(post)) == datetime.date.fromisoformat(day)
