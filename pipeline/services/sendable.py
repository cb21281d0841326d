"""Campaign → what is to be sent to whom: the present version, its code, and the address."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from pipeline.domain.approvals import CampaignAgreements
from pipeline.domain.scopes import PARTNERSHIP
from pipeline.reading.project import Project

Entry = Mapping[str, Any]
"""One entry of the records, as it is typed."""


def sendable(project: Project, campaign: str, to: Collection[str] = ()) -> list[Entry]:
    """What would be sent to whom: each partnership that has not got the present version yet, or those named."""
    agreed = CampaignAgreements(project, campaign)
    got = {sent.to for sent in agreed.records.sent if sent.version == agreed.campaign.version}
    wanted = to or [name for name in agreed.campaign.partnerships if name not in got]
    return [_delivery(agreed, name) for name in wanted]


def _delivery(agreed: CampaignAgreements, name: str) -> dict[str, Any]:
    """The present version on its way to somebody, with the code of what it says to a partnership."""
    scope, people = agreed.scopes.get(f"{PARTNERSHIP}{name}"), agreed.project.organisation.people
    address = people[name].email if name in people else ""
    if scope is not None:
        creator = agreed.project.creators[agreed.campaign.partnerships[name].creator]
        agent = creator.agent
        address = (
            agent.email if agent and agent.reached == "instead" else creator.email or (agent.email if agent else "")
        )
    code = {"code": scope.code} if scope else {}
    # An address needs no words, which records would have in one language alone.
    return {"to": name, "version": agreed.campaign.version, **code, "way": address}
