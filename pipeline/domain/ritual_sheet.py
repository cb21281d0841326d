"""One month's meeting → what its pages say: minutes, who tells what, each market's counts, who is next."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.domain import ritual as months
from pipeline.domain.monthly import Series, counted
from pipeline.domain.ritual import Part, Roster
from pipeline.model.localized import Localized
from pipeline.model.market import Market
from pipeline.model.metric import Metric
from pipeline.model.organisation import Person
from pipeline.model.ritual import ACTS, EACH, NEXT_NAMES, STAGE, Act, Ritual, Story
from pipeline.reading.project import Project


@dataclass(frozen=True)
class MarketCounts:
    """What one market counts of a metric."""

    market: Market
    series: Series


@dataclass(frozen=True)
class ToldMetric:
    """One metric of the meeting: who tells it, who owns it, what each market counts, what its presenter learned."""

    key: str
    metric: Metric
    person: str
    presenter: Person | None
    owner: Person
    counts: tuple[MarketCounts, ...]
    learned: Localized | None

    @property
    def kept(self) -> bool:
        """Whether whoever owns it tells it."""
        return self.presenter is not None and self.presenter == self.owner


@dataclass(frozen=True)
class MeetingPart:
    """Some minutes of the meeting, from the first to the last."""

    what: Literal["stage", "metric", "acts", "next", "spare"]
    starts: int
    minutes: int
    told: ToldMetric | None = None


@dataclass(frozen=True)
class DecidedAct:
    """What was decided, with who does it."""

    act: Act
    person: Person


@dataclass(frozen=True)
class NextTurn:
    """Who tells a metric next time."""

    metric: Metric
    presenter: Person | None


@dataclass(frozen=True)
class Meeting:
    """One month's meeting as its pages print it."""

    month: str
    begins: datetime.datetime
    zone: str
    host: Person
    minutes: int
    told: tuple[ToldMetric, ...]
    absent: tuple[Person, ...]
    acts: tuple[DecidedAct, ...]
    story: Story | None
    story_metric: Metric | None
    next_on: datetime.date
    next_turns: tuple[NextTurn, ...]

    @property
    def markets(self) -> tuple[Market, ...]:
        """The markets that count any of its metrics, each once."""
        found = {each.series.market: each.market for told in self.told for each in told.counts}
        return tuple(found[name] for name in sorted(found))

    @property
    def parts(self) -> tuple[MeetingPart, ...]:
        """Its minutes in order; what is left over is to spare."""
        return tuple(self._parts())

    def _parts(self) -> Iterator[MeetingPart]:
        at = 0
        yield MeetingPart("stage", at, STAGE)
        at += STAGE
        for told in self.told:
            yield MeetingPart("metric", at, EACH, told)
            at += EACH
        yield MeetingPart("acts", at, ACTS)
        yield MeetingPart("next", at + ACTS, NEXT_NAMES)
        at += ACTS + NEXT_NAMES
        if at < self.minutes:
            yield MeetingPart("spare", at, self.minutes - at)


def meeting(project: Project, ritual: Ritual, month: str) -> Meeting:
    """What the pages of a month say."""
    metrics, people = project.metrics.metrics, project.organisation.people
    roster, following = (months.roster(ritual, metrics, each) for each in (month, months.after(month)))
    told = tuple(_told(project, roster, part) for part in roster.parts)
    story = ritual.story if roster.first else None
    zone = zoneinfo.ZoneInfo(ritual.when.zone)
    return Meeting(
        month=month,
        begins=datetime.datetime.combine(roster.on, ritual.when.time, zone),
        zone=ritual.when.zone,
        host=people[ritual.host],
        minutes=ritual.minutes,
        told=told,
        absent=tuple(people[name] for name in roster.absent),
        acts=tuple(DecidedAct(act, people[act.who]) for act in (roster.record.acts if roster.record else ())),
        story=story,
        story_metric=metrics[story.metric.partition(":")[0]] if story else None,
        next_on=following.on,
        next_turns=tuple(NextTurn(metrics[each.metric.metric], people.get(each.person)) for each in following.parts),
    )


def _told(project: Project, roster: Roster, part: Part) -> ToldMetric:
    people, key = project.organisation.people, part.metric.key
    counts = counted(project, part.metric, roster.on)
    return ToldMetric(
        key=key,
        metric=project.metrics.metrics[part.metric.metric],
        person=part.person,
        presenter=people.get(part.person),
        owner=people[part.metric.owner],
        counts=tuple(MarketCounts(project.markets[each.market], each) for each in counts),
        learned=roster.record.learned.get(key) if roster.record else None,
    )
