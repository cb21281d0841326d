"""A campaign, or its part in one market → what is decided on which days, and when its posts go live."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.domain import timetable
from pipeline.domain.approvals import approvers
from pipeline.domain.scopes import NUMBERS
from pipeline.model.alignment import Checkpoint
from pipeline.model.campaign import Campaign
from pipeline.model.localized import Localized
from pipeline.model.market import Market
from pipeline.model.organisation import Person
from pipeline.reading.project import Project

DecisionKind = Literal["agreed", "feedback", "approval", "checkpoint", "report", "answers", "live"]

_MIDWAY = "mid-campaign"
_DAYS_TOLD = 2
"""On how many days answers may be due that are told each."""


@dataclass(frozen=True)
class Decision:
    """What is decided from the first to the last of some days, which may be one.

    `question` is that of a checkpoint, `what` a step in words of its own; `count` is to how many creators an answer
    goes, or whose posts go live; `where` in which markets they are; `by` are those
    who decide, where a market's terms name them.
    """

    kind: DecisionKind
    first: datetime.date
    last: datetime.date
    question: Localized | None = None
    what: Localized | None = None
    count: int = 0
    by: tuple[Person, ...] = ()
    where: tuple[Market, ...] = ()


@dataclass(frozen=True)
class Live:
    """From when to when the posts of so many creators go live."""

    creators: int
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True)
class Decisions:
    """Decisions by day; `live` is None where nobody posts yet; `approvers` are those who approve the numbers."""

    dated: tuple[Decision, ...]
    live: Live | None
    approvers: tuple[Person, ...]


def decisions(project: Project, name: str, market: str = "") -> Decisions:
    """The decisions of a campaign in all of its markets, or in one."""
    campaign = project.campaigns[name]
    markets = [market] if market else list(campaign.markets)
    found = [
        Decision("agreed", campaign.measurement.agreed, campaign.measurement.agreed),
        *_steps(project, campaign, markets),
        *_midway(project, name),
        *_answers(project, campaign, markets),
    ]
    live = _live(campaign, markets)
    if live:
        found.append(Decision("live", live.first, live.last, count=live.creators))
    by = tuple(project.organisation.people[person] for person in approvers(project, campaign)[NUMBERS])
    return Decisions(tuple(sorted(found, key=lambda each: each.first)), live, by)


def _steps(project: Project, campaign: Campaign, markets: Sequence[str]) -> Iterator[Decision]:
    """Steps of the schedules that bring an answer, ours or a creator's: those of one kind together."""
    kinds: tuple[DecisionKind, ...] = ("feedback", "approval", "report")
    steps = [
        (found.market, step)
        for found in timetable.of_markets(campaign)
        if found.market in markets
        for step in found.milestones
    ]
    for kind in kinds:
        taken = [(market, step) for market, step in steps if step.milestone == kind]
        if taken:
            days = [step.date for _, step in taken]
            own = {str(step.what): step.what for _, step in taken}
            by = dict.fromkeys(_reviewer(project, market, kind) for market, _ in taken) if kind != "report" else {}
            people = tuple(project.organisation.people[person] for person in by)
            what = next(iter(own.values())) if len(own) == 1 else None
            yield Decision(kind, min(days), max(days), what=what, by=people)


def _reviewer(project: Project, market: str, kind: DecisionKind) -> str:
    """Who looks at the first versions, and who has the last word."""
    stages = project.markets[market].terms.stages
    return stages[-1 if kind == "approval" else 0].reviewer


def _midway(project: Project, name: str) -> Iterator[Decision]:
    records = project.agreements.get(name)
    checkpoints: Iterable[Checkpoint] = records.checkpoints if records else ()
    for checkpoint in checkpoints:
        if checkpoint.step == _MIDWAY and checkpoint.skipped is None:
            day = checkpoint.held or checkpoint.planned
            yield Decision("checkpoint", day, day, question=checkpoint.question)


def _answers(project: Project, campaign: Campaign, markets: Sequence[str]) -> Iterator[Decision]:
    """Our answers to those who work with us for the first time, whether we go on: on two days, or over many."""
    due = [
        (partnership.term.answer_by, partnership.market)
        for partnership in campaign.partnerships.values()
        if partnership.market in markets and partnership.term.answer_by
    ]
    days = sorted({day for day, _ in due})
    for told in [(day,) for day in days] if len(days) <= _DAYS_TOLD else [days]:
        to = [market for day, market in due if day in told]
        where = tuple(project.markets[market] for market in dict.fromkeys(to))
        yield Decision("answers", told[0], told[-1], count=len(to), where=where)


def _live(campaign: Campaign, markets: Sequence[str]) -> Live | None:
    own = [each for each in campaign.partnerships.values() if each.market in markets]
    posts = [post for each in own for item in each.deliverables for post in item.publish]
    if not posts:
        return None
    creators = {each.creator for each in own}
    return Live(len(creators), min(post.date for post in posts), max(post.until or post.date for post in posts))
