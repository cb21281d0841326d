"""What a market's rules say of a deliverable from its publication until it comes down: one verdict, and what it needs.

Silence is no permission: where no rule allows the platform, or one was to be checked again, a verdict is unknown.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.domain import rules
from pipeline.domain.labels import named
from pipeline.model.creator import Account, Creator
from pipeline.model.localized import Localized
from pipeline.model.market import Market
from pipeline.model.partnership import Deliverable, Partnership
from pipeline.model.rule import MarketRule

State = Literal["allowed", "allowed if", "allowed until", "refused", "unknown"]
_DAY = datetime.timedelta(days=1)
_DECISIVE = ("allow", "block")
"""The severities of rules that say yes or no; the others ask for something."""


@dataclass(frozen=True)
class Need:
    """Something that a post may not go out without: an identifier or a paper. `proof` is what shows it, if anything.

    `rule` is the rule that asks for it, empty where the market's own ad label does.
    """

    name: str
    rule: str
    proof: str
    on: datetime.date | None = None
    """The day on which a paper came; identifiers have none."""
    called: Localized | None = None
    """What people call it, where its market says so."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The identifiers that show it, one for each publication that has its own."""
        return () if self.on or not self.proof else tuple(self.proof.split(", "))


@dataclass(frozen=True)
class Verdict:
    """One deliverable judged. `day` is the last one that is allowed, or the first that is refused.

    `rule` is the one that decides; without one, no rule speaks of the platform.
    """

    state: State
    rule: str = ""
    day: datetime.date | None = None
    needs: tuple[Need, ...] = ()

    @property
    def missing(self) -> tuple[Need, ...]:
        """What is asked for and not there."""
        return tuple(need for need in self.needs if not need.proof)


def judge(
    market: Market, partnership: Partnership, deliverable: Deliverable, creator: Creator, on: datetime.date
) -> Verdict:
    """What a market's rules, as they were known on a day, say of a deliverable.

    The market is that of the audience, wherever the creator lives.
    """
    concerned = rules.concerning(market, deliverable, creator)
    needs = tuple(_needs(market, partnership, deliverable, creator, concerned))
    deciding = {
        name: rule for name, rule in concerned.items() if rule.severity in _DECISIVE and rule.applies_to.platforms
    }
    post = rules.placement(deliverable, creator)
    refusing = [
        (max(rule.effective_from, post.first), name) for name, rule in deciding.items() if rule.severity == "block"
    ]
    if refusing:
        since, name = min(refusing)
        if since <= _last_publication(deliverable):
            return Verdict("refused", name, deciding[name].effective_from, needs)
        return Verdict("allowed until", name, since - _DAY, needs)
    # A refusal that nobody checked again still stands; a permission does not.
    for name, rule in deciding.items():
        if rule.review_by < on:
            return Verdict("unknown", name, rule.review_by, needs)
    return _permitted(deciding, post, needs)


def _permitted(deciding: Mapping[str, MarketRule], post: rules.Placement, needs: tuple[Need, ...]) -> Verdict:
    """The verdict on a post that nothing refuses: a rule has to allow it on each of its days."""
    day = post.first
    name = ""
    while day <= post.last:
        found = [(rule.effective_to or post.last, each) for each, rule in deciding.items() if _in_force(rule, day)]
        if not found:
            return Verdict("allowed until", name, day - _DAY, needs) if name else Verdict("unknown", needs=needs)
        end, name = max(found)
        day = end + _DAY
    return Verdict("allowed if" if needs else "allowed", name, needs=needs)


def _in_force(rule: MarketRule, day: datetime.date) -> bool:
    return rule.effective_from <= day and (rule.effective_to is None or day <= rule.effective_to)


def _last_publication(deliverable: Deliverable) -> datetime.date:
    return max(publication.until or publication.date for publication in deliverable.publish)


def _needs(
    market: Market,
    partnership: Partnership,
    deliverable: Deliverable,
    creator: Creator,
    concerned: Mapping[str, MarketRule],
) -> Iterator[Need]:
    """Everything that a deliverable needs, each thing once."""
    language = deliverable.language or market.languages[0]
    wordings = [wording for _, said in market.disclosure.wordings if (wording := said.get(language))]
    asked = {name: "" for wording in wordings for name in named(wording, market.held_by("publication"))}
    for rule_id, rule in concerned.items():
        for name in (*([rule.asks_for] if rule.asks_for else []), *rule.papers):
            asked.setdefault(name, rule_id)
    for name, rule_id in asked.items():
        paper = partnership.papers.get(name) if name not in market.identifiers else None
        proof = paper.evidence if paper else _proof(market, deliverable, creator, name)
        held = market.identifiers.get(name)
        called = held.name if held else market.papers.get(name)
        yield Need(name, rule_id, proof, paper.on if paper else None, called)


def _proof(market: Market, deliverable: Deliverable, creator: Creator, name: str) -> str:
    """The identifiers that are asked for; empty where one is missing, and for what is no identifier."""
    held = market.identifiers.get(name)
    if held is None:
        return ""
    if held.of == "publication":
        codes = [publication.identifiers.get(name, "") for publication in deliverable.publish]
        return ", ".join(codes) if all(codes) else ""
    if held.of == "account":
        account = _account(creator, deliverable.platform)
        return str(account.identifiers.get(name, "")) if account else ""
    return str(market.advertiser.identifiers.get(name, ""))


def _account(creator: Creator, platform: str) -> Account | None:
    """The account of a creator on a platform; of several the one with the most followers, as rules count."""
    own = [account for account in creator.accounts if account.platform == platform]
    return max(own, key=lambda account: account.followers, default=None)
