"""What we promised a creator: a target comes in, the ledger of its partnership goes out."""

from __future__ import annotations

from pipeline.domain import promise_sheet
from pipeline.domain.targets import Target
from pipeline.reading.project import Project
from pipeline.rendering.providers import Provider


def provide(project: Project, target: Target) -> promise_sheet.PromiseSheet:
    """The promises to the target's partnership."""
    return promise_sheet.promise_sheet(project, target.campaign, target.partnership)


PROVIDER = Provider("partnership", provide)
