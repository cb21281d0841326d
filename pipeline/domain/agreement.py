"""What one partnership agreed on, worked out from its campaign, its market and its own terms."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import groupby

from pipeline.domain import answer_days, labels, payment, rules, timetable
from pipeline.domain.moments import Moment, moments
from pipeline.domain.pay import Promise, RetainerDates, monthly, promises, retainer_dates
from pipeline.domain.payment import Part
from pipeline.domain.post_times import PostTime, post_times
from pipeline.domain.schedule_step import ScheduleStep
from pipeline.domain.working_days import WorkingDays, known
from pipeline.model.campaign import Campaign, MarketSection, Measure, Messages
from pipeline.model.content import PostContent
from pipeline.model.creator import Account, Creator
from pipeline.model.localized import Localized
from pipeline.model.market import Framing, Market, Terms
from pipeline.model.metric import Metric
from pipeline.model.milestone import MILESTONES, PRODUCT, PUBLISH
from pipeline.model.organisation import Person
from pipeline.model.partnership import Deliverable, Partnership, Publication
from pipeline.model.platform import Platform, PostFormat
from pipeline.model.range import MetricTarget
from pipeline.model.rule import MarketRule
from pipeline.model.schedule import Milestone, Wave
from pipeline.reading.project import Project


@dataclass(frozen=True)
class Success:
    """A metric as a creator meets it: what it is, why it counts, and what the market agreed to reach."""

    measure: Measure
    metric: Metric
    target: MetricTarget


@dataclass(frozen=True)
class Agreement:
    """Everything that one partnership's brief says, with no language chosen yet."""

    partnership: Partnership
    creator: Creator
    market: Market
    section: MarketSection
    terms: Terms
    wave: Wave | None
    contact: Person
    messages: Messages
    content: PostContent
    schedule: tuple[ScheduleStep, ...]
    parts: tuple[Part, ...]
    marks: tuple[labels.LabelLine, ...]
    success: tuple[Success, ...]
    rules: tuple[MarketRule, ...]
    framings: tuple[Framing, ...]
    platforms: tuple[Platform, ...]
    formats: Mapping[str, PostFormat]
    approved_on: datetime.date | None
    """The day on which we have answered the final version, where the schedule has none for that."""
    work: WorkingDays | None
    """The working days of its market, where it has a calendar."""

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts that posts go out on: those that deliverables name, else the creator's on the platform."""
        named = {(item.platform, item.account) for item in self.partnership.deliverables}
        return tuple(
            account
            for account in self.creator.accounts
            if (account.platform, account.name) in named or (account.platform, None) in named
        )

    @property
    def suggested(self) -> Framing | None:
        """The opening that we suggest, where there is one."""
        meant = self.partnership.opening
        return next((each for each in self.framings if meant and each.is_called(meant.name)), None)

    @property
    def openings(self) -> tuple[Framing, ...]:
        """The openings that there are, the suggested one first."""
        return tuple(sorted(self.framings, key=lambda each: each != self.suggested))

    @property
    def retainer(self) -> RetainerDates | None:
        """When the monthly sums end and are paid."""
        return retainer_dates(self.partnership.retainer, self.work) if self.partnership.retainer else None

    @property
    def paid_monthly(self) -> tuple[datetime.date, ...]:
        """The days on which the monthly sums are paid."""
        return tuple(monthly(self.partnership.retainer, self.work)) if self.partnership.retainer else ()

    @property
    def promises(self) -> tuple[Promise, ...]:
        """All that is promised to the creator, by currency."""
        return promises([self.partnership])

    @property
    def planned(self) -> bool:
        """Whether the fee's parts are more than the schedule and the line for the key facts say."""
        own = self.partnership.overrides
        return any(part.plan.at is None for part in self.parts) or bool(own and own.payment and not own.payment_note)

    @property
    def publications(self) -> tuple[tuple[Deliverable, Publication], ...]:
        """Each publication with its deliverable, by date."""
        pairs = [(item, publication) for item in self.partnership.deliverables for publication in item.publish]
        return tuple(sorted(pairs, key=lambda pair: _by_moment(pair[1])))

    @property
    def details(self) -> tuple[tuple[Localized, tuple[str, ...]], ...]:
        """What deliverables say beside their format, each with the platforms of which it is said, by their ids."""
        each = groupby(self.partnership.deliverables, key=lambda item: item.detail)
        found = ((detail, dict.fromkeys(item.platform for item in items)) for detail, items in each if detail)
        return tuple((detail, tuple(places)) for detail, places in found)

    @property
    def post_times(self) -> tuple[tuple[PostTime, ...], ...]:
        """When the posts of each deliverable go out, those of one month and one hour together."""
        zone = self.creator.time_zone
        return tuple(post_times(item.publish, partial(_moment, zone=zone)) for item in self.partnership.deliverables)

    @property
    def one_clock(self) -> bool:
        """Whether creator and contact read the same time on their clocks at every step."""
        zones = (self.creator.zone, self.contact.zone)
        moments = [step.moment for step in self.schedule if step.moment is not None]
        return all(len({moment.astimezone(zone).utcoffset() for zone in zones}) == 1 for moment in moments)

    @property
    def contact_hours(self) -> tuple[datetime.datetime, ...]:
        """When the contact begins and ends to answer, on the day of the first publication; nothing where none said."""
        hours, zone = self.contact.hours, self.contact.zone
        day = self.first_day
        return (
            tuple(datetime.datetime.combine(day, time, zone) for time in (hours.opens, hours.closes)) if hours else ()
        )

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The creator's own steps, each with what is done in return."""
        return moments(self.schedule)

    @property
    def first_day(self) -> datetime.date:
        """The day of the first publication."""
        return self.publications[0][1].date

    @property
    def last_day(self) -> datetime.date:
        """The last day on which a publication may go out."""
        return max(publication.until or publication.date for _, publication in self.publications)

    @property
    def steps(self) -> Mapping[str, ScheduleStep]:
        """The first step of each milestone that the schedule has."""
        return {step.milestone: step for step in reversed(self.schedule)}

    @property
    def days_with_product(self) -> int:
        """How many days the creator has the product before the first draft is due; 0 where nothing says so."""
        product, draft = self.step(PRODUCT), self.step("draft")
        return max((draft.date - product.date).days, 0) if product and draft else 0

    def step(self, milestone: str) -> ScheduleStep | None:
        """The step of one milestone, or None where the schedule has none."""
        return next((step for step in self.schedule if step.milestone == milestone), None)

    def moment(self, publication: Publication) -> datetime.datetime | None:
        """The instant of a publication, or None where only its day was agreed."""
        return _moment(publication.date, publication.time, self.creator.time_zone)


def agreement(project: Project, campaign: Campaign, partnership: Partnership) -> Agreement:
    """What a partnership agreed on: its own terms over its market's, its market's words beside the campaign's."""
    market, section = project.markets[partnership.market], campaign.markets[partnership.market]
    creator = project.creators[partnership.creator]
    terms = _terms(market, partnership)
    dates = timetable.of_partnership(campaign, partnership).milestones
    parts = tuple(payment.parts(partnership.fee, terms.payment, _days(dates, partnership))) if partnership.fee else ()
    return Agreement(
        partnership=partnership,
        creator=creator,
        market=market,
        section=section,
        terms=terms,
        wave=campaign.waves[partnership.wave] if partnership.wave else None,
        contact=project.organisation.people[market.contact],
        messages=Messages.model_construct(
            must=campaign.messages.must + section.messages.must,
            may=campaign.messages.may + section.messages.may,
            must_not=campaign.messages.must_not + section.messages.must_not,
        ),
        content=partnership.content.over(section.content),
        schedule=tuple(_schedule(dates, market, partnership, creator, parts)),
        parts=parts,
        marks=tuple(labels.marks(project.organisation, campaign, market, partnership)),
        success=tuple(_success(project, campaign, section)),
        rules=tuple(rules.card(market, partnership, creator)),
        framings=tuple(market.framings[name] for name in section.approved_framings) + section.framings,
        platforms=tuple(
            project.platforms.platforms[name]
            for name in dict.fromkeys(item.platform for item in partnership.deliverables)
        ),
        formats=project.platforms.formats,
        approved_on=_approved_on(project, partnership.market, terms, dates),
        work=known(project.calendars, market.calendar),
    )


def _approved_on(project: Project, market: str, terms: Terms, dates: Dates) -> datetime.date | None:
    """By our own days, counted from the last final version; None where the schedule says it."""
    final = next((step for step in reversed(dates) if step.milestone == "final"), None)
    if final is None or any(step.milestone == "approval" for step in dates):
        return None
    stage = terms.stages[-1]
    return answer_days.answered_on(project, market, stage.reviewer, final.date, stage.our_days)


def _success(project: Project, campaign: Campaign, section: MarketSection) -> Iterator[Success]:
    """The metrics of briefs; none whose range is in money: what an order or a view costs us is not theirs to move."""
    for measure in campaign.metrics:
        target = section.targets[measure.metric]
        if measure.in_brief and target.currency is None:
            yield Success(measure, project.metrics.metrics[measure.metric], target)


def _terms(market: Market, partnership: Partnership) -> Terms:
    """The market's terms with what its creators of this tax status send, and with the partnership's own over both."""
    terms = market.terms
    if partnership.tax_status is not None:
        terms = terms.model_copy(update={"payment_documents": market.tax_documents[partnership.tax_status]})
    return partnership.overrides.over(terms) if partnership.overrides else terms


Dates = tuple[Milestone, ...]


def _schedule(
    dates: Dates, market: Market, partnership: Partnership, creator: Creator, parts: tuple[Part, ...]
) -> list[ScheduleStep]:
    """The dates that hold for this partnership, with its first publication and its amounts."""
    steps = [*_milestones(dates, market, parts), _published(partnership, creator)]
    steps += [
        ScheduleStep("payment", part.date, None, MILESTONES["payment"].by_creator, part.amount, instalment=True)
        for part in parts
        if part.plan.at is None and part.date is not None
    ]
    # Steps of one day keep this order.
    return sorted(steps, key=lambda step: step.date)


def _milestones(dates: Dates, market: Market, parts: tuple[Part, ...]) -> Iterator[ScheduleStep]:
    kinds = [milestone.milestone for milestone in dates]
    for index, milestone in enumerate(dates):
        name, kind = milestone.milestone, MILESTONES[milestone.milestone]
        amounts = [part.amount for part in parts if part.plan.at == name]
        if amounts or not kind.paid:
            moment = _moment(milestone.date, milestone.time, market.time_zone)
            amount = sum(amounts, Decimal()) if amounts else None
            number = kinds[: index + 1].count(name) if kinds.count(name) > 1 else 0
            yield ScheduleStep(name, milestone.date, moment, kind.by_creator, amount, milestone.what, number)


def _published(partnership: Partnership, creator: Creator) -> ScheduleStep:
    first = min((publication for item in partnership.deliverables for publication in item.publish), key=_by_moment)
    moment = _moment(first.date, first.time, creator.time_zone)
    return ScheduleStep(PUBLISH, first.date, moment, MILESTONES[PUBLISH].by_creator)


def _days(dates: Dates, partnership: Partnership) -> dict[str, datetime.date]:
    """The day of each step that a part of the fee can wait for: of the last post, where that is publication."""
    days: dict[str, datetime.date] = {step.milestone: step.date for step in dates}
    last = max(
        publication.until or publication.date for item in partnership.deliverables for publication in item.publish
    )
    return {**days, PUBLISH: last}


def _by_moment(publication: Publication) -> tuple[datetime.date, datetime.time]:
    return publication.date, publication.time or datetime.time.min


def _moment(date: datetime.date, time: datetime.time | None, zone: str) -> datetime.datetime | None:
    return None if time is None else datetime.datetime.combine(date, time, zoneinfo.ZoneInfo(zone))
