"""What one side confirms after the call: the four answers, ranges and dates, and of money its own alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.domain import languages
from pipeline.domain.approvals import CampaignAgreements
from pipeline.domain.facts import Fact, at, facts
from pipeline.domain.scopes import MARKET, NUMBERS, PARTNERSHIP, Scope
from pipeline.model.pay import Pay

RECAP = "recap"
"""How a command names what one side confirms."""


def recap(agreed: CampaignAgreements, party: str) -> Scope:
    """What the recap of a person, or of a partnership, says: its code is confirmed by them alone."""
    said = [*_answers(agreed), *_numbers(agreed, party), *_dates(agreed, party), *_pay(agreed, party)]
    once = {fact.name: fact for fact in said}
    return Scope(f"{RECAP}:{party}", tuple(once[name] for name in sorted(once)))


def _answers(agreed: CampaignAgreements) -> Iterator[Fact]:
    """What was agreed on the call, and what was left open."""
    path = f"content/agreements/{agreed.name}.yaml"
    spoken = languages.of_markets(agreed.project, agreed.campaign, agreed.campaign.markets)
    for pattern in ("alignment.answers.*", "alignment.open", *_controlling(agreed)):
        for value, place in _parts(agreed, pattern):
            for fact in facts(value, path, spoken, place):
                yield replace(fact, key=("agreements", *fact.place))


def _parts(agreed: CampaignAgreements, pattern: str) -> Iterator[tuple[object, tuple[str | int, ...]]]:
    alignment = agreed.records.alignment
    if alignment is None:
        return
    if pattern.endswith("*"):
        for name, question in alignment.questions:
            if question.agreed is not None:
                yield question.agreed, ("alignment", "answers", name, "agreed")
    else:
        yield from at(agreed.records, pattern)


def _controlling(agreed: CampaignAgreements) -> tuple[str, ...]:
    """The place of the language whose text counts, where one is named: without it no code changes."""
    alignment = agreed.records.alignment
    return ("alignment.controlling_language",) if alignment and alignment.controlling_language else ()


def _numbers(agreed: CampaignAgreements, party: str) -> Iterator[Fact]:
    """The agreed ranges: those of its market for a creator, of all markets for others."""
    market = _market(agreed, party)
    for fact in agreed.scopes[NUMBERS].facts:
        if fact.place[:1] == ("markets",) and fact.place[2] == "targets" and market in ("", fact.place[1]):
            yield fact


def _dates(agreed: CampaignAgreements, party: str) -> Iterator[Fact]:
    """The dated steps: those of its market for a creator, of all markets for others."""
    market = _market(agreed, party)
    for name in agreed.campaign.markets:
        for fact in agreed.scopes[f"{MARKET}{name}"].facts if market in ("", name) else ():
            if fact.place[0] == "markets" and fact.place[2] == "schedule":
                yield fact


def _pay(agreed: CampaignAgreements, party: str) -> Iterator[Fact]:
    """What a creator gets; nothing of others."""
    scope = agreed.scopes.get(f"{PARTNERSHIP}{party}")
    for fact in scope.facts if scope else ():
        if fact.place[0] == "partnerships" and fact.place[2] in Pay.model_fields:
            yield fact


def _market(agreed: CampaignAgreements, party: str) -> str:
    """The market of a partnership; empty for a person."""
    partnership = agreed.campaign.partnerships.get(party)
    return partnership.market if partnership else ""
