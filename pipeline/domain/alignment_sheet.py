"""Campaign → what its sides agreed on: the four answers, ranges, open points, and who has confirmed it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.domain.approvals import CampaignAgreements
from pipeline.domain.recap import recap
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
    """One side: its name, the code of its recap, and the last reply to it. `bound` is whether that names this code."""

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
    alignment = agreed.records.alignment
    return AlignmentSheet(
        alignment=alignment,
        questions=tuple(QuestionRow(name, question) for name, question in alignment.questions) if alignment else (),
        ranges=tuple(_ranges(agreed)),
        open=tuple(OpenRow(point, _name(agreed, point.who)) for point in alignment.open) if alignment else (),
        parties=tuple(_parties(agreed)),
    )


def _ranges(agreed: CampaignAgreements) -> Iterator[RangeRow]:
    for measure in agreed.campaign.metrics:
        if measure.tier != "diagnostic":
            targets = tuple(section.targets[measure.metric] for section in agreed.campaign.markets.values())
            yield RangeRow(measure, agreed.project.metrics.metrics[measure.metric], targets)


def _parties(agreed: CampaignAgreements) -> Iterator[PartyRow]:
    replies = {reply.who: reply for reply in agreed.records.confirmations}
    for party in agreed.records.alignment.parties if agreed.records.alignment else ():
        code, reply = recap(agreed, party).code, replies.get(party)
        yield PartyRow(_name(agreed, party), code, reply, bound=reply is not None and reply.code == code)


def _name(agreed: CampaignAgreements, party: str) -> Localized:
    """The name of a person, or of a partnership's creator."""
    people, partnership = agreed.project.organisation.people, agreed.campaign.partnerships.get(party)
    return agreed.project.creators[partnership.creator].name if partnership else people[party].name
