"""One market's results → what a review prints of it: its verdict, what chance could do, each creator, and causes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.base.formulas import DivisionByZero
from pipeline.domain import chance, kpi_sheet, verdicts
from pipeline.domain.agreed_target import AgreedTarget
from pipeline.domain.kpi_sheet import SheetRow
from pipeline.domain.metrics import NoRate, planned_inputs
from pipeline.domain.reception import Reception, reception
from pipeline.domain.results import Outcome, Traffic, in_currency, outcomes, together
from pipeline.domain.verdicts import Luck, PlannedLuck, Verdict, in_parts, is_by_count, planned_luck, verdict
from pipeline.model.base import decimal_places
from pipeline.model.creator import Creator
from pipeline.model.organisation import Person
from pipeline.model.range import Actual, MetricTarget
from pipeline.model.results import Orders, Results
from pipeline.model.review import Cause, MarketReview
from pipeline.reading.project import Project

_FEW, _MANY = 5, 8
"""Below the first, units tell too little; from the second on, they have a typical value."""


@dataclass(frozen=True)
class Units:
    """What creators or posts came to one by one: what to expect of the next ones.

    `inside` is the chance that the least and the greatest have the middle one of all such units between them; `low` and
    `high` of the typical one are there from eight units on.
    """

    values: tuple[Decimal, ...]

    @property
    def few(self) -> bool:
        """Whether they are too few to tell anything."""
        return len(self.values) < _FEW

    @property
    def least(self) -> Decimal:
        """The least value."""
        return min(self.values)

    @property
    def greatest(self) -> Decimal:
        """The greatest value."""
        return max(self.values)

    @property
    def inside(self) -> Decimal:
        """The chance, in percent."""
        return Decimal(round(100 * chance.middle_inside(len(self.values))))

    @property
    def typical(self) -> tuple[Decimal, Decimal] | None:
        """From what to what the typical value lies, at 95 %."""
        if len(self.values) < _MANY or self.least <= 0 or self.least == self.greatest:
            return None
        found = chance.of_mean(self.values)
        return Decimal(found.low), Decimal(found.high)


@dataclass(frozen=True)
class Member:
    """What one partnership came to, in the currency of its market's target.

    `had` is how many orders its part of the cost had to bring at the far end, `gap` what it brought beyond that.
    """

    name: str
    creator: Creator
    number: str
    outcome: Outcome
    orders: Orders | None
    value: Decimal | None
    had: Decimal | None
    gap: Decimal | None


@dataclass(frozen=True)
class Counted:
    """One metric in one market: its agreed range, what came of it, and by unit."""

    row: SheetRow
    target: MetricTarget
    verdict: Verdict | None
    units: Units


@dataclass(frozen=True)
class MarketResult:
    """One market: what came of its primary metric, of the others, and what its people say of it."""

    name: str
    agreed: AgreedTarget
    row: SheetRow
    members: tuple[Member, ...]
    outcome: Outcome | None
    verdict: Verdict | None
    luck: Luck | None
    units: Units
    had: Decimal | None
    gap: Decimal | None
    planned: PlannedLuck | None
    others: tuple[Counted, ...]
    reception: Reception | None
    review: MarketReview | None
    causes: tuple[tuple[Cause, Person], ...]
    signed_by: Person | None

    @property
    def target(self) -> MetricTarget:
        """The agreed range of the primary metric."""
        return self.agreed.target

    @property
    def gapped(self) -> bool:
        """Whether it is known of each of its members how many orders their money lacked."""
        return bool(self.members) and self.gap is not None

    @property
    def so_far(self) -> int:
        """The orders that were counted until now."""
        return sum(member.orders.total for member in self.members if member.orders)

    @property
    def currency(self) -> str:
        """The currency of that range."""
        return self.target.currency or ""


class MarketResults:
    """What all markets of one campaign came to."""

    def __init__(self, project: Project, name: str, results: Results | None) -> None:
        self.project = project
        self.name = name
        self.campaign = project.campaigns[name]
        self.results = results
        self.sheet = kpi_sheet.sheet(project, self.campaign)
        self.found = outcomes(project, name, results) if results else {}

    def members_of(self, market: str) -> list[str]:
        """The partnerships of a market."""
        return [each for each, made in self.campaign.partnerships.items() if made.market == market]

    def market(self, name: str) -> MarketResult:
        """All of one market."""
        row = self.sheet.primary
        agreed = next(each for each in row.agreed if each.name == name)
        outcome = self._outcome(name, agreed.target)
        value, luck = self._value(outcome, row), self._luck(outcome, row, agreed.target)
        members = self._members(name, agreed, row)
        review = self.results.review.get(name) if self.results else None
        people = self.project.organisation.people
        return MarketResult(
            name=name,
            agreed=agreed,
            row=self._with_actual(row, agreed, value, luck),
            members=members,
            outcome=outcome,
            verdict=self._verdict(value, row, agreed.target),
            luck=luck,
            units=Units(tuple(member.value for member in members if member.value is not None)),
            had=_sum([member.had for member in members]),
            gap=_sum([member.gap for member in members]),
            planned=self._planned(name, row, agreed.target),
            others=tuple(self._others(name)),
            reception=self._reception(name),
            review=review,
            causes=tuple((cause, people[cause.who]) for cause in review.causes) if review else (),
            signed_by=people.get(review.signed_by or "") if review else None,
        )

    def channel(self) -> tuple[Decimal | None, str]:
        """What all markets cost together by what they brought, in the currency of the first one's range."""
        row = self.sheet.primary
        currency = row.agreed[0].target.currency or ""
        if not self.found or len(row.agreed) < 2:
            return None, currency
        try:
            parts = [in_currency(part, currency, self.campaign) for part in self.found.values()]
        except NoRate:
            return None, currency
        return self._value(together(parts), row), currency

    def _reception(self, market: str) -> Reception | None:
        """What is told of a market and not judged."""
        if self.results is None:
            return None
        parts = [self.found[each] for each in self.members_of(market) if each in self.found]
        return reception(self.project, self.name, self.results, market, together(parts) if parts else None)

    def _outcome(self, market: str, target: MetricTarget) -> Outcome | None:
        """What a market came to, in the currency of a target."""
        parts = [self.found[each] for each in self.members_of(market) if each in self.found]
        if not parts:
            return None
        whole = together(parts)
        try:
            return in_currency(whole, target.currency or whole.currency, self.campaign)
        except NoRate:
            return None

    def _members(self, market: str, agreed: AgreedTarget, row: SheetRow) -> tuple[Member, ...]:
        names = self.members_of(market)
        own = [self._in_currency(self.found.get(each), agreed.target) for each in names]
        gaps = self._gaps(own, row, agreed.target)
        return tuple(
            Member(
                name=each,
                creator=self.project.creators[self.campaign.partnerships[each].creator],
                number=self.campaign.partnerships[each].number,
                outcome=outcome,
                orders=self.results.orders.get(each) if self.results else None,
                value=self._value(outcome, row),
                had=None if gap is None or outcome.orders is None else outcome.orders - gap,
                gap=gap,
            )
            for each, outcome, gap in zip(names, own, gaps, strict=True)
            if outcome is not None
        )

    def _in_currency(self, outcome: Outcome | None, target: MetricTarget) -> Outcome | None:
        try:
            return in_currency(outcome, target.currency or outcome.currency, self.campaign) if outcome else None
        except NoRate:
            return None

    def _gaps(
        self, outcomes: Sequence[Outcome | None], row: SheetRow, target: MetricTarget
    ) -> Sequence[Decimal | None]:
        """Orders beyond those that each one's money had to bring at the far end of the range, adding up as printed."""
        exact = [
            outcome.orders - outcome.cost / target.high
            for outcome in outcomes
            if outcome and outcome.orders is not None and outcome.cost is not None and target.high
        ]
        if len(exact) < len(outcomes) or not is_by_count(row.metric):
            return [None] * len(outcomes)
        return in_parts(exact, sum(exact, Decimal()))

    def _traffic(self, row: SheetRow) -> Traffic:
        counted = row.measure.counted
        return (counted.traffic if counted else None) or self.campaign.measurement.traffic

    def _value(self, outcome: Outcome | None, row: SheetRow) -> Decimal | None:
        found = outcome.value(row.metric, self._traffic(row)) if outcome else None
        return found.amount if found else None

    def _verdict(self, value: Decimal | None, row: SheetRow, target: MetricTarget) -> Verdict | None:
        places = decimal_places(target.currency) if row.metric.unit == "money" and target.currency else 2
        return None if value is None else verdict(value, target, row.metric, places)

    def _luck(self, outcome: Outcome | None, row: SheetRow, target: MetricTarget) -> Luck | None:
        if outcome is None or outcome.cost is None or outcome.orders is None:
            return None
        return verdicts.luck(outcome.cost, outcome.orders, target, row.metric)

    def _planned(self, market: str, row: SheetRow, target: MetricTarget) -> PlannedLuck | None:
        section = self.campaign.markets[market]
        if not (section.plan and target.currency and is_by_count(row.metric)):
            return None
        try:
            return planned_luck(planned_inputs(self.campaign, section, target.currency), target, row.metric)
        except (KeyError, NoRate, DivisionByZero):
            return None

    def _others(self, market: str) -> Iterator[Counted]:
        """Each metric but the primary one, in one market."""
        for row in self.sheet.rows:
            if row.primary:
                continue
            target = next(each.target for each in row.agreed if each.name == market)
            value = self._value(self._outcome(market, target), row)
            yield Counted(row, target, self._verdict(value, row, target), Units(tuple(self._by_post(market, row))))

    def _by_post(self, market: str, row: SheetRow) -> Iterator[Decimal]:
        """The value of each post of which everything was counted; costs are of partnerships, not of posts."""
        for each in self.members_of(market):
            outcome = self.found.get(each)
            for post in outcome.posts if outcome else ():
                value = self._value(Outcome(None, outcome.currency if outcome else "", None, (post,)), row)
                if value is not None:
                    yield value

    def _with_actual(self, row: SheetRow, agreed: AgreedTarget, value: Decimal | None, luck: Luck | None) -> SheetRow:
        """The row of the primary metric in one market alone, with what was reached now."""
        if value is None or self.results is None:
            return replace(row, agreed=(agreed,))
        posts = sum(1 for post in self.results.posts if post.partnership in self.members_of(agreed.name))
        actual = Actual.model_construct(
            value=round(value, 6), currency=agreed.target.currency, posts=posts, measured=self.results.measured
        )
        limits = (luck.low, luck.high) if luck else None
        return replace(row, agreed=(replace(agreed, actual=actual, reached=value, chance=limits),))


def _sum(values: Sequence[Decimal | None]) -> Decimal | None:
    return None if None in values or not values else sum((value for value in values if value is not None), Decimal())
