"""Project → what belongs to each partnership, creator and market, in one language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.base.addresses import in_ascii
from pipeline.domain.agreement import Agreement, agreement
from pipeline.domain.labels import filled, of_advertiser
from pipeline.language.localization import Localization
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
    for name, creator in project.creators.items():
        yield OwnedText("creator", of_creator(name), levelled(creator.name[localization.id]))
    for campaign_id, campaign in project.campaigns.items():
        for name, partnership in campaign.partnerships.items():
            owner = of_partnership(campaign_id, name)
            yield OwnedText("code", owner, levelled(partnership.tracking.code))
            # Beside the printed link stands where it leads, in ASCII.
            for link in dict.fromkeys((partnership.tracking.link, in_ascii(partnership.tracking.link))):
                yield OwnedText("link", owner, levelled(link))
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


def amounts(agreed: Agreement, localization: Localization) -> Iterator[str]:
    """The fee, and what of it is paid at each step."""
    fee = agreed.partnership.fee
    yield localization.money(fee.amount, fee.currency)
    for step in agreed.schedule:
        if step.amount is not None:
            yield localization.money(step.amount, fee.currency)
