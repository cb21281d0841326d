"""Posts of one month and one hour are told together."""

from __future__ import annotations

import datetime

import pytest

from pipeline.domain.post_times import post_times
from pipeline.model.partnership import Publication


def post(day: str, time: str | None = "12:00", until: str | None = None) -> Publication:
    return Publication.model_validate(
        {"date": day, **({"time": time} if time else {}), **({"until": until} if until else {})}
    )


@pytest.mark.parametrize(
    ("posts", "days"),
    [
        ([post("2027-03-09"), post("2027-03-16")], [[9, 16]]),
        ([post("2027-03-09"), post("2027-03-16", "18:00")], [[9], [16]]),
        ([post("2027-03-30"), post("2027-04-06")], [[30], [6]]),
        ([post("2027-03-09", None), post("2027-03-16", None)], [[9, 16]]),
        ([post("2027-03-09", None, "2027-03-11"), post("2027-03-16", None, "2027-03-18")], [[9], [16]]),
    ],
)
def test_posts_of_one_month_and_one_hour_stand_together(posts: list[Publication], days: list[list[int]]) -> None:
    found = post_times(posts, lambda day, time: datetime.datetime.combine(day, time) if time else None)
    assert [[day.day for day in each.days] for each in found] == days
    assert [bool(each.moments) for each in found] == [bool(posts[0].time)] * len(days)
