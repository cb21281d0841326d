"""What is missing before the work on a campaign's version ends: before it is closed, and before it is stopped."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator

from pipeline.base.problems import N_
from pipeline.domain import partnership_progress, progress
from pipeline.domain.approvals import CampaignAgreements
from pipeline.domain.progress import Unmet
from pipeline.model.alignment import STEPS
from pipeline.model.ending import Ending


def before(agreed: CampaignAgreements, end: Ending) -> Iterator[Unmet]:
    """What is missing before an end that somebody told us of."""
    if end.status == "closed":
        yield from _before_closed(agreed, end)
    else:
        yield from _before_stopped(agreed, end)


def _before_closed(agreed: CampaignAgreements, end: Ending) -> Iterator[Unmet]:
    owner = _closes(agreed)
    if end.by != owner:
        yield Unmet(
            N_("{person} does not answer for the primary metric"), N_("{owner} closes it"), owner, _of(end, owner)
        )
    kickoff = progress.kickoff(agreed)
    if kickoff is None:
        message = N_("no kick-off of {version} is on record")
        yield Unmet(message, N_("what nobody worked by is stopped"), values={"version": end.version})
        return
    yield from progress.not_held(agreed, STEPS)
    yield from _not_reviewed(agreed)
    for name in [each for each in kickoff.partnerships if each in agreed.campaign.partnerships]:
        yield from partnership_progress.unpaid(agreed, name)
        yield from partnership_progress.untold(agreed, name)
    last = _year_after(_last_shown(agreed))
    if end.keep_until is not None and end.keep_until < last:
        message, hint = N_("{day} is less than a year after the last post comes down"), N_("write {first} or later")
        yield Unmet(message, hint, values={"day": str(end.keep_until), "first": str(last)})


def _before_stopped(agreed: CampaignAgreements, end: Ending) -> Iterator[Unmet]:
    owner = agreed.campaign.owner
    if end.by != owner:
        yield Unmet(N_("{person} does not own this campaign"), N_("{owner} stops it"), owner, _of(end, owner))
    for name in _bound(agreed):
        if name not in end.pays:
            message = N_("nothing says what {person} is paid by the terms for cancellation")
            yield Unmet(message, N_("write 0 where nothing is owed"), owner, {"person": name})


def _not_reviewed(agreed: CampaignAgreements) -> Iterator[Unmet]:
    """Markets whose final result nobody has signed."""
    results = agreed.project.results.get(agreed.name)
    if results is None or results.as_of != "final":
        hint = N_("write content/results/{name}.yaml with as_of: final")
        yield Unmet(N_("the results are not final"), hint, _closes(agreed), {"name": agreed.name})
        return
    for market in agreed.campaign.markets:
        review = results.review.get(market)
        if review is None or review.signed_by is None:
            hint = N_("write signed_by: under review: in content/results/{name}.yaml")
            values = {"market": market, "name": agreed.name}
            yield Unmet(N_("nobody has signed the review of {market}"), hint, _closes(agreed), values)


def _bound(agreed: CampaignAgreements) -> Collection[str]:
    """The partnerships with which we agreed on this version or an older one."""
    names = [reply.partnership for reply in agreed.records.acceptances if reply.reply == "accept"]
    return [name for name in dict.fromkeys(names) if name in agreed.campaign.partnerships]


def _closes(agreed: CampaignAgreements) -> str:
    """Who answers for the primary metric."""
    owner = next((measure.owner for measure in agreed.campaign.metrics if measure.tier == "primary"), None)
    return owner or agreed.project.organisation.finance or agreed.campaign.owner


def _of(end: Ending, owner: str) -> dict[str, str]:
    return {"person": end.by, "owner": owner}


def _last_shown(agreed: CampaignAgreements) -> datetime.date:
    """The last day on which a post is up."""
    items = (item for partnership in agreed.campaign.partnerships.values() for item in partnership.deliverables)
    return max((item.stays_up_until for item in items), default=agreed.campaign.issued)


def _year_after(day: datetime.date) -> datetime.date:
    """The same day of the next year; March 1 for February 29."""
    if (day.month, day.day) == (2, 29):
        return datetime.date(day.year + 1, 3, 1)
    return day.replace(year=day.year + 1)
