"""Campaign → what differs between its markets, worked out from its content, each difference with its effect."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import get_args
from zoneinfo import ZoneInfo

from pipeline.base.formulas import Quantity
from pipeline.domain.agreed_target import AgreedTarget
from pipeline.domain.approvals import CampaignAgreements
from pipeline.domain.kpi_sheet import Plan, Sheet, sheet
from pipeline.domain.working_days import OutsideCalendar, WorkingDays
from pipeline.model.finding import Finding, Topic
from pipeline.model.localized import Localized
from pipeline.model.market import Market
from pipeline.model.metric import Input, Metric
from pipeline.model.organisation import Person
from pipeline.model.platform import Platform
from pipeline.reading.project import Project

_EARLY = ("signing", "approval")
"""What a part of a fee may wait for that comes before the posts."""


@dataclass(frozen=True)
class Share:
    """One input of a market's plan, and what part of all markets' it is, in percent."""

    input: Input
    quantity: Quantity
    percent: Decimal


@dataclass(frozen=True)
class MarketDiagnosis:
    """One market: what is compared with others. What cannot be counted is None."""

    market: Market
    strategy: Localized
    agreed: AgreedTarget
    shares: tuple[Share, ...]
    planned: Decimal | None
    working_days: int | None
    days_off: int | None
    rounds: int
    reply_hours: int | None
    advance: Decimal
    label: Localized
    forbidden: tuple[Platform, ...]
    hours_away: Decimal


@dataclass(frozen=True)
class DiagnosticRow:
    """One topic in which the markets differ; `finding` is None where nobody said yet what that does."""

    topic: Topic
    finding: Finding | None
    who: Person | None


@dataclass(frozen=True)
class Diagnostic:
    """The markets side by side, the topics in which they differ, and those in which they do not."""

    metric: Metric
    owner: Person
    markets: tuple[MarketDiagnosis, ...]
    rows: tuple[DiagnosticRow, ...]
    alike: tuple[Topic, ...]


_COMPARED: Mapping[Topic, Callable[[MarketDiagnosis], object]] = {
    "purpose": lambda each: each.strategy,
    "range": lambda each: (
        each.agreed.target.low,
        each.agreed.target.high,
        each.agreed.past and each.agreed.past.values,
    ),
    "plan": lambda each: (each.planned, tuple(share.percent for share in each.shares)),
    "working-days": lambda each: each.working_days,
    "days-off": lambda each: each.days_off,
    "rounds": lambda each: each.rounds,
    "reply": lambda each: each.reply_hours,
    "advance": lambda each: each.advance,
    "label": lambda each: each.label,
    "platforms": lambda each: each.forbidden,
    "clock": lambda each: each.hours_away,
}


def diagnostic(project: Project, name: str) -> Diagnostic:
    """What differs between the markets of a campaign."""
    agreed = CampaignAgreements(project, name)
    numbers = sheet(project, agreed.campaign)
    markets = tuple(_markets(agreed, numbers))
    differing = different(markets)
    people, findings = project.organisation.people, agreed.records.diagnostic
    rows = []
    for topic in differing:
        finding = findings.get(topic)
        rows.append(DiagnosticRow(topic, finding, people[finding.who] if finding else None))
    return Diagnostic(
        metric=numbers.primary.metric,
        owner=people[agreed.campaign.owner],
        markets=markets,
        rows=tuple(rows),
        alike=tuple(topic for topic in get_args(Topic) if topic not in differing),
    )


def different(markets: tuple[MarketDiagnosis, ...]) -> tuple[Topic, ...]:
    """The topics in which markets differ."""
    return tuple(
        topic for topic, value in _COMPARED.items() if any(value(each) != value(markets[0]) for each in markets[1:])
    )


def _markets(agreed: CampaignAgreements, numbers: Sheet) -> Iterator[MarketDiagnosis]:
    people = agreed.project.organisation.people
    for column in numbers.columns:
        market, contact = column.market, people[column.market.contact]
        own = next((plan for plan in numbers.plans if plan.market is market), None)
        yield MarketDiagnosis(
            market=market,
            strategy=column.section.strategy,
            agreed=column,
            shares=tuple(_shares(own, numbers)) if own else (),
            planned=own.value if own else None,
            working_days=_count(agreed, column.name, off=False),
            days_off=_count(agreed, column.name, off=True),
            rounds=market.terms.revision_rounds,
            reply_hours=contact.reply_within_hours,
            advance=_advance(market),
            label=market.disclosure.name,
            forbidden=tuple(_forbidden(agreed, market)),
            hours_away=_hours_away(agreed, market),
        )


def _shares(own: Plan, numbers: Sheet) -> Iterator[Share]:
    for index, (given, quantity) in enumerate(own.inputs):
        whole = sum((plan.inputs[index][1].amount for plan in numbers.plans), Decimal())
        yield Share(given, quantity, (100 * quantity.amount / whole).quantize(Decimal(1)) if whole else Decimal(100))


def _count(agreed: CampaignAgreements, market: str, *, off: bool) -> int | None:
    """The working days between brief and first post, or the days off besides weekends up to the last post."""
    found = agreed.project.markets[market]
    posts = [
        post.date
        for partnership in agreed.campaign.partnerships.values()
        if partnership.market == market
        for item in partnership.deliverables
        for post in item.publish
    ]
    if found.calendar is None or not posts:
        return None
    calendar = agreed.project.calendars[found.calendar]
    if off:
        return sum(agreed.campaign.issued <= day.date <= max(posts) for day in calendar.off)
    working = WorkingDays(found.calendar, calendar)
    span = (min(posts) - agreed.campaign.issued).days
    try:
        return sum(working.works(agreed.campaign.issued + datetime.timedelta(days=each)) for each in range(1, span + 1))
    except OutsideCalendar:
        return None


def _advance(market: Market) -> Decimal:
    """What part of a fee is paid before the posts, in percent."""
    early = (part for part in market.terms.payment if part.at == "advance" or part.after in _EARLY)
    return sum((part.share or Decimal() for part in early), Decimal())


def _forbidden(agreed: CampaignAgreements, market: Market) -> Iterator[Platform]:
    """The platforms that the market's rules forbid on the day of issue."""
    platforms = agreed.project.platforms.platforms
    blocked = [rule for rule in market.rules.values() if rule.severity == "block"]
    names = [
        name for rule in blocked if rule.effective_from <= agreed.campaign.issued for name in rule.applies_to.platforms
    ]
    yield from (platforms[name] for name in dict.fromkeys(names) if name in platforms)


def _hours_away(agreed: CampaignAgreements, market: Market) -> Decimal:
    """How many hours a market's clock is behind the owner's, on the day of issue."""
    noon = datetime.datetime.combine(agreed.campaign.issued, datetime.time(12))
    here = noon.replace(tzinfo=agreed.project.organisation.people[agreed.campaign.owner].zone).utcoffset()
    there = noon.replace(tzinfo=ZoneInfo(market.time_zone)).utcoffset()
    return Decimal(int(((here or datetime.timedelta()) - (there or datetime.timedelta())).total_seconds() // 60)) / 60
