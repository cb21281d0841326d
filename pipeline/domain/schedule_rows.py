"""The dated steps of a campaign's markets side by side, with the days of ours that follow from the terms alone."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.domain import answer_days, timetable
from pipeline.model.campaign import Campaign
from pipeline.model.schedule import Milestone, Wave
from pipeline.reading.project import Project

_ANSWERED = {"feedback": ("draft", 0), "approval": ("final", -1)}
"""What we answer with a step, and by which stage of the terms."""


@dataclass(frozen=True)
class ScheduleRow:
    """One step of the schedule in every market; None where a market has no such step.

    Of several steps of one kind, `round` says which it is; it is 0 where there is one. `expected` are the days on
    which we answer by the terms of a market whose schedule does not say it.
    """

    milestone: str
    steps: tuple[Milestone | None, ...]
    round: int = 0
    expected: tuple[datetime.date | None, ...] = ()

    @property
    def first(self) -> datetime.date:
        """The day on which the first market takes the step."""
        return min(step.date for step in self.steps if step is not None)


@dataclass(frozen=True)
class Timetable:
    """The dates of one wave in every market, or of the markets that have no waves."""

    id: str
    wave: Wave | None
    rows: tuple[ScheduleRow, ...]


def timetables(project: Project, campaign: Campaign) -> Iterator[Timetable]:
    """The dates of markets that have no waves, then those of each wave."""
    found_in: dict[str, dict[str, Sequence[Milestone]]] = {market: {} for market in campaign.markets}
    for found in timetable.of_markets(campaign):
        found_in[found.market][found.wave] = found.milestones
    for wave in ["", *campaign.waves]:
        columns = [found_in[market].get(wave, ()) for market in campaign.markets]
        if any(columns) or not campaign.waves:
            rows = sorted(_rows(columns), key=lambda row: row.first)
            yield Timetable(wave, campaign.waves.get(wave), tuple(_expected(project, campaign, rows)))


def _expected(project: Project, campaign: Campaign, rows: Sequence[ScheduleRow]) -> Iterator[ScheduleRow]:
    """The rows, with our days where a market that has the creator's step has none for the answer."""
    for row in rows:
        asked, stage = _ANSWERED.get(row.milestone, ("", 0))
        of_creator = [each for each in rows if each.milestone == asked and each.round == row.round]
        if not of_creator:
            yield row
            continue
        days: list[datetime.date | None] = []
        for market, step, received in zip(campaign.markets, row.steps, of_creator[0].steps, strict=True):
            terms = project.markets[market].terms.stages[stage]
            if step is None and received is not None:
                days.append(answer_days.answered_on(project, market, terms.reviewer, received.date, terms.our_days))
            else:
                days.append(None)
        yield replace(row, expected=tuple(days))


def _rows(columns: Sequence[Sequence[Milestone]]) -> Iterator[ScheduleRow]:
    """Each step that some market has; the second draft of one market stands beside that of another."""
    numbered: list[dict[tuple[str, int], Milestone]] = []
    for column in columns:
        steps: dict[tuple[str, int], Milestone] = {}
        for step in column:
            number = sum(milestone == step.milestone for milestone, _ in steps)
            steps[step.milestone, number] = step
        numbered.append(steps)
    keys = dict.fromkeys(key for steps in numbered for key in steps)
    several = {milestone for milestone, number in keys if number}
    for milestone, number in keys:
        row = tuple(steps.get((milestone, number)) for steps in numbered)
        yield ScheduleRow(milestone, row, number + 1 if milestone in several else 0)
