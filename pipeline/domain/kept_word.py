"""How we kept our own word towards one creator: answers, payments, notes, one contact, no change without a word."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.domain.promise_sheet import ANSWER, PromiseRow, promise_sheet
from pipeline.model.milestone import MILESTONES
from pipeline.model.scorecard import Kept, Scorecard
from pipeline.reading.project import Project

_NOTES = "feedback"


@dataclass(frozen=True)
class OwnScore:
    """How often we kept one kind of promise."""

    name: str
    kept: int
    of: int


def own_scores(project: Project, name: str, partnership: str) -> tuple[OwnScore, ...]:
    """How we kept our word to a partnership: as records say and, where they say nothing, as its scorecard does."""
    card = project.scorecard(name, partnership)
    promised = project.campaigns[name].partnerships[partnership].term.answer_by
    return tuple(_scores(card, promised, _recorded(project, name, partnership)))


def _recorded(project: Project, name: str, partnership: str) -> Sequence[PromiseRow]:
    """Promises that the campaign's records say were kept."""
    rows = promise_sheet(project, name, partnership).rows if name in project.agreements else ()
    return [row for row in rows if row.kept is not None]


def _scores(
    card: Scorecard | None, promised: datetime.date | None, recorded: Sequence[PromiseRow]
) -> Iterator[OwnScore]:
    answered = [row.kept for row in recorded if row.promise == ANSWER and row.kept]
    told = [each.on for each in card.decision.told] if card else []
    first = min([*told, *answered], default=None)
    if promised and (card or first):
        yield OwnScore("answer", int(first is not None and first <= promised), 1)
    paid = [row for row in recorded if row.step and MILESTONES[row.promise].paid]
    yield _in_time("paid", card.ours.paid if card else (), paid)
    notes = [row for row in recorded if row.promise == _NOTES]
    yield _in_time("notes", card.ours.notes if card else (), notes)
    if card:
        yield OwnScore("contact", int(card.ours.contacts == 1), 1)
        yield OwnScore("silent", int(card.ours.silent_changes == 0), 1)


def _in_time(name: str, typed: Sequence[Kept], recorded: Sequence[PromiseRow]) -> OwnScore:
    """How many promises of one kind were kept on their day, each once."""
    days = {each.due: each.on for each in typed} | {row.by: row.kept for row in recorded if row.kept}
    return OwnScore(name, sum(on <= due for due, on in days.items()), len(days))
