"""What `briefs status --market` says: what the lead of a market owns, and what waits for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from pipeline.base.problems import N_, problem
from pipeline.cli.options import message_translator

if TYPE_CHECKING:
    from pipeline.services.market_status import MarketStatus, NextCall

_LED, _METRIC = N_("{market}: led by {lead}, creators write to {contact}"), N_("answers for {metric} every month")
_CAMPAIGN = N_("{campaign} {version}: {status}, creators: {count}")
_REVIEW, _WAITS = N_("review by {day}: {name}, {owner}"), N_("waits for {lead}: {what}")
_PLANNED = N_("call with creators of {month}: {day}; its papers: briefs build '{documents}'")
_USUAL = N_("call with creators of {month}: {day}, not planned yet; its papers: briefs build '{documents}'")
_NOTHING = N_("nothing waits for {lead}")


def record(found: MarketStatus) -> dict[str, Any]:
    """A market for other programs."""
    return {
        "market": found.market,
        "lead": found.lead,
        "contact": found.contact,
        "campaigns": [
            {"id": each.id, "version": each.version, "status": each.status, "creators": list(each.creators)}
            for each in found.campaigns
        ],
        "reviews": [
            {"path": each.path, "name": each.name, "owner": each.owner, "by": str(each.by)} for each in found.reviews
        ],
        "metrics": list(found.metrics),
        "call": _call(found.call) if found.call else None,
        "waits": [_say(each.message, each.hint, **dict(each.values)) for each in found.waits],
    }


def _call(call: NextCall) -> dict[str, Any]:
    return {"month": call.month, "on": str(call.on), "planned": call.planned, "documents": call.documents}


def lines(found: MarketStatus) -> Iterator[str]:
    """A market in lines, in the language of messages."""
    yield _say(_LED, market=found.market, lead=found.lead, contact=found.contact)
    for each in found.campaigns:
        creators = len(each.creators)
        yield f"  {_say(_CAMPAIGN, campaign=each.id, version=each.version, status=each.status, count=creators)}"
    for metric in found.metrics:
        yield f"  {_say(_METRIC, metric=metric)}"
    for review in found.reviews:
        yield f"  {_say(_REVIEW, day=review.by, name=review.name, owner=review.owner)}"
    for unmet in found.waits:
        said = _say(unmet.message, unmet.hint, **dict(unmet.values))
        yield f"  {_say(_WAITS, lead=found.lead, what=said)}"
    if found.call is not None:
        message = _PLANNED if found.call.planned else _USUAL
        call = found.call
        yield f"  {_say(message, month=call.month, day=call.on, documents=call.documents)}"
    if not found.waits:
        yield f"  {_say(_NOTHING, lead=found.lead)}"


def _say(message: str, hint: str = "", **values: Any) -> str:
    translator = message_translator(click.get_current_context().find_root())
    return translator.problem(problem("", message, hint=hint, **values)).removeprefix(": ")
