"""Which rules of a market concern a post: one answer for the checks and for the card in a creator's brief."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.model.creator import Creator
from pipeline.model.market import Market
from pipeline.model.partnership import Deliverable, Partnership
from pipeline.model.rule import MarketRule


@dataclass(frozen=True)
class Placement:
    """Where a post stands, and for how long. `followers` is None where the creator has no account there.

    `first` is the first day on which it goes out, `last` the last day on which it can be seen.
    """

    platform: str
    format: str
    followers: int | None
    first: datetime.date
    last: datetime.date


def placement(deliverable: Deliverable, creator: Creator | None) -> Placement:
    """Where and how long the posts of a deliverable stand; of several accounts on a platform the largest counts."""
    own = [each for each in creator.accounts if each.platform == deliverable.platform] if creator else []
    named = [each for each in own if each.name == deliverable.account]
    return Placement(
        platform=deliverable.platform,
        format=deliverable.format,
        followers=max((each.followers for each in named or own), default=None),
        first=min(publication.date for publication in deliverable.publish),
        last=deliverable.stays_up_until,
    )


def applies(rule: MarketRule, post: Placement) -> bool:
    """Whether a rule of the audience's market concerns a post on any day from its publication until it comes down.

    An account with exactly `followers_above` followers is not above it; nobody knows whether one
    without an account is.
    """
    narrowed, above = rule.applies_to, rule.applies_to.followers_above
    return (
        (not narrowed.platforms or post.platform in narrowed.platforms)
        and (not narrowed.formats or post.format in narrowed.formats)
        and (above is None or (post.followers is not None and post.followers > above))
        and rule.effective_from <= post.last
        and (rule.effective_to is None or rule.effective_to >= post.first)
    )


def concerning(market: Market, deliverable: Deliverable, creator: Creator | None) -> Mapping[str, MarketRule]:
    """The rules that concern a deliverable's posts, by id. Its partnership's market is that of its audience."""
    post = placement(deliverable, creator)
    return {name: rule for name, rule in market.rules.items() if applies(rule, post)}


def card(market: Market, partnership: Partnership, creator: Creator) -> Iterator[MarketRule]:
    """The rules that a creator's brief prints: those that concern one of the posts, in the market's order."""
    met = {name for deliverable in partnership.deliverables for name in concerning(market, deliverable, creator)}
    yield from (rule for name, rule in market.rules.items() if name in met and rule.on_card)
