"""Campaign → its alignment call: on whose clock it is when, how its minutes go, and what each side answered."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from pipeline.domain.alignment_sheet import QuestionRow, name_of, questions
from pipeline.domain.approvals import CampaignAgreements
from pipeline.model.alignment import Alignment, Question, Said
from pipeline.model.localized import Localized
from pipeline.model.organisation import Person
from pipeline.reading.project import Project

_MINUTES = {45: (5, 8, 5, 3), 30: (2, 6, 0, 4)}
"""How long the beginning, each question, the open points and the recap take."""
OPENS, CLOSES = datetime.time(9), datetime.time(20)
"""The hours of a day in which nobody is asked too much by a call."""


@dataclass(frozen=True)
class ClockRow:
    """One city's clock: when the call begins and ends there, and who reads it. `outside` is whether others sleep."""

    time_zone: str
    begins: datetime.datetime
    ends: datetime.datetime
    names: tuple[Localized, ...]
    outside: bool


@dataclass(frozen=True)
class MinuteRow:
    """One part of the call: `question` is which of the four, from 1, and 0 for what stands around them."""

    part: str
    question: int
    starts: int
    minutes: int


@dataclass(frozen=True)
class AnswerRow:
    """One side with its answer to each of the four questions; None where it gave none."""

    name: Localized
    answers: tuple[Said | None, ...]


@dataclass(frozen=True)
class WordRow:
    """A word that two sides understand differently, and what each of them means by it."""

    word: Localized
    meanings: tuple[tuple[Localized, Localized], ...]


@dataclass(frozen=True)
class CallSheet:
    """Everything that the papers of a call say. `own` is what the reader's side answered, by question.

    `words` are those of each question that sides understand differently.
    """

    alignment: Alignment
    host: Person
    clocks: tuple[ClockRow, ...]
    minutes: tuple[MinuteRow, ...]
    questions: tuple[QuestionRow, ...]
    answers: tuple[AnswerRow, ...]
    words: tuple[tuple[WordRow, ...], ...]
    name: Localized | None
    own: tuple[Said | None, ...]


def call_sheet(project: Project, campaign: str, party: str = "") -> CallSheet:
    """The call of a campaign, as one party is told of it. Raises LookupError where no call is on record."""
    agreed = CampaignAgreements(project, campaign)
    alignment = agreed.records.alignment
    if alignment is None:
        raise LookupError(f"{campaign} has held no call")
    return CallSheet(
        alignment=alignment,
        host=project.organisation.people[agreed.campaign.owner],
        clocks=tuple(clocks(agreed, alignment)),
        minutes=tuple(_minutes(alignment.minutes)),
        questions=questions(agreed),
        answers=tuple(AnswerRow(name_of(agreed, each), _said(alignment, each)) for each in alignment.parties),
        words=tuple(tuple(_words(agreed, asked)) for _, asked in alignment.questions),
        name=name_of(agreed, party) if party else None,
        own=_said(alignment, party),
    )


def clocks(agreed: CampaignAgreements, alignment: Alignment) -> Iterator[ClockRow]:
    """Each clock that somebody of the call reads, from east to west."""
    begins = datetime.datetime.combine(alignment.on, alignment.time, alignment.zone)
    readers: dict[str, list[Localized]] = {}
    for party in dict.fromkeys((agreed.campaign.owner, *alignment.parties)):
        readers.setdefault(_zone_of(agreed, party), []).append(name_of(agreed, party))
    for zone in sorted(
        readers, key=lambda name: begins.astimezone(zoneinfo.ZoneInfo(name)).utcoffset() or 0, reverse=True
    ):
        there = begins.astimezone(zoneinfo.ZoneInfo(zone))
        ends = there + datetime.timedelta(minutes=alignment.minutes)
        yield ClockRow(zone, there, ends, tuple(readers[zone]), is_outside(there, ends))


def is_outside(begins: datetime.datetime, ends: datetime.datetime) -> bool:
    """Whether a call begins before the day does, or ends after it, on somebody's clock."""
    return begins.time() < OPENS or ends.time() > CLOSES or ends.date() != begins.date()


def _zone_of(agreed: CampaignAgreements, party: str) -> str:
    partnership = agreed.campaign.partnerships.get(party)
    if partnership:
        return agreed.project.creators[partnership.creator].time_zone
    return agreed.project.organisation.people[party].time_zone


def _minutes(whole: int) -> Iterator[MinuteRow]:
    stage, question, still_open, recap = _MINUTES[whole]
    parts = [("stage", 0, stage), *(("question", number, question) for number in range(1, 5))]
    parts += [("open", 0, still_open), ("end", 0, recap)]
    starts = accumulate((minutes for *_, minutes in parts), initial=0)
    for (part, number, minutes), start in zip(parts, starts, strict=False):
        if minutes:
            yield MinuteRow(part, number, start, minutes)


def _words(agreed: CampaignAgreements, asked: Question) -> Iterator[WordRow]:
    for each in asked.ambiguous:
        yield WordRow(each.word, tuple((name_of(agreed, who), said) for who, said in each.meanings.items()))


def _said(alignment: Alignment, party: str) -> tuple[Said | None, ...]:
    return tuple(next((each for each in asked.said if each.who == party), None) for _, asked in alignment.questions)
