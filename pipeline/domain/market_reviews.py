"""A market → what of it somebody has to look at again by a day: its rules, its calendar."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.reading.project import Project


@dataclass(frozen=True)
class OwnedReview:
    """Something of a market that somebody has to look at again by a day: a rule by its id, or the calendar."""

    path: str
    name: str
    owner: str
    by: datetime.date


def reviews(project: Project, market: str) -> tuple[OwnedReview, ...]:
    """All that is looked at again, in order of days."""
    return tuple(sorted(_reviews(project, market), key=lambda review: (review.by, review.name)))


def _reviews(project: Project, name: str) -> Iterator[OwnedReview]:
    market = project.markets[name]
    for rule, record in market.rules.items():
        yield OwnedReview(f"content/markets/{name}.yaml", rule, record.owner, record.review_by)
    if market.calendar is not None and market.calendar in project.calendars:
        calendar = project.calendars[market.calendar]
        path = f"content/calendars/{market.calendar}.yaml"
        yield OwnedReview(path, market.calendar, calendar.owner, calendar.review_by)
