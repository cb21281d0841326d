"""A creator: who they are, where they publish and how they like to work."""

from __future__ import annotations

import zoneinfo
from typing import Annotated

from pydantic import Field

from pipeline.model.base import Id, Model, Name, ZoneName
from pipeline.model.calendar import Absence
from pipeline.model.codes import Handle
from pipeline.model.identifier import IdentifierHolder
from pipeline.model.localized import Localized, at_most
from pipeline.model.plan import Preparation


class Account(IdentifierHolder):
    """One account on one platform."""

    holder = "account"

    platform: Id
    """The platform's id."""
    handle: Handle
    """The name of the account, letter for letter."""
    followers: int = Field(ge=0, strict=True, examples=[84000])
    """How many follow it."""


class WorkPreferences(Model):
    """How a creator likes to work: for the manager, never printed in the creator's own brief."""

    prefers: Localized
    """How they like to be briefed and reached."""
    motivates: Localized
    """What makes them want the next campaign."""
    annoys: Localized
    """What makes them decline it."""


class Creator(Model):
    """content/creators/<id>.yaml: one creator."""

    name: Annotated[Localized, at_most(50)]
    """The name in full, first name first, as written in each language."""
    language: Name
    """The language they read."""
    address: Name | None = None
    """How they are addressed, where their language has more than one form."""
    time_zone: ZoneName
    """Where their clock is."""
    calendar: Id | None = None
    """The calendar of their working days, by id; without one, their market's."""
    away: tuple[Absence, ...] = Field(default=(), max_length=200)
    """Days on which they do not work beside those of the calendar."""
    prep: Preparation | None = None
    """How long they need from the brief to a draft."""
    city: Localized
    """Where they live."""
    accounts: tuple[Account, ...] = Field(min_length=1, max_length=50)
    """Where they publish."""
    working: WorkPreferences
    """How they like to work."""

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The time zone as a clock."""
        return zoneinfo.ZoneInfo(self.time_zone)
