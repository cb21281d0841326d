"""Partnership → what we promised its creator: by which day, on which day it was kept, and what shows it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.domain.agreement import Agreement, agreement
from pipeline.domain.approvals import CampaignAgreements
from pipeline.domain.schedule_step import ScheduleStep
from pipeline.model.localized import Note
from pipeline.model.milestone import PUBLISH
from pipeline.reading.project import Project

BRIEF, OPINION, ANSWER = "brief-sent", "opinion", "answer"
"""What is promised beside the steps of the schedule that are ours."""


@dataclass(frozen=True)
class PromiseRow:
    """One promise: a step of the schedule or what stands beside it, its last day, the day it was kept, the evidence."""

    promise: str
    step: ScheduleStep | None
    by: datetime.date
    kept: datetime.date | None
    evidence: Note

    @property
    def late(self) -> int:
        """How many days late it was kept; 0 where it was not."""
        return max((self.kept - self.by).days, 0) if self.kept else 0


@dataclass(frozen=True)
class PromiseSheet:
    """Everything that one creator was promised, in the order of the days."""

    agreement: Agreement
    rows: tuple[PromiseRow, ...]

    @property
    def kept(self) -> int:
        """How many were kept on their day."""
        return sum(row.kept is not None and not row.late for row in self.rows)


def promise_sheet(project: Project, campaign: str, partnership: str) -> PromiseSheet:
    """What one partnership was promised, and what became of it."""
    agreed = CampaignAgreements(project, campaign)
    own = agreement(project, agreed.campaign, agreed.campaign.partnerships[partnership])
    rows = sorted((*_beside(agreed, own, partnership), *_steps(agreed, own, partnership)), key=lambda row: row.by)
    return PromiseSheet(own, tuple(rows))


def _beside(agreed: CampaignAgreements, own: Agreement, name: str) -> Iterator[PromiseRow]:
    """The one brief, the question before the ranges, and the answer about what comes next."""
    sent = [entry for entry in agreed.records.sent if entry.to == name and entry.version == agreed.campaign.version]
    first = min(sent, key=lambda entry: entry.on, default=None)
    yield PromiseRow(BRIEF, None, agreed.campaign.issued, first.on if first else None, first.way if first else "")
    asked = [view.on for view in agreed.records.views if view.partnership == name]
    yield PromiseRow(OPINION, None, agreed.campaign.measurement.agreed, min(asked, default=None), "")
    if own.partnership.term.answer_by is not None:
        yield _recorded(agreed, name, ANSWER, 0, own.partnership.term.answer_by, None)


def _steps(agreed: CampaignAgreements, own: Agreement, name: str) -> Iterator[PromiseRow]:
    """The steps that are ours: product, money, notes, approval."""
    for step in own.schedule:
        if not step.by_creator and step.milestone != PUBLISH:
            yield _recorded(agreed, name, step.milestone, step.round, step.date, step)


def _recorded(
    agreed: CampaignAgreements, name: str, promise: str, number: int, by: datetime.date, step: ScheduleStep | None
) -> PromiseRow:
    found = next(
        (
            entry
            for entry in agreed.records.kept
            if (entry.partnership, entry.promise, entry.round or 0) == (name, promise, number)
        ),
        None,
    )
    return PromiseRow(promise, step, by, found.on if found else None, found.evidence if found else "")
