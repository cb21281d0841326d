"""What the rules say of each deliverable of a campaign, as its market's lead and its creator need it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.domain import rules
from pipeline.domain.annual import YearlyTotal, yearly_totals
from pipeline.domain.judgement import Verdict, judge
from pipeline.model.campaign import Campaign
from pipeline.model.creator import Creator
from pipeline.model.market import Market
from pipeline.model.organisation import Person
from pipeline.model.partnership import Deliverable
from pipeline.model.platform import Platform, PostFormat
from pipeline.model.rule import MarketRule
from pipeline.reading.project import Project


@dataclass(frozen=True)
class JudgedDeliverable:
    """One deliverable with its verdict; `rule` is the one that decides, None where no rule speaks of it."""

    deliverable: Deliverable
    platform: Platform
    form: PostFormat
    verdict: Verdict
    rule: MarketRule | None

    @property
    def first(self) -> datetime.date:
        """The day on which its first post goes out."""
        return min(publication.date for publication in self.deliverable.publish)

    @property
    def waits(self) -> bool:
        """Whether something that it needs is not there."""
        return bool(self.verdict.missing)


@dataclass(frozen=True)
class RulePart:
    """One partnership's deliverables. `lead` answers for the market's rules, `checked` is the oldest check of them.

    `years` is what this campaign pays the creator in each year for which a rule draws a line; others come on top.
    """

    id: str
    market: Market
    creator: Creator
    lead: Person
    rows: tuple[JudgedDeliverable, ...]
    dues: tuple[tuple[datetime.date, MarketRule], ...]
    years: tuple[YearlyTotal, ...]
    checked: datetime.date
    next_check: datetime.date


def rule_sheet(project: Project, campaign: Campaign, partnership: str = "") -> tuple[RulePart, ...]:
    """The parts of one partnership, or of all, as known on the day the campaign was issued."""
    names = [partnership] if partnership else list(campaign.partnerships)
    return tuple(_part(project, campaign, name) for name in names)


def _part(project: Project, campaign: Campaign, name: str) -> RulePart:
    market = project.markets[campaign.partnerships[name].market]
    rows = tuple(_rows(project, campaign, name))
    deciding = [row.rule for row in rows if row.rule is not None] or list(market.rules.values())
    return RulePart(
        id=name,
        market=market,
        creator=project.creators[campaign.partnerships[name].creator],
        lead=project.organisation.people[market.lead],
        rows=rows,
        dues=tuple(_dues(project, campaign, name)),
        years=tuple(_years(project, campaign, name)),
        checked=min(rule.verified_on for rule in deciding),
        next_check=min(rule.review_by for rule in deciding),
    )


def _years(project: Project, campaign: Campaign, name: str) -> Iterator[YearlyTotal]:
    """What the campaign pays the creator of a partnership in each year, beside the lines of its market's rules."""
    partnership = campaign.partnerships[name]
    for total in yearly_totals(project, [project.name_of(campaign)], partnership.creator):
        if total.market == partnership.market:
            yield total


def _dues(project: Project, campaign: Campaign, name: str) -> list[tuple[datetime.date, MarketRule]]:
    """The days by which something is owed for the posts of a partnership, each once, in their order."""
    partnership = campaign.partnerships[name]
    market, creator = project.markets[partnership.market], project.creators[partnership.creator]
    found = {
        (rule.due.of(publication.until or publication.date), rule_id): rule
        for item in partnership.deliverables
        for rule_id, rule in rules.concerning(market, item, creator).items()
        for publication in item.publish
        if rule.due is not None
    }
    return [(day, found[day, rule_id]) for day, rule_id in sorted(found)]


def _rows(project: Project, campaign: Campaign, name: str) -> Iterator[JudgedDeliverable]:
    partnership = campaign.partnerships[name]
    market, creator = project.markets[partnership.market], project.creators[partnership.creator]
    for item in partnership.deliverables:
        verdict = judge(market, partnership, item, creator, campaign.issued)
        platform, form = project.platforms.platforms[item.platform], project.platforms.formats[item.format]
        yield JudgedDeliverable(item, platform, form, verdict, market.rules.get(verdict.rule))
