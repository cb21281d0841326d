"""What a check of consistency is given: one campaign, with everything that its partnerships name."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.base.problems import Problem
from pipeline.domain.timetable import Timetable, of_partnership
from pipeline.model.campaign import Campaign, MarketSection
from pipeline.model.creator import Creator
from pipeline.model.market import Market, Terms
from pipeline.model.partnership import Deliverable, Partnership, Publication
from pipeline.reading.project import Project
from pipeline.reading.yaml_values import Place


@dataclass(frozen=True)
class Post:
    """One publication with its deliverable and its place in the campaign's file."""

    place: Place
    deliverable: Deliverable
    publication: Publication

    @property
    def last(self) -> datetime.date:
        """The last day on which it may go out."""
        return self.publication.until or self.publication.date


@dataclass(frozen=True)
class Agreed:
    """One partnership with the records that it names, and its place in the campaign's file."""

    name: str
    partnership: Partnership
    market: Market
    section: MarketSection
    timetable: Timetable
    creator: Creator

    @property
    def place(self) -> Place:
        """Where it stands."""
        return ("partnerships", self.name)

    @property
    def terms(self) -> Terms:
        """Its own terms over its market's."""
        own = self.partnership.overrides
        return own.over(self.market.terms) if own else self.market.terms

    @property
    def posts(self) -> tuple[Post, ...]:
        """Its publications, in the order of the file."""
        return tuple(
            Post((*self.place, "deliverables", index, "publish", number), deliverable, publication)
            for index, deliverable in enumerate(self.partnership.deliverables)
            for number, publication in enumerate(deliverable.publish)
        )


@dataclass(frozen=True)
class Subject:
    """One campaign of a project, by its id."""

    project: Project
    id: str
    campaign: Campaign

    @property
    def path(self) -> str:
        """The campaign's file."""
        return f"content/campaigns/{self.id}.yaml"

    def problem(self, place: Place, message: str, *, hint: str = "", **values: Any) -> Problem:
        """A problem at a place of the campaign's file."""
        return self.project.sources[self.path].problem(place, message, hint=hint, **values)

    @property
    def agreed(self) -> Iterator[Agreed]:
        """The partnerships whose creator, market and section there are; a name that is missing has its own problem."""
        project = self.project
        for name, partnership in self.campaign.partnerships.items():
            market = project.markets.get(partnership.market)
            section = self.campaign.markets.get(partnership.market)
            creator = project.creators.get(partnership.creator)
            if market is not None and section is not None and creator is not None:
                dates = of_partnership(self.campaign, partnership, name)
                yield Agreed(name, partnership, market, section, dates, creator)


def subjects(project: Project) -> Iterator[Subject]:
    """Each campaign of a project, in the order of their ids."""
    for name, campaign in project.campaigns.items():
        yield Subject(project, name, campaign)
