"""A creator: who they are, where they publish and how they like to work."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from pipeline.model.address import Email
from pipeline.model.base import Id, Line, Model, Name, Phone, ZoneName, mistake
from pipeline.model.calendar import Absence
from pipeline.model.codes import Handle
from pipeline.model.identifier import IdentifierHolder
from pipeline.model.localized import Localized, at_most
from pipeline.model.plan import Preparation
from pipeline.model.profile import Profile


class Account(IdentifierHolder):
    """One account on one platform."""

    holder = "account"

    platform: Id
    """The platform's id."""
    handle: Handle | None = None
    """The name of the account, letter for letter."""
    title: Annotated[Line, Field(max_length=80)] | None = None
    """Or its title, where it has no such name: a podcast, a show."""
    followers: int = Field(ge=0, strict=True, examples=[84000])
    """How many follow it."""

    @property
    def name(self) -> str:
        """What it is called: a handle is a code, a title is words."""
        return self.handle or self.title or ""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        yield from super().broken_rules()
        if (self.handle is None) == (self.title is None):
            yield mistake(
                "an account needs a handle or a title", hint="write handle:, or title: for a podcast or a show"
            )


class Agent(Model):
    """Who answers for a creator: an agent or a manager."""

    name: Annotated[Localized, at_most(50)]
    """The name in full, as written in each language."""
    company: Line | None = None
    """The company."""
    email: Email
    """Where they are written to."""
    phone: Phone | None = None
    """Where they are called."""
    language: Name
    """The language they read."""
    reached: Literal["instead", "copy"] = "copy"
    """Whether we write to them instead of the creator, or in copy."""


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
    email: Email | None = None
    """Where they are written to."""
    agent: Agent | None = None
    """Who is written to instead of them, or in copy."""
    postal_address: Line | None = None
    """Where samples are sent."""
    working: WorkPreferences
    """How they like to work."""
    profile: Profile | None = None
    """How to approach them, for whoever works with them next."""

    def broken_rules(self) -> Iterator[PydanticCustomError]:
        """The broken rules."""
        seen = set()
        for index, account in enumerate(self.accounts):
            if (account.platform, account.name) in seen:
                yield mistake('"{value}" appears twice', at=["accounts", index], value=account.name)
            seen.add((account.platform, account.name))

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The time zone as a clock."""
        return zoneinfo.ZoneInfo(self.time_zone)
