"""Campaign → its checkpoints in their order: what was asked, who was there, what came of it, and what is still open."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from pipeline.domain.alignment_sheet import name_of
from pipeline.domain.approvals import CampaignAgreements
from pipeline.domain.field_names import FieldName, field_name
from pipeline.model.alignment import STEPS, Checkpoint
from pipeline.model.localized import Localized
from pipeline.reading.project import Project

CheckpointState = Literal["held", "skipped", "next", "later"]


@dataclass(frozen=True)
class CheckpointRow:
    """One step: its record, None where nobody planned it yet, who was there, what changed, and how far it is."""

    step: str
    checkpoint: Checkpoint | None
    present: tuple[Localized, ...]
    changed: tuple[FieldName, ...]
    state: CheckpointState


@dataclass(frozen=True)
class CheckpointSheet:
    """The five checkpoints. `counts_until` is the last day on which the last posts' results are still counted."""

    rows: tuple[CheckpointRow, ...]
    counts_until: datetime.date

    @property
    def done(self) -> int:
        """How many were held or skipped with a reason."""
        return sum(row.state in ("held", "skipped") for row in self.rows)


def checkpoint_sheet(project: Project, campaign: str) -> CheckpointSheet:
    """The checkpoints of a campaign."""
    agreed = CampaignAgreements(project, campaign)
    records = {checkpoint.step: checkpoint for checkpoint in agreed.records.checkpoints}
    rows: list[CheckpointRow] = []
    for step in STEPS:
        checkpoint = records.get(step)
        waiting = any(row.state == "next" for row in rows)
        present = tuple(name_of(agreed, name) for name in checkpoint.present) if checkpoint else ()
        path = f"content/campaigns/{campaign}.yaml"
        fields = checkpoint.changed if checkpoint else ()
        changed = tuple(field_name(project, campaign, path, field) for field in fields)
        rows.append(CheckpointRow(step, checkpoint, present, changed, _state(checkpoint, waiting=waiting)))
    return CheckpointSheet(tuple(rows), _counts_until(agreed))


def _state(checkpoint: Checkpoint | None, *, waiting: bool) -> CheckpointState:
    if checkpoint is not None and checkpoint.done:
        return "held" if checkpoint.held else "skipped"
    return "later" if waiting else "next"


def _counts_until(agreed: CampaignAgreements) -> datetime.date:
    """The day of the last post, and the window behind it in which an order still counts."""
    posts = [
        publication.until or publication.date
        for partnership in agreed.campaign.partnerships.values()
        for item in partnership.deliverables
        for publication in item.publish
    ]
    last = max(posts, default=agreed.campaign.issued)
    return last + datetime.timedelta(days=agreed.campaign.measurement.window_days)
