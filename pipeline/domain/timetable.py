"""The dates that hold: a market's, with those of a wave over them, and one partnership's own over both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.model.campaign import Campaign
from pipeline.model.milestone import MILESTONES
from pipeline.model.partnership import Partnership
from pipeline.model.plan import FixedDay, PlanStep
from pipeline.model.schedule import Milestone, Schedule
from pipeline.reading.yaml_values import Place

_KINDS = list(MILESTONES)


@dataclass(frozen=True)
class DatedStep:
    """One dated step that holds, and where it is typed; `own` tells that one partnership alone has it."""

    step: Milestone
    place: Place
    own: bool = False


@dataclass(frozen=True)
class OwnStep:
    """A step of the plan in somebody's own words, and where it is typed."""

    step: PlanStep
    place: Place


@dataclass(frozen=True)
class Layer:
    """Dates as they are typed in one place; of one `partnership`, where they are its own."""

    market: str
    dates: Schedule
    place: Place
    partnership: str = ""

    @property
    def steps(self) -> tuple[DatedStep, ...]:
        """The dated steps, each with its place."""
        own = self.place[0] == "partnerships"
        return tuple(
            DatedStep(step, (*self.place, "schedule", index), own) for index, step in enumerate(self.dates.schedule)
        )

    @property
    def work(self) -> Iterator[OwnStep]:
        """The steps of its plan that stand beside those of the terms."""
        for index, step in enumerate(self.dates.steps):
            yield OwnStep(step, (*self.place, "steps", index))


@dataclass(frozen=True)
class Timetable:
    """The dates of one market, of one of its waves, or of one partnership, in the order of days."""

    market: str
    wave: str
    steps: tuple[DatedStep, ...]
    cancelled: tuple[Milestone, ...]
    fixed: FixedDay | None
    fixed_at: Place
    work: tuple[OwnStep, ...] = ()

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """The steps themselves."""
        return tuple(dated.step for dated in self.steps)

    @property
    def name(self) -> str:
        """What tells these dates from others of the campaign."""
        return f"{self.market}.{self.wave}" if self.wave else self.market


def of_market(campaign: Campaign, market: str, wave: str = "") -> Timetable:
    """The dates of a market, or of one of its waves."""
    return _laid(market, wave, _shared(campaign, market, wave))


def of_partnership(campaign: Campaign, partnership: Partnership, name: str = "") -> Timetable:
    """The dates of one partnership; by its `name` the places of its own are told."""
    over = _shared(campaign, partnership.market, partnership.wave or "")
    if partnership.dates is not None:
        over.append(Layer(partnership.market, partnership.dates, ("partnerships", name, "dates"), partnership=name))
    return _laid(partnership.market, partnership.wave or "", over)


def of_markets(campaign: Campaign) -> Iterator[Timetable]:
    """The dates of each market and of each wave that partnerships can have; not those that are one's own."""
    for name, section in campaign.markets.items():
        for wave in section.waves or [""]:
            yield of_market(campaign, name, wave)


def layers(campaign: Campaign) -> Iterator[Layer]:
    """All dates of a campaign as they are typed: of each market, each wave, each partnership that has its own."""
    for name, section in campaign.markets.items():
        yield Layer(name, section, ("markets", name))
        for wave, dates in section.waves.items():
            yield Layer(name, dates, ("markets", name, "waves", wave))
    for name, partnership in campaign.partnerships.items():
        if partnership.dates is not None:
            yield Layer(partnership.market, partnership.dates, ("partnerships", name, "dates"), partnership=name)


def _shared(campaign: Campaign, market: str, wave: str) -> list[Layer]:
    section = campaign.markets[market]
    found = [Layer(market, section, ("markets", market))]
    if wave in section.waves:
        found.append(Layer(market, section.waves[wave], ("markets", market, "waves", wave)))
    return found


def _laid(market: str, wave: str, over: Iterable[Layer]) -> Timetable:
    """The layers over each other: a later one has the say of every kind of step, and of every id, that it names."""
    steps: list[DatedStep] = []
    cancelled: tuple[Milestone, ...] = ()
    fixed, fixed_at = None, Place()
    work: dict[str, OwnStep] = {}
    for layer in over:
        named = {step.milestone for step in layer.dates.schedule}
        steps = [dated for dated in steps if dated.step.milestone not in named]
        steps += layer.steps
        cancelled += layer.dates.cancelled
        work |= {own.step.id: own for own in layer.work}
        if layer.dates.fixed is not None:
            fixed, fixed_at = layer.dates.fixed, (*layer.place, "fixed")
    # Steps of one day keep the order in which they are typed; where layers meet, the order of the work.
    met = len({dated.place[:-1] for dated in steps}) > 1
    ordered = tuple(sorted(steps, key=lambda each: (each.step.date, _KINDS.index(each.step.milestone) if met else 0)))
    return Timetable(market, wave, ordered, cancelled, fixed, fixed_at, tuple(work.values()))
