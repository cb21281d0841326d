"""Campaign → what its sides agreed on: the four answers, ranges, open points, and who has confirmed it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.domain.approvals import CampaignAgreements
from pipeline.domain.confirmations import replies
from pipeline.model.alignment import Alignment, Confirmation, OpenPoint, Question
from pipeline.model.campaign import Measure
from pipeline.model.localized import Localized
from pipeline.model.metric import Metric
from pipeline.model.range import MetricTarget
from pipeline.reading.project import Project


@dataclass(frozen=True)
class QuestionRow:
    """One of the four questions, by its name."""

    name: str
    question: Question


@dataclass(frozen=True)
class OpenRow:
    """Something that is open, with the name of who answers it."""

    point: OpenPoint
    who: Localized


@dataclass(frozen=True)
class PartyRow:
    """One side: its name, the code that it replied to, or shall, and the last reply.

    `bound` is whether that names the recap as it is now.
    """

    name: Localized
    code: str
    reply: Confirmation | None
    bound: bool


@dataclass(frozen=True)
class RangeRow:
    """One metric with the agreed range of each market, in the order of the campaign's markets."""

    measure: Measure
    metric: Metric
    targets: tuple[MetricTarget, ...]


@dataclass(frozen=True)
class AlignmentSheet:
    """Everything that the sides agreed on; `alignment` is None where there was no call yet."""

    alignment: Alignment | None
    questions: tuple[QuestionRow, ...]
    ranges: tuple[RangeRow, ...]
    open: tuple[OpenRow, ...]
    parties: tuple[PartyRow, ...]


def alignment_sheet(project: Project, name: str) -> AlignmentSheet:
    """What the sides of a campaign agreed on; nothing in it is of money that somebody gets."""
    agreed = CampaignAgreements(project, name)
    return AlignmentSheet(
        alignment=agreed.records.alignment,
        questions=questions(agreed),
        ranges=tuple(ranges(agreed)),
        open=open_points(agreed),
        parties=tuple(_parties(agreed)),
    )


def questions(agreed: CampaignAgreements) -> tuple[QuestionRow, ...]:
    """The four questions; none where there was no call."""
    alignment = agreed.records.alignment
    return tuple(QuestionRow(name, question) for name, question in alignment.questions) if alignment else ()


def open_points(agreed: CampaignAgreements) -> tuple[OpenRow, ...]:
    """What the call left open."""
    alignment = agreed.records.alignment
    return tuple(OpenRow(point, name_of(agreed, point.who)) for point in alignment.open) if alignment else ()


def ranges(agreed: CampaignAgreements, market: str = "") -> Iterator[RangeRow]:
    """The agreed ranges: of all markets, or of one those that its creators hear of."""
    sections = [section for name, section in agreed.campaign.markets.items() if market in ("", name)]
    for measure in agreed.campaign.metrics:
        if measure.in_brief if market else measure.tier != "diagnostic":
            targets = tuple(section.targets[measure.metric] for section in sections)
            yield RangeRow(measure, agreed.project.metrics.metrics[measure.metric], targets)


def _parties(agreed: CampaignAgreements) -> Iterator[PartyRow]:
    for reply in replies(agreed, to_all=True):
        code = str(reply.said.code) if reply.said else reply.code
        yield PartyRow(name_of(agreed, reply.party), code, reply.said, bound=reply.bound)


def name_of(agreed: CampaignAgreements, party: str) -> Localized:
    """The name of a person, or of a partnership's creator."""
    people, partnership = agreed.project.organisation.people, agreed.campaign.partnerships.get(party)
    return agreed.project.creators[partnership.creator].name if partnership else people[party].name
