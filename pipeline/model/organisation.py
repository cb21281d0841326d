"""The organisation whose campaigns these are, and its people."""

from __future__ import annotations

import zoneinfo

from pydantic import Field, model_validator

from pipeline.model.base import Clock, Colour, Count, Id, Model, Token, ZoneName, mistake
from pipeline.model.localized import Localized


class Hours(Model):
    """When a person answers, on weekdays, in the person's own time zone."""

    opens: Clock = Field(alias="from")
    closes: Clock = Field(alias="to")


class Person(Model):
    """Someone a document names: how they are written, what they do, how they are reached."""

    name: Localized
    signature: Localized
    role: Localized
    email: Token
    time_zone: ZoneName
    channel: Localized | None = None
    hours: Hours | None = None
    reply_within_hours: Count | None = None

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The time zone as a clock."""
        return zoneinfo.ZoneInfo(self.time_zone)


class Organisation(Model):
    """The organisation: its name, languages, accent and people."""

    name: Localized
    languages: tuple[str, ...] = Field(min_length=1)
    accent: Colour
    people: dict[Id, Person] = Field(min_length=1)
    decision_makers: tuple[Id, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _decision_makers_are_people(self) -> Organisation:
        for index, person in enumerate(self.decision_makers):
            if person not in self.people:
                raise mistake('no person "{value}"', at=["decision_makers", index], value=person)
        return self
