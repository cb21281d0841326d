"""A creator: who they are, where they publish and how they like to work."""

from __future__ import annotations

import zoneinfo

from pydantic import Field

from pipeline.model.base import Id, Model, Token, ZoneName
from pipeline.model.localized import Localized


class Account(Model):
    """One account on one platform. `registry` is its number in a national register, if it has one."""

    platform: Id
    handle: Token
    followers: int = Field(ge=0)
    registry: Token | None = None


class Working(Model):
    """How a creator likes to work: for the manager, never printed in the creator's own brief."""

    prefers: Localized
    motivates: Localized
    annoys: Localized


class Creator(Model):
    """content/creators/<id>.yaml."""

    name: Localized
    language: str
    address: str | None = None
    time_zone: ZoneName
    city: Localized
    accounts: tuple[Account, ...] = Field(min_length=1)
    working: Working

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The time zone as a clock."""
        return zoneinfo.ZoneInfo(self.time_zone)
