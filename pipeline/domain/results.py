"""The results of a campaign → what each partnership and each market came to: costs, orders, counts, metrics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Literal

from pipeline.base.formulas import DivisionByZero, Quantity
from pipeline.domain.metrics import converted, worth
from pipeline.model.base import decimal_places
from pipeline.model.campaign import Campaign
from pipeline.model.metric import Metric
from pipeline.model.results import Counts, PostResult, Results
from pipeline.reading.project import Project

Traffic = Literal["organic", "paid", "all"]

ENGAGEMENTS = ("likes", "comments", "shares", "saves")
"""What an engagement is: the same four everywhere."""


@dataclass(frozen=True)
class Outcome:
    """What a partnership or a market came to. A count that is missing for any of its posts is not there."""

    cost: Decimal | None
    currency: str
    orders: int | None
    posts: tuple[PostResult | None, ...]

    def count(self, name: str, traffic: Traffic) -> int | None:
        """The sum of one count over all posts; nothing where one of them lacks it."""
        found = [_count(post, name, traffic) for post in self.posts]
        return None if None in found else sum(count for count in found if count is not None)

    def value(self, metric: Metric, traffic: Traffic) -> Quantity | None:
        """The value of a metric, as a sum over a sum.

        Nothing where it has no formula, where an input is missing, and where it divides by 0.
        """
        if metric.calculation is None:
            return None
        try:
            return worth(metric, dict(self._inputs(traffic)))
        except (KeyError, DivisionByZero):
            return None

    def _inputs(self, traffic: Traffic) -> Iterator[tuple[str, Quantity]]:
        if self.cost is not None:
            yield "cost", Quantity(self.cost, ((self.currency, 1),))
        if self.orders is not None:
            yield "conversions", Quantity(Decimal(self.orders))
        for name in Counts.model_fields:
            count = self.count(name, traffic)
            if count is not None:
                yield name, Quantity(Decimal(count))
        parts = [self.count(name, traffic) for name in ENGAGEMENTS]
        if None not in parts:
            yield "engagements", Quantity(Decimal(sum(part for part in parts if part is not None)))


def outcomes(project: Project, name: str, results: Results) -> Mapping[str, Outcome]:
    """What each partnership of a campaign came to, in its market's currency; its cost is its share of the market's."""
    campaign = project.campaigns[name]
    found: dict[str, Outcome] = {}
    for market in campaign.markets:
        members = [each for each, partnership in campaign.partnerships.items() if partnership.market == market]
        currency = project.markets[market].currency
        total = _cost(campaign, results, market, currency)
        costs: list[Decimal] | list[None] = [None] * len(members)
        if total is not None:
            costs = shares(total, [_fee(campaign, each, currency) for each in members], decimal_places(currency))
        for each, cost in zip(members, costs, strict=True):
            orders = results.orders.get(each)
            posts = tuple(_posts(campaign, each, results))
            found[each] = Outcome(cost, currency, orders.total if orders else None, posts)
    return found


def together(outcomes: Iterable[Outcome]) -> Outcome:
    """What some outcomes in one currency come to together."""
    parts = list(outcomes)
    costs, orders = [part.cost for part in parts], [part.orders for part in parts]
    return Outcome(
        None if None in costs else sum((cost for cost in costs if cost is not None), start=Decimal()),
        parts[0].currency,
        None if None in orders else sum(count for count in orders if count is not None),
        tuple(post for part in parts for post in part.posts),
    )


def in_currency(outcome: Outcome, currency: str, campaign: Campaign) -> Outcome:
    """The same with its cost in another currency, at the agreed rate. Raises NoRate."""
    if outcome.cost is None:
        return outcome
    cost, _ = converted(outcome.cost, outcome.currency, currency, campaign.measurement.rates)
    return Outcome(cost, currency, outcome.orders, outcome.posts)


def posts_of(campaign: Campaign) -> Iterator[tuple[str, int, int]]:
    """Every post that was agreed: its partnership, deliverable and number, both from 1."""
    for name, partnership in campaign.partnerships.items():
        for number, deliverable in enumerate(partnership.deliverables, 1):
            for post in range(1, deliverable.count + 1):
                yield name, number, post


def shares(total: Decimal, weights: list[Decimal], places: int) -> list[Decimal]:
    """A sum in parts as weights are, to the last coin: what is left over goes to the largest weight."""
    if not any(weights):
        weights = [Decimal(1)] * len(weights)
    coin = Decimal(1).scaleb(-places)
    parts = [(total * weight / sum(weights)).quantize(coin, ROUND_DOWN) for weight in weights]
    if parts:
        parts[weights.index(max(weights))] += total - sum(parts)
    return parts


def _cost(campaign: Campaign, results: Results, market: str, currency: str) -> Decimal | None:
    """All that was paid for a market; nothing where nobody says what."""
    if market not in results.costs:
        return None
    rates = campaign.measurement.rates
    return sum((converted(cost.amount, cost.currency, currency, rates)[0] for cost in results.costs[market]), Decimal())


def _fee(campaign: Campaign, name: str, currency: str) -> Decimal:
    fee = campaign.partnerships[name].fee
    return converted(fee.amount, fee.currency, currency, campaign.measurement.rates)[0] if fee else Decimal()


def _posts(campaign: Campaign, name: str, results: Results) -> Iterator[PostResult | None]:
    """The results of each post that a partnership agreed on; nothing for one that has none."""
    known = {(post.partnership, post.deliverable, post.post): post for post in results.posts}
    for key in posts_of(campaign):
        if key[0] == name:
            yield known.get(key)


def _count(post: PostResult | None, name: str, traffic: Traffic) -> int | None:
    """A count of one post. Paid traffic that nobody bought is none: only what the post was counted by is missing."""
    if post is None:
        return None
    organic, paid = getattr(post.organic, name), getattr(post.paid, name)
    if traffic == "organic":
        return None if organic is None else int(organic)
    if traffic == "paid":
        return None if paid is None else int(paid)
    return None if organic is None else int(organic) + int(paid or 0)
