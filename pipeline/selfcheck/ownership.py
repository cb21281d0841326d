"""Project → what belongs to each partnership, creator and market, in one language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.base.addresses import in_ascii
from pipeline.domain.agreement import Agreement, agreement
from pipeline.domain.labels import filled, of_advertiser
from pipeline.language.localization import Localization
from pipeline.model.kind import Withheld
from pipeline.model.market import Market
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
    """What belongs to each creator, partnership and market, with the place where it was written."""
    yield from _creators(project, localization)
    for campaign_id, campaign in project.campaigns.items():
        for name in campaign.partnerships:
            yield from _of_partnership(project, campaign_id, name, localization)
    for name, market in project.markets.items():
        yield from _of_market(name, market, localization)


def _creators(project: Project, localization: Localization) -> Iterator[OwnedText]:
    """Names of creators, and where they are reached."""
    for name, creator in project.creators.items():
        owner, file = of_creator(name), f"content/creators/{name}.yaml"
        reached = {
            # What is not said in a language can't be found in its documents.
            ("name",): creator.name.get(localization.id),
            ("email",): creator.email,
            ("postal_address",): creator.postal_address,
            ("agent", "email"): creator.agent and creator.agent.email,
        }
        for place, text in reached.items():
            if text:
                yield OwnedText("creator", owner, levelled(text), (file, place))


def _of_partnership(project: Project, campaign_id: str, name: str, localization: Localization) -> Iterator[OwnedText]:
    campaign, owner = project.campaigns[campaign_id], of_partnership(campaign_id, name)
    partnership, file = campaign.partnerships[name], f"content/campaigns/{campaign_id}.yaml"
    at = ("partnerships", name)
    for place, kind, text in _tracking(partnership.tracking):
        yield OwnedText(kind, owner, levelled(text), (file, (*at, "tracking", place)))
    for index, deliverable in enumerate(partnership.deliverables):
        for number, publication in enumerate(deliverable.publish):
            for identifier in publication.identifiers.values():
                within = (*at, "deliverables", index, "publish", number)
                yield OwnedText("identifier", owner, levelled(identifier), (file, within))
    agreed = agreement(project, campaign, partnership)
    for amount in amounts(agreed, localization):
        yield OwnedText("fee", owner, levelled(amount), (file, (*at, "fee")))


def _tracking(tracking: Tracking) -> Iterator[tuple[str, Withheld, str]]:
    """A link and a code, unless they are shared by agreement, each by its field."""
    if tracking.code and not tracking.shared:
        yield "code", "code", tracking.code
    if tracking.link and not tracking.shared:
        # Beside the printed link stands where it leads, in ASCII.
        for link in dict.fromkeys((tracking.link, in_ascii(tracking.link))):
            yield "link", "link", link


def _of_market(name: str, market: Market, localization: Localization) -> Iterator[OwnedText]:
    file, owner = f"content/markets/{name}.yaml", of_market(name)
    if said := market.heading.get(localization.id):
        yield OwnedText("heading", owner, levelled(said), (file, ("heading",)))
    for index, line in enumerate(market.disclosure.lines):
        for language, wording in line.wording.root.items():
            text = filled(wording, of_advertiser(market, language))
            longest = max(re.split(r"\{\w+\}", text), key=len)
            place = ("disclosure", "lines", index, "wording", language)
            yield OwnedText("wording", owner, levelled(longest), (file, place))


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
