"""Campaign → what creators expect of its metrics: the question to each of them, and all answers for the team."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.domain.approvals import CampaignAgreements
from pipeline.model.alignment import View
from pipeline.model.campaign import Measure
from pipeline.model.creator import Creator
from pipeline.model.localized import Localized
from pipeline.model.market import Market
from pipeline.model.metric import Metric
from pipeline.model.organisation import Person
from pipeline.model.partnership import Deliverable
from pipeline.model.platform import Platform, PostFormat
from pipeline.model.range import MetricTarget, Result
from pipeline.reading.project import Project


@dataclass(frozen=True)
class AskedMetric:
    """One metric that creators are asked about, with what they said before where it is known."""

    measure: Measure
    metric: Metric
    view: View | None


@dataclass(frozen=True)
class FormatRow:
    """One deliverable, by its number from 1, and whether its creator thinks that it makes sense; None if unsaid."""

    number: int
    deliverable: Deliverable
    platform: Platform
    format: PostFormat
    ok: bool | None
    why: Localized | None


@dataclass(frozen=True)
class ViewRow:
    """One creator's view of one metric; None where nobody asked. `formats` are those that make no sense to them."""

    creator: Creator
    view: View | None
    formats: tuple[FormatRow, ...]


@dataclass(frozen=True)
class MetricViews:
    """One metric in one market: what it reached, the agreed range, and each creator's view."""

    market: Market
    measure: Measure
    metric: Metric
    target: MetricTarget
    history: tuple[Result, ...]
    rows: tuple[ViewRow, ...]


@dataclass(frozen=True)
class ViewSheet:
    """Everything about views: `asked` and `formats` are one creator's own, `parts` the team's."""

    lead: Person | None
    asked: tuple[AskedMetric, ...]
    formats: tuple[FormatRow, ...]
    parts: tuple[MetricViews, ...]


def view_sheet(project: Project, campaign: str, partnership: str = "") -> ViewSheet:
    """The question to one creator, or what all of a campaign said."""
    agreed = CampaignAgreements(project, campaign)
    if not partnership:
        return ViewSheet(None, (), (), tuple(_parts(agreed)))
    market = project.markets[agreed.campaign.partnerships[partnership].market]
    own = [view for view in agreed.records.views if view.partnership == partnership]
    measures = [measure for measure in agreed.campaign.metrics if _is_asked(measure)]
    asked = [
        AskedMetric(measure, project.metrics.metrics[measure.metric], _of(own, measure.metric)) for measure in measures
    ]
    return ViewSheet(
        project.organisation.people[market.lead], tuple(asked), tuple(_formats(agreed, partnership, own)), ()
    )


def _is_asked(measure: Measure) -> bool:
    """Whether creators are asked: what they can move themselves, and not what the campaign costs."""
    return measure.in_brief and measure.tier != "primary"


def _parts(agreed: CampaignAgreements) -> Iterator[MetricViews]:
    project, campaign = agreed.project, agreed.campaign
    asked = {view.metric for view in agreed.records.views}
    for name, section in campaign.markets.items():
        for measure in campaign.metrics:
            if measure.metric in asked if asked else _is_asked(measure):
                history = project.markets[name].history.get(measure.metric)
                yield MetricViews(
                    project.markets[name],
                    measure,
                    project.metrics.metrics[measure.metric],
                    section.targets[measure.metric],
                    history.results if history else (),
                    tuple(_rows(agreed, name, measure.metric)),
                )


def _rows(agreed: CampaignAgreements, market: str, metric: str) -> Iterator[ViewRow]:
    for name, partnership in agreed.campaign.partnerships.items():
        if partnership.market == market:
            own = [view for view in agreed.records.views if view.partnership == name]
            doubted = tuple(row for row in _formats(agreed, name, own) if row.ok is False)
            yield ViewRow(agreed.project.creators[partnership.creator], _of(own, metric), doubted)


def _formats(agreed: CampaignAgreements, name: str, own: Sequence[View]) -> Iterator[FormatRow]:
    platforms = agreed.project.platforms
    said = {each.deliverable: each for view in own for each in view.format_ok}
    for number, item in enumerate(agreed.campaign.partnerships[name].deliverables, 1):
        found = said.get(number)
        yield FormatRow(
            number,
            item,
            platforms.platforms[item.platform],
            platforms.formats[item.format],
            found.ok if found else None,
            found.why if found else None,
        )


def _of(own: Sequence[View], metric: str) -> View | None:
    return next((view for view in reversed(own) if view.metric == metric), None)
