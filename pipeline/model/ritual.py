"""The monthly half hour: who hosts and presents, which metrics, and what came of each month."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.base.problems import N_, suggestion
from pipeline.model.base import Clock, Day, Id, MetricKey, Model, Month, ZoneName, mistake, once
from pipeline.model.calendar import Weekday
from pipeline.model.localized import Localized, at_most

STAGE, EACH, ACTS, NEXT_NAMES = 2, 3, 6, 2
"""Minutes: the stage, each metric, what is done now, who presents what next time."""


class Meeting(Model):
    """When the team meets each month."""

    nth: Annotated[int, Field(ge=1, le=4, strict=True, examples=[2])]
    """Which of the month's days of that name: 2 with weekday: tue is the second Tuesday."""
    weekday: Weekday
    """The day of the week."""
    time: Clock
    """When it begins, in `zone`."""
    zone: ZoneName
    """Whose clock it is."""


class RitualMetric(Model):
    """A metric that is told each month by somebody who does not own it."""

    metric: Id
    """The metric's id."""
    market: Id | None = None
    """The one market it is told of; without it, each that counts it."""
    owner: Id
    """Who answers for it, by id: never its presenter, but asked and listened to."""
    tracker: Id | None = None
    """Who counts it, by id: never its presenter either."""
    near: tuple[Id, ...] = Field(default=(), max_length=50)
    """Who else works so near to it that they would learn nothing, by id."""

    @property
    def key(self) -> str:
        """What months call it: its id, or with a market `cpa:ru`."""
        return f"{self.metric}:{self.market}" if self.market else self.metric

    @property
    def insiders(self) -> frozenset[str]:
        """Everybody who may not present it."""
        return frozenset({self.owner, *self.near, *([self.tracker] if self.tracker else [])})

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from once(self.near, "near")


class Story(Model):
    """A number told as an example, so that those who follow know how."""

    metric: MetricKey
    """Whose number it is."""
    told: Localized
    """What moved it, told as a story: what was seen, who was asked, what they said."""
    learned: Annotated[Localized, at_most(240)]
    """What the teller learned of another's work."""
    question: Annotated[Localized, at_most(160)]
    """The one question that stays open."""


class Act(Model):
    """Something that a meeting decided to do."""

    what: Annotated[Localized, at_most(160)]
    """What is done."""
    who: Id
    """Who does it, by id."""
    by: Day
    """The day by which it is done."""


class RitualMonth(Model):
    """One month's meeting: planned with its day alone, later with what really happened."""

    month: Month
    """The month, as 2027-03."""
    on: Day
    """The day of the meeting."""
    presented: dict[MetricKey, Id] = Field(default={}, max_length=8)
    """Who really presented each metric; nothing before the meeting."""
    absent: tuple[Id, ...] = Field(default=(), max_length=50)
    """Who was missing on the day, by id."""
    learned: dict[MetricKey, Localized] = Field(default={}, max_length=8)
    """What each presenter learned, by metric."""
    acts: tuple[Act, ...] = Field(default=(), max_length=3)
    """What was decided; at most three."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from once(self.absent, "absent")
        if f"{self.on:%Y-%m}" != self.month:
            yield mistake("{day} is not in {month}", at=["on"], day=self.on, month=self.month)
        for key, person in self.presented.items():
            if person in self.absent:
                message, hint = N_("{person} was absent"), N_("write who presented it that day")
                yield mistake(message, at=["presented", key], hint=hint, person=person)


class Ritual(Model):
    """content/ritual.yaml: half an hour a month in which each number is told by someone who does not own it."""

    host: Id
    """Who prepares and leads it, by id."""
    minutes: Literal[30] = 30
    """How long it takes: 30 minutes."""
    when: Meeting
    """When the team meets."""
    presenters: tuple[Id, ...] = Field(min_length=2, max_length=50)
    """Who presents, by id."""
    metrics: tuple[RitualMetric, ...] = Field(min_length=1, max_length=8)
    """What is told; six fit into half an hour."""
    kept_by_host: tuple[MetricKey, ...] = Field(default=(), max_length=8)
    """Those of `metrics` that the host tells herself."""
    story: Story | None = None
    """An example for the first month, told by the host."""
    months: tuple[RitualMonth, ...] = Field(default=(), max_length=600)
    """The months, oldest first; entries are only added."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Its metrics, as months call them."""
        return tuple(metric.key for metric in self.metrics)

    @property
    def needed(self) -> int:
        """How many minutes it takes."""
        return STAGE + EACH * len(self.metrics) + ACTS + NEXT_NAMES

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from once(self.presenters, "presenters")
        yield from once(self.keys, "metrics")
        yield from once(self.kept_by_host, "kept_by_host")
        named: dict[tuple[str | int, ...], str] = {("kept_by_host", i): key for i, key in enumerate(self.kept_by_host)}
        if self.story is not None:
            named["story", "metric"] = self.story.metric
        for at, key in named.items():
            if key not in self.keys:
                yield mistake('"{value}" is none of the metrics above', at=at, value=key, **suggestion(key, self.keys))
        for index, (before, after) in enumerate(zip(self.months, self.months[1:], strict=False), 1):
            if after.month <= before.month:
                at = ("months", index, "month")
                yield mistake("{after} is not after {before}", at=at, after=after.month, before=before.month)
