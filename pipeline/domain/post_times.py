"""The publications of a deliverable → when they go out, those of one month and one hour together."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.model.partnership import Publication


@dataclass(frozen=True)
class PostTime:
    """The days of posts that go out at one hour, or the days within which one goes out."""

    days: tuple[datetime.date, ...]
    until: datetime.date | None
    moments: tuple[datetime.datetime, ...]
    """The instant of each; none where only days were agreed."""


def post_times(
    publications: Sequence[Publication],
    moment: Callable[[datetime.date, datetime.time | None], datetime.datetime | None],
) -> tuple[PostTime, ...]:
    """In the order in which they were agreed; `moment` gives the instant of a day and an hour."""
    found: list[PostTime] = []
    for _, posts in groupby(publications, key=_together):
        first, *rest = posts
        told = [moment(post.date, post.time) for post in (first, *rest)]
        days = tuple(post.date for post in (first, *rest))
        found.append(PostTime(days, first.until, tuple(each for each in told if each)))
    return tuple(found)


def _together(post: Publication) -> tuple[object, ...]:
    # One that may go out on any of some days stands alone.
    return post.date.year, post.date.month, post.time, post.until and (post.date, post.until)
