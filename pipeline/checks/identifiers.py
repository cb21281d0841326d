"""The identifiers that a market asks for: declared where they are used, of the right form, there where they must be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.base.problems import N_, Problem, suggestion
from pipeline.checks.records import Check
from pipeline.model.campaign import Campaign
from pipeline.model.creator import Account
from pipeline.model.identifier import Holder, IdentifierHolder
from pipeline.model.market import Advertiser, Market
from pipeline.model.partnership import Publication
from pipeline.reading.yaml_values import Place

_HOLDERS: Mapping[Holder, type[IdentifierHolder]] = {
    record.holder: record for record in (Advertiser, Account, Publication)
}


def names(check: Check, market: Market) -> Iterator[Problem]:
    """A problem for each identifier whose name its holder has another field by."""
    for name, identifier in market.identifiers.items():
        if name in _HOLDERS[identifier.of].model_fields:
            place: Place = ("identifiers", name)
            hint = N_("give it another name")
            yield check.problem(
                place, '"{value}" is already the name of another field', key=True, hint=hint, value=name
            )


def asked_for(check: Check, market: Market) -> Iterator[Problem]:
    """A problem for each rule that asks for an identifier which no account has in this market."""
    known = market.held_by("account")
    for name, rule in market.rules.items():
        if rule.asks_for is not None and rule.asks_for not in known:
            hint = suggestion(rule.asks_for, known, otherwise=", ".join(known))
            if not hint:
                hint = {"hint": N_("declare it under identifiers: with of: account")}
            message = N_('no identifier of accounts is called "{value}"')
            yield check.problem(("rules", name, "asks_for"), message, value=rule.asks_for, **hint)


def held(check: Check, publication: Publication, market: Market, place: Place) -> Iterator[Problem]:
    """A problem for each identifier that has not the form that the publication's own market asks for."""
    for name, value in publication.identifiers.items():
        identifier = market.identifiers.get(name)
        fault = identifier.fault(name, value) if identifier and identifier.of == publication.holder else ""
        if fault:
            yield check.problem((*place, name), fault, value=value, name=name)


def repeated(check: Check, campaign: Campaign) -> Iterator[Problem]:
    """A problem for each publication that holds the identifier of another one."""
    seen: set[tuple[str, str]] = set()
    for partnership_id, partnership in campaign.partnerships.items():
        for index, deliverable in enumerate(partnership.deliverables):
            for number, publication in enumerate(deliverable.publish):
                for name, value in publication.identifiers.items():
                    if (name, value) in seen:
                        place = ("partnerships", partnership_id, "deliverables", index, "publish", number, name)
                        hint = N_("each publication needs its own")
                        yield check.problem(place, '"{value}" is already used above', hint=hint, value=value)
                    seen.add((name, value))
