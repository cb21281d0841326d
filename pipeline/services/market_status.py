"""What the lead of a market owns, and what waits for them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.base.problems import N_
from pipeline.domain import cohort as calls
from pipeline.domain.market_reviews import OwnedReview, reviews
from pipeline.domain.progress import Unmet
from pipeline.domain.subjects import subjects
from pipeline.reading.project import Project
from pipeline.services.agreement_status import campaign_status


@dataclass(frozen=True)
class OwnedCampaign:
    """A campaign that the market takes part in, with its creators there."""

    id: str
    version: str
    status: str
    creators: tuple[str, ...]


@dataclass(frozen=True)
class NextCall:
    """The call to prepare with the market's creators: its day, whether that is planned, and its documents."""

    month: str
    on: datetime.date
    planned: bool
    documents: str


@dataclass(frozen=True)
class MarketStatus:
    """A market with its lead: campaigns, reviews due in order of days, metrics they answer for, what waits for them."""

    market: str
    lead: str
    contact: str
    campaigns: tuple[OwnedCampaign, ...]
    reviews: tuple[OwnedReview, ...]
    metrics: tuple[str, ...]
    waits: tuple[Unmet, ...]
    call: NextCall | None


def market_status(project: Project, name: str) -> MarketStatus:
    """What the lead of a market owns, and what waits for them."""
    market = project.markets[name]
    ritual = project.ritual
    return MarketStatus(
        market=name,
        lead=market.lead,
        contact=market.contact,
        campaigns=tuple(_campaigns(project, name)),
        reviews=reviews(project, name),
        metrics=tuple(each.key for each in (ritual.metrics if ritual else ()) if each.owner == market.lead),
        waits=(*_waits(project, name), *_promises(project, name)),
        call=_call(project, name),
    )


def _call(project: Project, name: str) -> NextCall | None:
    """The call to prepare; nothing where the market has none."""
    cohort = project.cohorts.get(name)
    month = calls.upcoming(cohort) if cohort else ""
    if cohort is None or not month:
        return None
    on, planned = calls.begins(cohort, month).date(), calls.record(cohort, month) is not None
    return NextCall(month, on, planned, f"{month}.cohort.*-{name}.*")


def _promises(project: Project, name: str) -> Iterator[Unmet]:
    """What creators were promised and nobody has done: the lead answers for it, whoever does it."""
    cohort, language = project.cohorts.get(name), project.organisation.languages[0]
    for call in cohort.calls if cohort else ():
        for lesson in call.learned:
            if lesson.done is None:
                message = N_("{what} by {day}, {who}: promised to creators on the call of {month}")
                what = lesson.act[language].rstrip(".")
                values = {"what": what, "day": lesson.by, "who": lesson.who, "month": call.month}
                yield Unmet(message, who=lesson.who, values=values)


def _campaigns(project: Project, name: str) -> Iterator[OwnedCampaign]:
    standing = subjects(project)
    for campaign, record in project.campaigns.items():
        if name in record.markets:
            creators = tuple(each for each, agreed in record.partnerships.items() if agreed.market == name)
            yield OwnedCampaign(campaign, record.version, standing[campaign].status, creators)


def _waits(project: Project, name: str) -> Iterator[Unmet]:
    """What campaigns await of the lead, and what they said they would do at the last meeting."""
    lead = project.markets[name].lead
    for campaign, record in project.campaigns.items():
        if name in record.markets:
            yield from (unmet for unmet in campaign_status(project, campaign).awaited if unmet.who == lead)
    held = [month for month in (project.ritual.months if project.ritual else ()) if month.presented]
    for month in held[-1:]:
        for act in month.acts:
            if act.who == lead:
                message = N_("{what} by {day}: promised at the meeting of {month}")
                language = project.organisation.languages[0]
                values = {"what": act.what[language].rstrip("."), "day": act.by, "month": month.month}
                yield Unmet(message, who=lead, values=values)
