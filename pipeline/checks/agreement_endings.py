"""What the records of a campaign's end have to say, and which statuses may be typed beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.base.problems import N_, Problem
from pipeline.domain import endings, progress
from pipeline.domain.approvals import CampaignAgreements
from pipeline.domain.progress import CLOSED, DRAFT, STOPPED
from pipeline.reading.sources import Source


def problems(agreed: CampaignAgreements, records: Source, content: Source) -> Iterator[Problem]:
    """What is wrong with the end of the present version, and with a status that it does not bear out."""
    for index, end in enumerate(agreed.records.ends):
        if end.version == agreed.campaign.version:
            for unmet in endings.before(agreed, end):
                yield records.problem(("ends", index), unmet.message, hint=unmet.hint, **dict(unmet.values))
    yield from _typed(agreed, content)


def _typed(agreed: CampaignAgreements, content: Source) -> Iterator[Problem]:
    """A status that was typed and to which no way of the records leads."""
    typed, end, begun = agreed.campaign.status, progress.ending(agreed), progress.kickoff(agreed)
    values: dict[str, Any] = {"version": agreed.campaign.version, "name": agreed.name, "status": typed}
    if typed in (CLOSED, STOPPED) and (end is None or end.status != typed):
        message = N_("no record says that {version} is {status}")
        hint = N_("type briefs close {name}") if typed == CLOSED else N_("type briefs stop {name}")
        yield content.problem(("status",), message, hint=hint, **values)
    elif typed == "superseded" and begun is None:
        message = N_("nobody worked by {version}: nothing has taken its place")
        yield content.problem(("status",), message, hint=N_("what never began is stopped, or a draft"), **values)
    elif typed == DRAFT and begun is not None:
        message = N_("{version} was kicked off: it is no draft any more")
        yield content.problem(("status",), message, hint=N_("raise version and issued: that is a new draft"), **values)
