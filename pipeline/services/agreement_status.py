"""Campaign → how far it has come: its scopes with their codes, who agreed to them, what fell and why, what is next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.domain import progress
from pipeline.domain.approvals import CampaignAgreements, Standing
from pipeline.domain.progress import Unmet
from pipeline.domain.recap import recap
from pipeline.domain.scopes import PARTNERSHIP
from pipeline.model.agreements import Sent
from pipeline.reading.project import Project


@dataclass(frozen=True)
class ScopeStatus:
    """One scope as it is now: its code, and what each of those decided who are asked about it."""

    name: str
    code: str
    standings: tuple[Standing, ...]


@dataclass(frozen=True)
class DeliveryStatus:
    """What one partnership was sent, in the order of the records, and where it stands."""

    partnership: str
    status: str
    sent: tuple[Sent, ...]
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
    recaps: tuple[tuple[str, str], ...]
    """Each side with the code of its recap."""
    awaited: tuple[Unmet, ...]
    next: Unmet


def campaign_status(project: Project, name: str) -> CampaignStatus:
    """How far a campaign has come by its records."""
    agreed = CampaignAgreements(project, name)
    standings = (*agreed.approvals, *agreed.acceptances)
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
        recaps=tuple((party, recap(agreed, party).code) for party in _parties(agreed)),
        awaited=tuple(progress.awaited(agreed)) if name in project.agreements else (),
        next=progress.next_act(agreed),
    )


def _parties(agreed: CampaignAgreements) -> tuple[str, ...]:
    return agreed.records.alignment.parties if agreed.records.alignment else ()


def _deliveries(agreed: CampaignAgreements) -> Iterator[DeliveryStatus]:
    """Each partnership with what it was sent; one that has gone as well, as long as the records name it."""
    gone = [sent.to for sent in agreed.records.sent if sent.to not in agreed.project.organisation.people]
    replies: dict[str, Standing] = {each.person: each for each in agreed.acceptances}
    for name in dict.fromkeys((*agreed.campaign.partnerships, *gone)):
        sent = tuple(each for each in agreed.records.sent if each.to == name)
        reply = replies.get(name, Standing(f"{PARTNERSHIP}{name}", name, "missing"))
        yield DeliveryStatus(name, _stands(agreed, name, sent, reply), sent, reply)


def _stands(agreed: CampaignAgreements, name: str, sent: Sequence[Sent], reply: Standing) -> str:
    """The status of a partnership: asked, sent, accepted, proposes changes, declined, or a change is open."""
    if any(change.open and change.partnership == name for change in agreed.records.changes):
        return "change-open"
    if reply.state == "approved":
        return "accepted"
    if reply.state == "changes" and reply.decision is not None:
        return "declined" if getattr(reply.decision, "reply", "") == "decline" else "proposes-changes"
    return "sent" if any(each.version == agreed.campaign.version for each in sent) else "asked"
