"""A campaign as those see it who must agree on it: its markets side by side, and what differs between them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from pipeline.domain import answer_days, approvals, timetable
from pipeline.domain.agreement import Agreement, agreement
from pipeline.domain.kpi_sheet import owner
from pipeline.domain.schedule_rows import Timetable, timetables
from pipeline.domain.scopes import MARKET
from pipeline.model.campaign import Campaign, MarketSection, Measure
from pipeline.model.market import Framing, Market, Terms
from pipeline.model.metric import Metric, Tier
from pipeline.model.organisation import Person
from pipeline.model.platform import Platform
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
    def formats(self) -> frozenset[str]:
        """The formats of all posts there."""
        return frozenset(item.format for agreed in self.agreements for item in agreed.partnership.deliverables)

    @property
    def first_day(self) -> datetime.date:
        """The day of the first publication; only of a market with partnerships."""
        return min(agreed.first_day for agreed in self.agreements)

    @property
    def last_day(self) -> datetime.date:
        """The last day on which a publication may go out; only of a market with partnerships."""
        return max(agreed.last_day for agreed in self.agreements)

    @property
    def spans(self) -> Mapping[str, tuple[datetime.date, datetime.date]]:
        """The first and the last day of the posts, by wave; the name of none is empty."""
        waves = dict.fromkeys(agreed.partnership.wave or "" for agreed in self.agreements)
        return {wave: self._span(wave) for wave in waves}

    def _span(self, wave: str) -> tuple[datetime.date, datetime.date]:
        own = [agreed for agreed in self.agreements if (agreed.partnership.wave or "") == wave]
        return min(agreed.first_day for agreed in own), max(agreed.last_day for agreed in own)


@dataclass(frozen=True)
class Comparison:
    """One metric in every market of the campaign, the targets in the order of the chapters."""

    measure: Measure
    metric: Metric
    owner: Person
    targets: tuple[MetricTarget, ...]


@dataclass(frozen=True)
class Approver:
    """Who must agree, and to what: `scopes` are money, numbers and message, `markets` those that they answer for.

    `agreed` is the day on which they had approved all of it as it is now; None until then. `needed` is the end of
    their last working day before the work begins that depends on them: in their own markets, or in any.
    """

    person: Person
    scopes: tuple[str, ...]
    markets: tuple[Market, ...]
    agreed: datetime.date | None = None
    needed: datetime.datetime | None = None


@dataclass(frozen=True)
class Overview:
    """A whole campaign, with no partnership's money in any of its lines.

    Where it is `recorded` who agreed to what, the approvers say when they did.
    """

    chapters: tuple[Chapter, ...]
    comparisons: tuple[Comparison, ...]
    timetables: tuple[Timetable, ...]
    approvers: tuple[Approver, ...]
    owner: Person
    recorded: bool = False

    @property
    def awaited(self) -> int:
        """How many approvers have not approved yet all that is theirs."""
        return sum(each.agreed is None for each in self.approvers if each.scopes or each.markets)

    @property
    def agreed(self) -> datetime.date | None:
        """The day on which the last approver agreed; None where one is awaited."""
        days = [approver.agreed for approver in self.approvers if approver.agreed]
        return max(days) if days and not self.awaited else None

    @property
    def platforms(self) -> tuple[Platform, ...]:
        """Where its posts appear, each platform once."""
        agreed = (each for chapter in self.chapters for each in chapter.agreements)
        return tuple({id(platform): platform for each in agreed for platform in each.platforms}.values())

    @property
    def first_posts(self) -> Mapping[str, datetime.date]:
        """The day of the first post, by wave; the name of none is empty."""
        spans = [(wave, span[0]) for chapter in self.chapters for wave, span in chapter.spans.items()]
        return {wave: min(day for other, day in spans if other == wave) for wave, _ in spans}

    @property
    def last_payment(self) -> datetime.date | None:
        """The last day on which the schedules have us pay."""
        rows = [row for dates in self.timetables for row in dates.rows if row.milestone == "payment"]
        return max((step.date for row in rows for step in row.steps if step), default=None)

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
        timetables=tuple(timetables(project, campaign)),
        approvers=tuple(_approvers(project, campaign)),
        owner=people[campaign.owner],
        recorded=project.name_of(campaign) in project.agreements,
    )


def _approvers(project: Project, campaign: Campaign) -> Iterator[Approver]:
    """Those whom the campaign names, each with the scopes that are theirs."""
    scopes = approvals.approvers(project, campaign)
    days = _days(project, project.name_of(campaign))
    for name in campaign.approvers:
        own = [scope for scope, people in scopes.items() if name in people]
        markets = [scope.removeprefix(MARKET) for scope in own if scope.startswith(MARKET)]
        person = project.organisation.people[name]
        dates = [found for found in timetable.of_markets(campaign) if found.market in (markets or campaign.markets)]
        yield Approver(
            person,
            tuple(scope for scope in own if not scope.startswith(MARKET)),
            tuple(project.markets[market] for market in markets),
            max(days[scope, name] for scope in own) if own and all((scope, name) in days for scope in own) else None,
            answer_days.answer_by(project, campaign, person, dates),
        )


def _days(project: Project, campaign: str) -> Mapping[tuple[str, str], datetime.date]:
    """When each person approved each scope as it is now, for the first time: that a later yes does not move."""
    if campaign not in project.agreements:
        return {}
    agreed = approvals.CampaignAgreements(project, campaign)
    days = {}
    for standing in agreed.approvals:
        if standing.state == "approved" and standing.decision is not None:
            days[standing.scope, standing.person] = min(
                entry.on
                for entry in agreed.records.approvals
                if (entry.scope, entry.principal, entry.code, entry.decision)
                == (standing.scope, standing.person, standing.decision.code, "approve")
            )
    return days


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
