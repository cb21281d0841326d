"""What the changes that creators are asked about have to say: no part work, and time to answer."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pipeline.base.problems import N_, Problem
from pipeline.domain.approvals import CampaignAgreements
from pipeline.domain.working_days import OutsideCalendar, WorkingDays
from pipeline.model.agreements import Change
from pipeline.reading.sources import Source

_DAYS = 2
"""Working days that a creator has at least to answer."""
_OPEN = 3
"""Changes that one creator is asked about at once at most."""


def problems(agreed: CampaignAgreements, source: Source) -> Iterator[Problem]:
    """What is wrong with the changes to the present version."""
    open_now = Counter(change.partnership for change in agreed.records.changes if change.open)
    for name, count in open_now.items():
        if count > _OPEN:
            message, hint = (
                N_("{count} changes are open at once for {person}"),
                N_("make it one list, of three at most"),
            )
            yield source.problem(("changes",), message, hint=hint, count=count, person=name)
    for index, change in enumerate(agreed.records.changes):
        if change.to_version == agreed.campaign.version and change.partnership in agreed.campaign.partnerships:
            yield from _in_time(agreed, source, index, change)


def _in_time(agreed: CampaignAgreements, source: Source, index: int, change: Change) -> Iterator[Problem]:
    """A problem where a creator has less than two of their working days to answer."""
    issued, working = agreed.campaign.issued, _working_days(agreed, change.partnership)
    try:
        first = working.after(issued, _DAYS) if working else issued + datetime.timedelta(days=_DAYS)
    except OutsideCalendar:
        return
    if change.answer_by < first:
        message = N_("{day} leaves {person} less than two working days after {issued}")
        hint = N_("write a day from {first} on")
        values: dict[str, Any] = {
            "day": change.answer_by,
            "person": change.partnership,
            "issued": issued,
            "first": first,
        }
        yield source.problem(("changes", index, "answer_by"), message, hint=hint, **values)


def _working_days(agreed: CampaignAgreements, name: str) -> WorkingDays | None:
    """A creator's working days: by their own calendar, or their market's; None where neither has one."""
    partnership = agreed.campaign.partnerships[name]
    creator, market = agreed.project.creators[partnership.creator], agreed.project.markets[partnership.market]
    calendar = creator.calendar or market.calendar
    if calendar is None or calendar not in agreed.project.calendars:
        return None
    return WorkingDays(calendar, agreed.project.calendars[calendar], creator.away)
