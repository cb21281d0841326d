"""Who confirmed the recap of the call, and whether what they confirmed is still what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.domain.approvals import CampaignAgreements, Difference
from pipeline.domain.recap import recap
from pipeline.model.alignment import Confirmation

State = Literal["confirmed", "fell", "not-so", "missing"]
"""a yes that holds; a yes to another recap; something is not so; nothing was said."""

_ANSWERS = "alignment.answers."
"""What the fields of the four answers begin with."""


@dataclass(frozen=True)
class Reply:
    """The last reply of one side. `code` is that of its recap now, `why` what changed since; None: nobody kept it."""

    party: str
    code: str
    state: State
    said: Confirmation | None = None
    why: tuple[Difference, ...] | None = ()

    @property
    def bound(self) -> bool:
        """Whether it names the recap as it is now."""
        return self.said is not None and self.said.code == self.code


def replies(agreed: CampaignAgreements, *, to_all: bool) -> Iterator[Reply]:
    """The last reply of each side to its recap.

    A yes is one to all that a recap says while a campaign is a draft (`to_all`). From then on the ranges, dates and
    pay in it are approved by scope, and a yes holds for as long as the four answers do.
    """
    last = {reply.who: reply for reply in agreed.records.confirmations}
    for party in agreed.records.alignment.parties if agreed.records.alignment else ():
        yield _reply(agreed, party, last.get(party), to_all=to_all)


def _reply(agreed: CampaignAgreements, party: str, said: Confirmation | None, *, to_all: bool) -> Reply:
    scope = recap(agreed, party)
    if said is None:
        return Reply(party, scope.code, "missing")
    if said.reply != "yes":
        return Reply(party, scope.code, "not-so", said)
    why = agreed.since(scope, said.code)
    if why is None:
        fell = to_all and said.version == agreed.campaign.version
    else:
        fell = any(to_all or change.field.startswith(_ANSWERS) for change in why)
    return Reply(party, scope.code, "fell" if fell else "confirmed", said, why)
