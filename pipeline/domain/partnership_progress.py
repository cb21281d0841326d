"""How far one partnership has come by the records: asked, sent, accepted, delivered, measured, paid, decided."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.base.problems import N_
from pipeline.domain.approvals import CampaignAgreements, Standing
from pipeline.domain.progress import Unmet
from pipeline.domain.promise_sheet import ANSWER, promise_sheet
from pipeline.domain.results import posts_of
from pipeline.domain.scopes import PARTNERSHIP
from pipeline.model.scorecard import Scorecard

ASKED, SENT, ACCEPTED, PROPOSES, DECLINED = "asked", "sent", "accepted", "proposes-changes", "declined"
CHANGE_OPEN, DELIVERED, MEASURED, PAID, DECIDED = "change-open", "delivered", "measured", "paid", "decided"


def status(agreed: CampaignAgreements, name: str) -> str:
    """The status of a partnership; each has all that those before it have."""
    if any(change.open and change.partnership == name for change in agreed.records.changes):
        return CHANGE_OPEN
    replies = {each.person: each for each in agreed.acceptances}
    reply = replies.get(name, Standing(f"{PARTNERSHIP}{name}", name, "missing"))
    if reply.state == "approved":
        return _accepted(agreed, name)
    if reply.state == "changes" and reply.decision is not None:
        return DECLINED if getattr(reply.decision, "reply", "") == "decline" else PROPOSES
    return SENT if is_sent(agreed, name) else ASKED


def is_sent(agreed: CampaignAgreements, name: str) -> bool:
    """Whether the present version was sent to a partnership."""
    return any(each.to == name and each.version == agreed.campaign.version for each in agreed.records.sent)


def unpaid(agreed: CampaignAgreements, name: str) -> Iterator[Unmet]:
    """Each payment to a partnership that no record says was made."""
    card = _card(agreed, name)
    reviewed = {paid.due for paid in card.ours.paid} if card else set()
    for row in promise_sheet(agreed.project, agreed.name, name).rows:
        if row.step is not None and row.step.amount is not None and row.kept is None and row.by not in reviewed:
            message = N_("no record says that {person} was paid on {day}")
            hint = N_("write it under kept: in {file}, with promise: {promise}")
            values = {"person": name, "day": str(row.by), "promise": row.promise}
            yield Unmet(message, hint, agreed.campaign.owner, {**values, "file": _file(agreed)})


def untold(agreed: CampaignAgreements, name: str) -> Iterator[Unmet]:
    """A partnership whose creator was not told what was decided."""
    card = _card(agreed, name)
    told = card is not None and bool(card.decision.told)
    answered = any((each.partnership, each.promise) == (name, ANSWER) for each in agreed.records.kept)
    if not told and not answered:
        message = N_("no record says that {person} was told what comes next")
        hint = N_("write told: in content/scorecards/{creator}.yaml, or promise: answer under kept: in {file}")
        values = {"person": name, "file": _file(agreed), "creator": agreed.campaign.partnerships[name].creator}
        yield Unmet(message, hint, agreed.campaign.owner, values)


def _accepted(agreed: CampaignAgreements, name: str) -> str:
    """How far a partnership has come since its creator accepted."""
    results, reached = agreed.project.results.get(agreed.name), ACCEPTED
    if results is None:
        return reached
    live = {(post.partnership, post.deliverable, post.post) for post in results.posts if post.live_on is not None}
    steps = (
        (DELIVERED, all(post in live for post in posts_of(agreed.campaign) if post[0] == name)),
        (MEASURED, results.as_of == "final" and name in results.orders),
        (PAID, not any(unpaid(agreed, name))),
        (DECIDED, not any(untold(agreed, name))),
    )
    for step, done in steps:
        if not done:
            break
        reached = step
    return reached


def _card(agreed: CampaignAgreements, name: str) -> Scorecard | None:
    return agreed.project.scorecard(agreed.name, name)


def _file(agreed: CampaignAgreements) -> str:
    return f"content/agreements/{agreed.name}.yaml"
