"""Project → what belongs to each partnership, creator and market, in one language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.base.addresses import in_ascii
from pipeline.domain.agreement import Agreement, agreement
from pipeline.domain.labels import filled, of_advertiser
from pipeline.language.localization import Localization
from pipeline.model.partnership import Tracking
from pipeline.reading.project import Project
from pipeline.selfcheck.ledger import OwnedText, levelled


def of_partnership(campaign: str, name: str) -> str:
    """The name of a partnership as an owner."""
    return f"{campaign}: {name}"


def of_creator(name: str) -> str:
    """The name of a creator as an owner."""
    return f"creators/{name}"


def of_market(name: str) -> str:
    """The name of a market as an owner."""
    return f"markets/{name}"


def owned(project: Project, localization: Localization) -> Iterator[OwnedText]:
    """What belongs to each creator, partnership and market."""
    yield from _creators(project, localization)
    for campaign_id, campaign in project.campaigns.items():
        for name, partnership in campaign.partnerships.items():
            owner = of_partnership(campaign_id, name)
            yield from _tracking(partnership.tracking, owner)
            for deliverable in partnership.deliverables:
                for publication in deliverable.publish:
                    for identifier in publication.identifiers.values():
                        yield OwnedText("identifier", owner, levelled(identifier))
            agreed = agreement(project, campaign, partnership)
            for amount in amounts(agreed, localization):
                yield OwnedText("fee", owner, levelled(amount))
    for name, market in project.markets.items():
        yield OwnedText("heading", of_market(name), levelled(market.heading[localization.id]))
        for line in market.disclosure.lines:
            for language, wording in line.wording.root.items():
                text = filled(wording, of_advertiser(market, language))
                longest = max(re.split(r"\{\w+\}", text), key=len)
                yield OwnedText("wording", of_market(name), levelled(longest))


def _creators(project: Project, localization: Localization) -> Iterator[OwnedText]:
    """Names of creators, and where they are reached."""
    for name, creator in project.creators.items():
        yield OwnedText("creator", of_creator(name), levelled(creator.name[localization.id]))
        for text in (creator.email, creator.postal_address, creator.agent and creator.agent.email):
            if text:
                yield OwnedText("creator", of_creator(name), levelled(text))


def _tracking(tracking: Tracking, owner: str) -> Iterator[OwnedText]:
    """A link and a code, unless they are shared by agreement."""
    if tracking.code and not tracking.shared:
        yield OwnedText("code", owner, levelled(tracking.code))
    if tracking.link and not tracking.shared:
        # Beside the printed link stands where it leads, in ASCII.
        for link in dict.fromkeys((tracking.link, in_ascii(tracking.link))):
            yield OwnedText("link", owner, levelled(link))


def amounts(agreed: Agreement, localization: Localization) -> Iterator[str]:
    """Every sum that the creator gets, and what of the fee is paid at each step."""
    pay = agreed.partnership
    if pay.fee:
        yield localization.money(pay.fee.amount, pay.fee.currency)
        printed = [step.amount for step in agreed.schedule] + [part.amount for part in agreed.parts if agreed.planned]
        for amount in printed:
            if amount is not None:
                yield localization.money(amount, pay.fee.currency)
    if pay.retainer:
        yield localization.money(pay.retainer.amount, pay.retainer.currency)
    if pay.commission and pay.commission.cap is not None:
        yield localization.money(pay.commission.cap, pay.commission.currency or "")
    for bonus in pay.bonuses:
        yield localization.money(bonus.amount, bonus.currency)
    for right in pay.rights:
        if right.amount is not None:
            yield localization.money(right.amount, right.currency or "")
    if pay.barter:
        yield localization.money(pay.barter.value, pay.barter.currency)
    if pay.expenses:
        yield localization.money(pay.expenses.limit, pay.expenses.currency)
