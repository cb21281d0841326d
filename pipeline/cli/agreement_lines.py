"""What `briefs status` says of a campaign: its scopes, who approved them, what was sent, what is next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from pipeline.base.problems import N_, problem
from pipeline.cli.entries import noted
from pipeline.cli.options import message_translator, said

if TYPE_CHECKING:
    from pipeline.domain.approvals import Standing
    from pipeline.domain.confirmations import Reply
    from pipeline.domain.progress import Unmet
    from pipeline.services.agreement_status import CampaignStatus, DeliveryStatus

_SIGNS = {"approved": "+", "fell": "x", "changes": "!", "missing": "-"}


def told(unmet: Unmet) -> str:
    """What is missing in the language of messages."""
    translator = message_translator(click.get_current_context().find_root())
    line = translator.problem(problem("", unmet.message, hint=unmet.hint, **dict(unmet.values)))
    return line.removeprefix(": ")


def lines(campaign: CampaignStatus) -> Iterator[str]:
    """How far a campaign has come, in lines, in the language of messages."""
    yield f"{campaign.id} {campaign.version}: {campaign.status}"
    if campaign.status != campaign.typed and campaign.recorded:
        message = N_("status: {typed} was typed; the records bear out {status}")
        yield "  " + said(message, typed=campaign.typed, status=campaign.status)
    for scope in campaign.scopes:
        yield f"  {scope.code}  {scope.name}"
        for standing in scope.standings:
            yield from _standing(standing)
    for code in dict.fromkeys(reply.code for reply in campaign.replies):
        yield f"  {code}  {said(N_('recap'))}"
        for reply in campaign.replies:
            if reply.code == code:
                yield from _confirmed(reply)
    for delivery in campaign.deliveries:
        yield from _delivery(delivery)
    for unmet in campaign.awaited:
        what = told(unmet)
        # Most say who is awaited themselves.
        named = not unmet.who or unmet.who in what
        message = N_("missing: {what}") if named else N_("missing from {person}: {what}")
        yield "  " + said(message, what=what, person=unmet.who)
    if not campaign.recorded:
        message = N_("there are no records: briefs new agreement {campaign} begins them with a draft")
        yield "  " + said(message, campaign=campaign.id)
    elif not campaign.awaited:
        yield "  " + said(N_("next: {what}"), what=told(campaign.next))


_STATES = {
    "approved": N_("{person}: approved"),
    "fell": N_("{person}: approved something else, which fell"),
    "changes": N_("{person}: wants changes"),
    "missing": N_("{person}: missing"),
}


def _standing(standing: Standing) -> Iterator[str]:
    decision = standing.decision
    where = f", {decision.on}, {decision.code}, {noted(decision.evidence)}" if decision else ""
    yield f"    {_SIGNS[standing.state]} {said(_STATES[standing.state], person=standing.person)}{where}"
    for change in standing.why or ():
        yield f"        {change.path}: {change.field}: {change.was or '—'} → {change.now or '—'}"
    if standing.why is None:
        yield "        " + said(N_("nobody kept what it was then"))


_CONFIRMED = {
    "confirmed": ("+", N_("{person}: confirmed")),
    "fell": ("x", N_("{person}: confirmed something else")),
    "not-so": ("!", N_("{person}: says that it is not so")),
    "missing": ("-", N_("{person}: missing")),
}


def _confirmed(reply: Reply) -> Iterator[str]:
    sign, message = _CONFIRMED[reply.state]
    where = f", {reply.said.on}, {reply.said.code}, {noted(reply.said.evidence)}" if reply.said else ""
    yield f"    {sign} {said(message, person=reply.party)}{where}"


_REPLIES = {
    "asked": N_("{partnership}: asked"),
    "sent": N_("{partnership}: sent"),
    "accepted": N_("{partnership}: accepted"),
    "proposes-changes": N_("{partnership}: proposes changes"),
    "declined": N_("{partnership}: declined"),
    "change-open": N_("{partnership}: a change is open"),
    "delivered": N_("{partnership}: all posts are out"),
    "measured": N_("{partnership}: counted"),
    "paid": N_("{partnership}: paid"),
    "decided": N_("{partnership}: told what comes next"),
}


_ANSWERS = {
    "accept": N_("accepted {version} on {day}, {code}, {evidence}"),
    "propose-changes": N_("wants {version} changed, on {day}, {code}, {evidence}"),
    "decline": N_("declined {version} on {day}, {code}, {evidence}"),
}


def _delivery(delivery: DeliveryStatus) -> Iterator[str]:
    known = said(_REPLIES[delivery.status], partnership=delivery.partnership) if delivery.status else ""
    yield "  " + (known or delivery.partnership)
    for sent in delivery.sent:
        what = f", {sent.document}" if sent.document else ""
        reached = said(N_("{version} on {day}, {way}"), version=sent.version, day=sent.on, way=noted(sent.way))
        yield f"    {reached}{what}"
    for reply in delivery.replies:
        values = {"version": reply.version, "day": reply.on, "code": reply.code, "evidence": noted(reply.evidence)}
        yield "    " + said(_ANSWERS[reply.reply], **values)
