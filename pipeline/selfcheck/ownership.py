"""Project → what belongs to each partnership, creator and market, in one language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.base.addresses import in_ascii
from pipeline.domain.agreement import Agreement, agreement
from pipeline.domain.labels import filled, of_advertiser
from pipeline.language.localization import Localization
from pipeline.model.agreements import Agreements
from pipeline.model.kind import Withheld
from pipeline.model.localized import Localized
from pipeline.model.partnership import Tracking
from pipeline.model.results import Results
from pipeline.model.scorecard import Scorecards
from pipeline.reading.project import Project
from pipeline.reading.yaml_values import Place
from pipeline.selfcheck.ledger import OwnedText, levelled

_TELLING = 1000
"""From here on a count is not found by chance."""


def of_partnership(campaign: str, name: str) -> str:
    """The name of a partnership as an owner, or of a person as a party of a campaign."""
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
        if records := project.agreements.get(campaign_id):
            yield from _recorded(campaign_id, records, localization.id)
            yield from _expected(project, campaign_id, records, localization)
        if results := project.results.get(campaign_id):
            yield from _counted(campaign_id, results, localization)
    for creator, own in project.scorecards.items():
        yield from _rated(creator, own, localization.id)
    for name in project.markets:
        yield from _of_market(project, name, localization)


def _recorded(campaign: str, records: Agreements, language: str) -> Iterator[OwnedText]:
    """What each party answered in writing, and each creator's view with what we answered to it."""
    file = f"content/agreements/{campaign}.yaml"
    said: list[tuple[Withheld, str, Place, Localized | None]] = []
    for question, asked in records.alignment.questions if records.alignment else ():
        for index, each in enumerate(asked.said):
            at = ("alignment", "answers", question, "said", index)
            words = {"answer": each.answer, "why": each.why, "why_again": each.why_again}
            said += [("answer", each.who, (*at, field), text) for field, text in words.items()]
        for index, ambiguous in enumerate(asked.ambiguous):
            at = ("alignment", "answers", question, "ambiguous", index)
            said += [("answer", who, (*at, "meanings", who), text) for who, text in ambiguous.meanings.items()]
    for index, view in enumerate(records.views):
        own: dict[Place, Localized | None] = {("basis",): view.basis, ("no_answer",): view.no_answer}
        own |= {("heard", "answer"): view.heard.answer} if view.heard else {}
        own |= {("format_ok", number, "why"): each.why for number, each in enumerate(view.format_ok)}
        said += [("view", view.partnership, ("views", index, *place), text) for place, text in own.items()]
    for kind, party, place, written in said:
        if in_language := written.get(language) if written else None:
            yield OwnedText(kind, of_partnership(campaign, party), levelled(in_language), (file, place))


def _expected(project: Project, campaign: str, records: Agreements, localization: Localization) -> Iterator[OwnedText]:
    """The range that each creator expects; one that is agreed for a market is everybody's."""
    file, of_all = f"content/agreements/{campaign}.yaml", project.campaigns[campaign]
    for index, view in enumerate(records.views):
        partnership, expects = of_all.partnerships.get(view.partnership), view.expects
        # One number alone is found by chance in any text.
        if partnership is None or expects is None or expects.high in (None, expects.low):
            continue
        unit = project.metrics.metrics[view.metric].unit
        targets = [each.targets[view.metric] for each in of_all.markets.values() if view.metric in each.targets]
        own = of_all.markets[partnership.market].targets.get(view.metric)
        said = localization.between(expects.low, expects.high, unit, own.currency if own else None)
        if said not in [localization.target(each, unit) for each in targets]:
            place: Place = ("views", index, "expects")
            yield OwnedText("view", of_partnership(campaign, view.partnership), levelled(said), (file, place))


def _counted(campaign: str, results: Results, localization: Localization) -> Iterator[OwnedText]:
    """What came of each partnership's posts; a small count is found by chance in any text."""
    file = f"content/results/{campaign}.yaml"
    for index, post in enumerate(results.posts):
        for traffic in ("organic", "paid"):
            for name, count in getattr(post, traffic):
                if count is not None and count >= _TELLING:
                    number = levelled(localization.number(count))
                    place: Place = ("posts", index, traffic, name)
                    yield OwnedText("result", of_partnership(campaign, post.partnership), number, (file, place))


def _rated(creator: str, own: Scorecards, language: str) -> Iterator[OwnedText]:
    """What was decided about each partnership, and what raters said of it."""
    file = f"content/scorecards/{creator}.yaml"
    for campaign, cards in own.campaigns.items():
        for name, card in cards.items():
            at: Place = ("campaigns", campaign, name)
            decision = (*at, "decision")
            said = {(*decision, "reason"): card.decision.reason, (*decision, "one_change"): card.decision.one_change}
            said |= {(*at, "ratings", index, "why"): rating.why for index, rating in enumerate(card.ratings)}
            for place, written in said.items():
                if in_language := written.get(language) if written else None:
                    yield OwnedText("result", of_partnership(campaign, name), levelled(in_language), (file, place))


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


def _of_market(project: Project, name: str, localization: Localization) -> Iterator[OwnedText]:
    file, owner, market = f"content/markets/{name}.yaml", of_market(name), project.markets[name]
    if said := market.heading.get(localization.id):
        yield OwnedText("heading", owner, levelled(said), (file, ("heading",)))
    for at, line in market.disclosure.wordings:
        for language, wording in line.root.items():
            text = filled(wording, of_advertiser(project.organisation, market, language))
            longest = max(re.split(r"\{\w+\}", text), key=len)
            place = ("disclosure", *at, language)
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
