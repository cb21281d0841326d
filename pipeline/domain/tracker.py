"""A campaign and its results so far → what its tracker shows: what is known, what people fill in, what follows."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, get_args

from pipeline.domain.metrics import NoRate, converted
from pipeline.domain.promise_sheet import promise_sheet
from pipeline.domain.results import ENGAGEMENTS, Outcome, Traffic, in_currency, outcomes, posts_of
from pipeline.domain.verdicts import State, state
from pipeline.model.creator import Creator
from pipeline.model.market import Market
from pipeline.model.metric import Metric
from pipeline.model.platform import Platform, PostFormat
from pipeline.model.range import Range
from pipeline.model.results import Counts, PostResult
from pipeline.reading.project import Project

InputKind = Literal["count", "text", "day", "person", "source"]

ORDERS, POSTS = "orders", "posts"
"""The two lists of results that a tracker fills in."""
SOURCES = get_args(get_args(PostResult.model_fields["source"].annotation)[0])
"""Where counts can come from."""
TRAFFIC = ("organic", "paid")

ORDER_INPUTS: Mapping[str, InputKind] = {"by_link": "count", "by_code": "count", "both": "count", "proof": "text"}
"""What people fill in of a partnership: the field of its record, and what stands there."""
POST_INPUTS: Mapping[str, InputKind] = {
    "live_on": "day",
    "url": "text",
    "label_ok.who": "person",
    "label_ok.on": "day",
    **{f"{traffic}.{name}": "count" for name in Counts.model_fields for traffic in TRAFFIC},
    "source": "source",
    "proof": "text",
}
"""The same of a post."""
COUNTS = tuple(Counts.model_fields)

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_KNOWN_OF = {
    **{name: f"{{{name}}}" for name in COUNTS},
    "conversions": "{orders}",
    "engagements": "(" + "+".join(f"{{{name}}}" for name in ENGAGEMENTS) + ")",
    "cost": "{cost}",
}


@dataclass(frozen=True)
class TrackedMetric:
    """A metric of the campaign. `currency` is that of its ranges, where it is money; empty for each market's own."""

    name: str
    metric: Metric
    in_brief: bool
    currency: str
    traffic: Traffic
    usual: bool
    """Whether its posts are counted as all others are."""

    @property
    def formula(self) -> str:
        """What a spreadsheet works it out by, from columns of the same row; empty where it takes other inputs.

        A cost in the currency of the ranges is the cost by what that currency is worth.
        """
        text = self.metric.calculation or ""
        names = set(_NAME.findall(text))
        if not (names and self.usual) or not names <= _KNOWN_OF.keys():
            return ""
        known = {**_KNOWN_OF, "cost": "({cost}*{worth})" if self.currency else "{cost}"}
        value = _NAME.sub(lambda found: known[found[0]], text)
        return f"100*({value})" if self.metric.unit == "percent" else value


@dataclass(frozen=True)
class PartnershipLine:
    """One partnership: its agreed ranges by metric, what was filled in of its orders, and what follows from it."""

    name: str
    creator: Creator
    handle: str
    market: Market
    fee: Decimal | None
    currency: str
    paid: Decimal | None
    worth: Decimal | None
    targets: Mapping[str, Range]
    typed: Mapping[str, Any]
    orders: int | None
    cost: Decimal | None
    counts: Mapping[str, int | None]
    values: Mapping[str, Decimal | None]
    verdicts: Mapping[str, State | None]


@dataclass(frozen=True)
class PostLine:
    """One post: whose, where, its planned day, and what was filled in of it."""

    name: str
    creator: Creator
    platform: Platform
    form: PostFormat
    planned: datetime.date
    typed: Mapping[str, Any]


@dataclass(frozen=True)
class TrackerSheet:
    """Everything that a tracker shows. `currency` is that of the ranges; `judged` whether all orders are counted."""

    campaign: str
    currency: str
    traffic: Traffic
    judged: bool
    metrics: tuple[TrackedMetric, ...]
    partnerships: tuple[PartnershipLine, ...]
    posts: tuple[PostLine, ...]
    people: tuple[str, ...]


def tracker_sheet(project: Project, name: str) -> TrackerSheet:
    """The tracker of a campaign."""
    return _Maker(project, name).sheet()


def results_path(campaign: str) -> str:
    """The file of a campaign's results."""
    return f"content/results/{campaign}.yaml"


def results_data(project: Project, campaign: str) -> dict[str, Any]:
    """The results of a campaign as they are typed; without any, none of each kind."""
    source = project.sources.get(results_path(campaign)) if campaign in project.results else None
    typed = source.data if source else {}
    return {**typed, POSTS: typed.get(POSTS) or [], ORDERS: typed.get(ORDERS) or {}}


def post_key(key: tuple[str, int, int]) -> str:
    """How a row of a post is known: its partnership, deliverable and number."""
    return "/".join(map(str, key))


class _Maker:
    def __init__(self, project: Project, name: str) -> None:
        self.project = project
        self.name = name
        self.campaign = project.campaigns[name]
        self.data = results_data(project, name)
        self.results = project.results.get(name)
        self.outcomes: Mapping[str, Outcome] = outcomes(project, name, self.results) if self.results else {}
        self.metrics = tuple(self._metrics())

    def sheet(self) -> TrackerSheet:
        return TrackerSheet(
            campaign=self.name,
            currency=self._currency(),
            traffic=self.campaign.measurement.traffic,
            judged=self.results is not None and self.results.as_of == "final",
            metrics=self.metrics,
            partnerships=tuple(map(self._partnership, self.campaign.partnerships)),
            posts=tuple(self._posts()),
            people=tuple(self.project.organisation.people),
        )

    def _metrics(self) -> Iterator[TrackedMetric]:
        """Agreed metrics, then those that are told all the same and can be worked out from a row."""
        for measure in self.campaign.metrics:
            metric = self.project.metrics.metrics[measure.metric]
            ranges = [section.targets[measure.metric] for section in self.campaign.markets.values()]
            currency = next((target.currency for target in ranges if target.currency), "")
            usual = self.campaign.measurement.traffic
            own = (measure.counted.traffic if measure.counted else None) or usual
            yield TrackedMetric(measure.metric, metric, measure.in_brief, currency or "", own, own == usual)
        for name in self.results.also if self.results else ():
            told = self.project.metrics.metrics[name]
            found = TrackedMetric(name, told, False, "", self.campaign.measurement.traffic, True)
            if found.formula:
                yield found

    def _currency(self) -> str:
        return next((metric.currency for metric in self.metrics if metric.currency), "")

    def _partnership(self, name: str) -> PartnershipLine:
        partnership, outcome = self.campaign.partnerships[name], self.outcomes.get(name)
        creator, market = self.project.creators[partnership.creator], self.project.markets[partnership.market]
        targets = self.campaign.markets[partnership.market].targets
        values = {metric.name: self._value(outcome, metric, market) for metric in self.metrics}
        traffic = self.campaign.measurement.traffic
        fee = partnership.fee
        return PartnershipLine(
            name=name,
            creator=creator,
            handle=next((str(account.name) for account in creator.accounts), ""),
            market=market,
            fee=fee.amount if fee else None,
            currency=fee.currency if fee else "",
            paid=self._paid(name),
            worth=self._worth(market.currency),
            targets={metric.name: targets[metric.name] for metric in self.metrics if metric.in_brief},
            typed=self.data[ORDERS].get(name, {}),
            orders=outcome.orders if outcome else None,
            cost=outcome.cost if outcome else None,
            counts={each: outcome.count(each, traffic) if outcome else None for each in COUNTS},
            values=values,
            verdicts={
                metric.name: None if value is None else state(value, targets[metric.name], metric.metric)
                for metric in self.metrics
                if metric.in_brief
                for value in (values[metric.name],)
            },
        )

    def _paid(self, name: str) -> Decimal | None:
        """What records say that a creator was paid of the fee; nothing where nobody records it."""
        if self.name not in self.project.agreements:
            return None
        card = self.project.scorecard(self.name, name)
        typed = {each.due for each in card.ours.paid} if card else set()
        rows = promise_sheet(self.project, self.name, name).rows
        paid = [row.step.amount for row in rows if row.step and row.step.amount and (row.kept or row.by in typed)]
        return sum(paid, Decimal()) if paid else None

    def _worth(self, currency: str) -> Decimal | None:
        """What one unit of a market's currency is in that of the ranges."""
        try:
            return converted(Decimal(1), currency, self._currency() or currency, self.campaign.measurement.rates)[0]
        except NoRate:
            return None

    def _value(self, outcome: Outcome | None, metric: TrackedMetric, market: Market) -> Decimal | None:
        if outcome is None:
            return None
        try:
            own = in_currency(outcome, metric.currency or market.currency, self.campaign)
        except NoRate:
            return None
        found = own.value(metric.metric, metric.traffic)
        return found.amount if found else None

    def _posts(self) -> Iterator[PostLine]:
        there = {(item["partnership"], item["deliverable"], item.get("post", 1)): item for item in self.data[POSTS]}
        for key in posts_of(self.campaign):
            name, deliverable, post = key
            partnership = self.campaign.partnerships[name]
            item = partnership.deliverables[deliverable - 1]
            planned = item.publish[post - 1] if post <= len(item.publish) else item.publish[-1]
            yield PostLine(
                name=post_key(key),
                creator=self.project.creators[partnership.creator],
                platform=self.project.platforms.platforms[item.platform],
                form=self.project.platforms.formats[item.format],
                planned=planned.date,
                typed=there.get(key, {}),
            )
