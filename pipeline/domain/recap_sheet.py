"""Party of a campaign → what it is asked to confirm: answers, ranges and dates, and of money its own alone."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.domain.agreement import Agreement, agreement
from pipeline.domain.alignment_sheet import (
    OpenRow,
    QuestionRow,
    RangeRow,
    name_of,
    open_points,
    questions,
    ranges,
)
from pipeline.domain.approvals import CampaignAgreements
from pipeline.domain.recap import recap
from pipeline.domain.schedule_rows import timetables
from pipeline.model.alignment import Alignment
from pipeline.model.localized import Localized
from pipeline.model.market import Market
from pipeline.model.milestone import MILESTONES
from pipeline.model.organisation import Person
from pipeline.model.schedule import Milestone, Wave
from pipeline.reading.project import Project


@dataclass(frozen=True)
class DayCell:
    """The day of one step in one market, and its instant where a time was agreed."""

    date: datetime.date
    moment: datetime.datetime | None


@dataclass(frozen=True)
class DayRow:
    """One step of the schedules with its day in each market; None where a market has no such step."""

    milestone: str
    round: int
    wave: Wave | None
    cells: tuple[DayCell | None, ...]


@dataclass(frozen=True)
class RecapSheet:
    """Everything that one party is asked to confirm. `agreement` is a creator's own, None for a person.

    `replies_by` is the instant by which an answer is awaited, where a day and a time are on record.
    """

    name: Localized
    code: str
    time_zone: str
    alignment: Alignment
    host: Person
    replies_by: datetime.datetime | None
    questions: tuple[QuestionRow, ...]
    ranges: tuple[RangeRow, ...]
    open: tuple[OpenRow, ...]
    agreement: Agreement | None
    markets: tuple[Market, ...]
    days: tuple[DayRow, ...]


def recap_sheet(project: Project, campaign: str, party: str) -> RecapSheet:
    """What a party of a campaign is asked to confirm. Raises LookupError where no call is on record."""
    agreed = CampaignAgreements(project, campaign)
    alignment = agreed.records.alignment
    if alignment is None:
        raise LookupError(f"{campaign} has held no call")
    partnership = agreed.campaign.partnerships.get(party)
    market = partnership.market if partnership else ""
    own = agreement(project, agreed.campaign, partnership) if partnership else None
    return RecapSheet(
        name=name_of(agreed, party),
        code=recap(agreed, party).code,
        time_zone=own.creator.time_zone if own else project.organisation.people[party].time_zone,
        alignment=alignment,
        host=project.organisation.people[agreed.campaign.owner],
        replies_by=_replies_by(alignment),
        questions=questions(agreed),
        ranges=tuple(ranges(agreed, market)),
        open=open_points(agreed),
        agreement=own,
        markets=tuple(project.markets[name] for name in agreed.campaign.markets if market in ("", name)),
        days=() if own else tuple(_days(agreed)),
    )


def _replies_by(alignment: Alignment) -> datetime.datetime | None:
    if alignment.reply_by is None or alignment.reply_time is None:
        return None
    return datetime.datetime.combine(alignment.reply_by, alignment.reply_time, alignment.zone)


def _days(agreed: CampaignAgreements) -> Iterator[DayRow]:
    """The steps of all markets' schedules but payments, in order, those of each wave by themselves."""
    zones = [zoneinfo.ZoneInfo(agreed.project.markets[name].time_zone) for name in agreed.campaign.markets]
    for found in timetables(agreed.project, agreed.campaign):
        for row in found.rows:
            if not MILESTONES[row.milestone].paid:
                cells = tuple(_cell(step, zone) for step, zone in zip(row.steps, zones, strict=True))
                yield DayRow(row.milestone, row.round, found.wave, cells)


def _cell(step: Milestone | None, zone: zoneinfo.ZoneInfo) -> DayCell | None:
    if step is None:
        return None
    return DayCell(step.date, datetime.datetime.combine(step.date, step.time, zone) if step.time else None)
