"""Campaign → how far it has come: its scopes with their codes, who agreed to them, what fell and why, what is next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.domain import partnership_progress, progress
from pipeline.domain.approvals import CampaignAgreements, Standing
from pipeline.domain.confirmations import Reply, replies
from pipeline.domain.progress import Unmet
from pipeline.domain.scopes import PARTNERSHIP
from pipeline.model.agreements import Acceptance, Sent
from pipeline.reading.project import Project
from pipeline.services.archive_folder import ArchiveFolder


@dataclass(frozen=True)
class ScopeStatus:
    """One scope as it is now: its code, and what each of those decided who are asked about it."""

    name: str
    code: str
    standings: tuple[Standing, ...]


@dataclass(frozen=True)
class DeliveryStatus:
    """What one partnership was sent and replied, in the order of the records, and where it stands.

    `status` is empty for one that is no longer part of the campaign, and for a person of the organization.
    """

    partnership: str
    status: str
    sent: tuple[Sent, ...]
    replies: tuple[Acceptance, ...]
    reply: Standing


@dataclass(frozen=True)
class CampaignStatus:
    """How far one campaign has come. `recorded` is whether it has records at all."""

    id: str
    code: str
    version: str
    typed: str
    status: str
    recorded: bool
    scopes: tuple[ScopeStatus, ...]
    deliveries: tuple[DeliveryStatus, ...]
    replies: tuple[Reply, ...]
    """What each side replied to its recap."""
    awaited: tuple[Unmet, ...]
    archived: bool
    """Whether its present version was archived: from then on nothing under its number changes."""
    next: Unmet


def campaign_status(project: Project, name: str) -> CampaignStatus:
    """How far a campaign has come by its records."""
    agreed = CampaignAgreements(project, name)
    standings = (*agreed.approvals, *agreed.acceptances)
    archived = ArchiveFolder.of(project.folder).holds(name, agreed.campaign.version)
    return CampaignStatus(
        id=name,
        code=agreed.campaign.code,
        version=agreed.campaign.version,
        typed=agreed.campaign.status,
        status=progress.status(project, name),
        recorded=name in project.agreements,
        scopes=tuple(
            ScopeStatus(scope.name, scope.code, tuple(each for each in standings if each.scope == scope.name))
            for scope in agreed.scopes.values()
        ),
        deliveries=tuple(_deliveries(agreed)),
        replies=tuple(replies(agreed, to_all=agreed.campaign.status == progress.DRAFT)),
        awaited=tuple(progress.awaited(agreed)) if name in project.agreements else (),
        archived=archived,
        next=progress.next_act(agreed, archived=archived),
    )


def _deliveries(agreed: CampaignAgreements) -> Iterator[DeliveryStatus]:
    """Each partnership, and whoever else the records name: one that has gone, or somebody of the organization."""
    others = [*(each.to for each in agreed.records.sent), *(each.partnership for each in agreed.records.acceptances)]
    standings: dict[str, Standing] = {each.person: each for each in agreed.acceptances}
    for name in dict.fromkeys((*agreed.campaign.partnerships, *others)):
        sent = tuple(each for each in agreed.records.sent if each.to == name)
        replies = tuple(each for each in agreed.records.acceptances if each.partnership == name)
        status = partnership_progress.status(agreed, name) if name in agreed.campaign.partnerships else ""
        reply = standings.get(name, Standing(f"{PARTNERSHIP}{name}", name, "missing"))
        yield DeliveryStatus(name, status, sent, replies, reply)
