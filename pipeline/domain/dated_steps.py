"""The dates of one partnership as calendars take them: under the same ids as in its plan, so that none stands twice."""

from __future__ import annotations

import datetime
import functools
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.domain.agreement import Agreement
from pipeline.domain.plan import numbered
from pipeline.domain.schedule_step import ScheduleStep
from pipeline.domain.subjects import rank
from pipeline.model.campaign import Campaign
from pipeline.model.milestone import MILESTONES, PUBLISH

_BRIEFS = "briefs.invalid"
"""What ids of events end in: a host that is nobody's."""


@dataclass(frozen=True)
class DatedStep:
    """A step as a date in a calendar. Its `uid` is the same in every version, its `sequence` grows with them."""

    uid: str
    sequence: int
    step: ScheduleStep
    cancelled: bool = False

    @property
    def day(self) -> datetime.date:
        """The day on which it is."""
        return self.step.date

    @property
    def due(self) -> datetime.datetime | None:
        """The instant; None where only the day counts."""
        return self.step.moment

    @property
    def zone(self) -> zoneinfo.ZoneInfo | datetime.tzinfo | None:
        """On whose clocks the instant was agreed."""
        return self.due.tzinfo if self.due else None


def dated_steps(campaign: Campaign, name: str, agreed: Agreement) -> Iterator[DatedStep]:
    """The steps that the brief of a partnership prints, and the later posts: those that go out together are one."""
    posts = {(post.date, post.time or datetime.time.min): post for _, post in reversed(agreed.publications)}
    later = (
        ScheduleStep(PUBLISH, post.date, agreed.moment(post), MILESTONES[PUBLISH].by_creator, round=number)
        for number, (_, post) in enumerate(sorted(posts.items(), key=lambda pair: pair[0])[1:], 2)
    )
    taken: list[str] = []
    for step in (*agreed.schedule, *later):
        taken.append(numbered(step.milestone, taken))
        yield DatedStep(event_id(campaign, name, taken[-1]), sequence(campaign), step)


def event_id(campaign: Campaign, owner: str, step: str) -> str:
    """The id of a step of a market or a partnership in calendars, for ever."""
    return f"{campaign.code.lower()}.{owner}.{step}@{_BRIEFS}"


def sequence(campaign: Campaign) -> int:
    """A number that is higher in each version."""
    return in_calendars(campaign.version)


def in_calendars(version: str) -> int:
    """The number of a version of a campaign: higher than that of each before it."""
    return functools.reduce(lambda so_far, number: 1000 * so_far + number, rank(version), 0)
