"""The organization whose campaigns these are, and its people."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from pipeline.base import versions
from pipeline.base.problems import suggestion
from pipeline.model.address import Email
from pipeline.model.base import (
    Clock,
    Colour,
    Count,
    Flag,
    Id,
    Model,
    Name,
    Phone,
    Picture,
    ZoneName,
    mistake,
    once,
)
from pipeline.model.calendar import Absence
from pipeline.model.localized import Localized, at_most
from pipeline.model.scorecard import Scoring


def _range(value: str) -> str:
    if not versions.is_range(value):
        raise mistake('"{value}" is no range of versions', hint='write it as ">=0.1,<2"', value=value)
    return value


ProgramVersions = Annotated[str, Field(strict=True, max_length=100), AfterValidator(_range)]


class Hours(Model):
    """When a person answers, on weekdays, in the person's own time zone."""

    opens: Clock = Field(alias="from")
    """The first hour of the day."""
    closes: Clock = Field(alias="to")
    """The last hour of the day."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        if self.closes <= self.opens:
            yield mistake(
                "closes at {to}, which is not after {start}",
                at=["to"],
                to=f"{self.closes:%H:%M}",
                start=f"{self.opens:%H:%M}",
            )


class Person(Model):
    """Someone a document names: how they are written, what they do, how they are reached."""

    name: Annotated[Localized, at_most(50)]
    """The name in full, first name first."""
    signature: Annotated[Localized, at_most(30)]
    """The short form for control lines: initial and surname."""
    role: Annotated[Localized, at_most(50)]
    """What they do, in lower case, as it follows their name."""
    email: Email
    """The address creators write to."""
    phone: Phone | None = None
    """The number creators call, in quotes: "+", the country's code and the number, without spaces."""
    time_zone: ZoneName
    """Where their clock is."""
    calendar: Id | None = None
    """The calendar of their working days, by id."""
    away: tuple[Absence, ...] = Field(default=(), max_length=200)
    """Days on which they do not work beside those of the calendar."""
    channel: Localized | None = None
    """The one channel, for those who answer creators: "Email only"."""
    hours: Hours | None = None
    """When they answer, for those who answer creators."""
    reply_within_hours: Count | None = None
    """How many working hours a reply takes at most."""

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The time zone as a clock."""
        return zoneinfo.ZoneInfo(self.time_zone)


class Organisation(Model):
    """The organisation: its name, languages, accent and people."""

    name: Annotated[Localized, at_most(40)]
    """The name as documents print it."""
    logo: Picture | None = None
    """A picture below content/, PNG or SVG, printed before the name; shapes in an SVG, no text."""
    languages: tuple[Name, ...] = Field(min_length=1, max_length=20)
    """The languages every document is made in, as those who agree to it read them; each is a folder in locales/."""
    letter_yo: Flag = True
    """Whether Russian documents print ё as it is written; false prints е for it, except in names."""
    accent: Colour
    """The one colour: at least 7:1 on white."""
    people: dict[Id, Person] = Field(min_length=1, max_length=500)
    """Everyone a document may name, by id."""
    decision_makers: tuple[Id, ...] = Field(min_length=1, max_length=20)
    """Who decides in the end, by id."""

    kinds: tuple[Id, ...] | None = Field(default=None, min_length=1, max_length=100)
    """The kinds of documents it uses, by the names of their templates; without it, all there are."""
    program: ProgramVersions | None = None
    """The versions of this program that may make its documents, such as ">=0.1,<2"; without it, every one."""
    scoring: Scoring | None = None
    """How partnerships are scored, and what follows from it, fixed before results are known."""
    pdf_engine: Name | None = None
    """What lays out the PDFs; without it, the program's usual engine."""
    finance: Id | None = None
    """Who owns the primary metric of every campaign that names nobody else, by id."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        if self.finance is not None and self.finance not in self.people:
            hint = suggestion(self.finance, self.people)
            yield mistake('no person "{value}"', at=["finance"], value=self.finance, **hint)
        yield from once(self.languages, "languages")
        yield from once(self.decision_makers, "decision_makers")
        yield from once(self.kinds or (), "kinds")
        for index, person in enumerate(self.decision_makers):
            if person not in self.people:
                at = ("decision_makers", index)
                yield mistake('no person "{value}"', at=at, value=person, **suggestion(person, self.people))
