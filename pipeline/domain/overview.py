"""A campaign as those see it who must agree on it: its markets side by side, and what differs between them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from pipeline.domain.agreement import Agreement, agreement
from pipeline.domain.kpi_sheet import owner
from pipeline.model.campaign import Campaign, MarketSection, Measure, Milestone
from pipeline.model.market import Framing, Market, Terms
from pipeline.model.metric import Metric, Tier
from pipeline.model.organisation import Person
from pipeline.model.range import MetricTarget
from pipeline.reading.project import Project

_COLUMNS = 3
"""Markets beside each other in one table: a fourth would leave too little room for words."""


@dataclass(frozen=True)
class Chapter:
    """One market's part of a campaign. `decider` has the last word on every post there."""

    id: str
    market: Market
    section: MarketSection
    framings: tuple[Framing, ...]
    lead: Person
    contact: Person
    decider: Person
    agreements: tuple[Agreement, ...]

    @property
    def first_day(self) -> datetime.date:
        """The day of the first publication; only of a market with partnerships."""
        return min(agreed.first_day for agreed in self.agreements)

    @property
    def last_day(self) -> datetime.date:
        """The last day on which a publication may go out; only of a market with partnerships."""
        return max(agreed.last_day for agreed in self.agreements)


@dataclass(frozen=True)
class Comparison:
    """One metric in every market of the campaign, the targets in the order of the chapters."""

    measure: Measure
    metric: Metric
    owner: Person
    targets: tuple[MetricTarget, ...]


@dataclass(frozen=True)
class ScheduleRow:
    """One step of the schedule in every market; None where a market has no such step."""

    milestone: str
    steps: tuple[Milestone | None, ...]

    @property
    def first(self) -> datetime.date:
        """The day on which the first market takes the step."""
        return min(step.date for step in self.steps if step is not None)


@dataclass(frozen=True)
class Overview:
    """A whole campaign, with no partnership's money in any of its lines."""

    chapters: tuple[Chapter, ...]
    comparisons: tuple[Comparison, ...]
    timetable: tuple[ScheduleRow, ...]
    approvers: tuple[Person, ...]
    owner: Person

    @property
    def groups(self) -> list[tuple[int, tuple[Chapter, ...]]]:
        """The chapters, as many at a time as a table has columns for, each group with the place of its first."""
        return [(first, self.chapters[first : first + _COLUMNS]) for first in range(0, len(self.chapters), _COLUMNS)]

    def of(self, tier: Tier) -> list[Comparison]:
        """The metrics of one tier."""
        return [item for item in self.comparisons if item.measure.tier == tier]

    @property
    def by_tier(self) -> Mapping[str, list[Comparison]]:
        """The metrics of each tier."""
        return {tier: self.of(tier) for tier in get_args(Tier)}

    @property
    def differing(self) -> frozenset[str]:
        """The fields in which the markets' terms say something else; of a single market all."""
        return frozenset(term for term in Terms.model_fields if self.differs(term))

    def differs(self, term: str) -> bool:
        """Whether the markets' terms say something else in one field; a single market's always count."""
        said = [getattr(chapter.market.terms, term) for chapter in self.chapters]
        return len(said) == 1 or any(text != said[0] for text in said)

    @property
    def primary(self) -> Comparison:
        """The one metric that counts first."""
        return self.of("primary")[0]

    @property
    def agreements(self) -> list[Agreement]:
        """Every partnership, market by market."""
        return [agreed for chapter in self.chapters for agreed in chapter.agreements]


def overview(project: Project, campaign: Campaign) -> Overview:
    """What a campaign asks everybody to agree on."""
    people = project.organisation.people
    return Overview(
        chapters=tuple(_chapters(project, campaign)),
        comparisons=tuple(
            Comparison(
                measure,
                project.metrics.metrics[measure.metric],
                owner(project, campaign, measure),
                tuple(section.targets[measure.metric] for section in campaign.markets.values()),
            )
            for measure in campaign.metrics
        ),
        timetable=tuple(sorted(_rows(campaign), key=lambda row: row.first)),
        approvers=tuple(people[name] for name in campaign.approvers),
        owner=people[campaign.owner],
    )


def _chapters(project: Project, campaign: Campaign) -> Iterator[Chapter]:
    people = project.organisation.people
    for name, section in campaign.markets.items():
        market = project.markets[name]
        yield Chapter(
            id=name,
            market=market,
            section=section,
            framings=tuple(market.framings[framing] for framing in section.approved_framings) + section.framings,
            lead=people[market.lead],
            contact=people[market.contact],
            decider=people[market.terms.stages[-1].reviewer],
            agreements=tuple(
                agreement(project, campaign, partnership)
                for partnership in campaign.partnerships.values()
                if partnership.market == name
            ),
        )


def _rows(campaign: Campaign) -> Iterator[ScheduleRow]:
    """Each step that some market has; the second draft of one market stands beside that of another."""
    numbered: list[dict[tuple[str, int], Milestone]] = []
    for section in campaign.markets.values():
        steps: dict[tuple[str, int], Milestone] = {}
        for step in section.schedule:
            number = sum(milestone == step.milestone for milestone, _ in steps)
            steps[step.milestone, number] = step
        numbered.append(steps)
    for key in dict.fromkeys(key for steps in numbered for key in steps):
        yield ScheduleRow(key[0], tuple(steps.get(key) for steps in numbered))
