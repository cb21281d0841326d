"""Project → what can be released: a campaign or a procedure, with what its control block says of this version."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.domain import progress
from pipeline.domain.progress import CLOSED, IN_FORCE, STOPPED
from pipeline.model.campaign import Campaign
from pipeline.model.sop import Sop
from pipeline.reading.project import Project

RELEASED = (IN_FORCE, CLOSED, "superseded")
"""The statuses of a version that people work by, or have worked by."""
_LOCKED = (IN_FORCE, CLOSED, STOPPED)
"""The statuses in which what was archived stays as it is."""


@dataclass(frozen=True)
class Subject:
    """What documents are about and released together. `path` is its content file.

    `approvers` are ids of people with the day of their approval, None where only the person is
    named; `supersedes` is the version that the content itself says this one takes the place of. Where records
    do not bear out the status that was typed, `status` is what they do; `locked` is whether it was
    typed as in force, or as ended.
    """

    id: str
    path: str
    version: str
    status: str
    issued: datetime.date
    owner: str
    approvers: tuple[tuple[str, datetime.date | None], ...]
    supersedes: str | None = None
    locked: bool = False

    @property
    def in_force(self) -> bool:
        """Whether somebody works by this version now."""
        return self.status == IN_FORCE

    @property
    def released(self) -> bool:
        """Whether this version is in force or was."""
        return self.status in RELEASED


def subjects(project: Project) -> Mapping[str, Subject]:
    """Everything of a project that can be released, by id, in the order of ids."""
    found = [_campaign(project, name, record) for name, record in project.campaigns.items()]
    found += [_procedure(name, record) for name, record in project.sops.items()]
    return {subject.id: subject for subject in sorted(found, key=lambda subject: subject.id)}


def rank(version: str) -> tuple[int, ...]:
    """A version as something that can be compared: 1.10 comes after 1.9."""
    return tuple(map(int, version.split(".")))


def _campaign(project: Project, name: str, record: Campaign) -> Subject:
    return Subject(
        id=name,
        path=f"content/campaigns/{name}.yaml",
        version=record.version,
        status=progress.status(project, name),
        issued=record.issued,
        owner=record.owner,
        approvers=tuple((person, None) for person in record.approvers),
        locked=record.status in _LOCKED,
    )


def _procedure(name: str, record: Sop) -> Subject:
    return Subject(
        id=name,
        path=f"content/sops/{name}.yaml",
        version=record.version,
        status=record.status,
        issued=record.issued,
        owner=record.owner,
        approvers=tuple((signed.person, signed.date) for signed in record.approvers),
        supersedes=record.supersedes,
        locked=record.status == IN_FORCE,
    )
