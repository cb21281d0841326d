"""The cities by which time zones are known."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import babel
from babel.core import get_global

from pipeline.base.scripts import script


def city(zone: str, locale: babel.Locale) -> str:
    """The city by which a zone is known in a language, by CLDR; empty where it names none.

    CLDR leaves out what reads the same as the zone's own name, which only Latin letters do.
    """
    if not is_of_a_place(zone):
        return ""
    known = locale.time_zones
    for name in _names(zone):
        if found := known.get(name, {}).get("city"):
            return str(found)
    return _plain(zone) if script(str(locale)) == "Latn" else ""


def is_of_a_place(zone: str) -> bool:
    """Whether a zone is named after a place: Europe/Paris is, and UTC, EST and Etc/GMT+3 are not."""
    return "/" in zone and not zone.startswith(("Etc/", "SystemV/"))


def of_the_place(zone: str) -> str:
    """The name of the same clock with its place, as Europe/London for GB; empty where there is none."""
    other = _aliases().get(zone, "")
    # Panama's clock is also that of EST, and nobody who writes EST means Panama.
    abbreviated = len(zone) == len("EST") and zone.endswith("ST")
    return other if is_of_a_place(other) and not abbreviated else ""


def _names(zone: str) -> tuple[str, ...]:
    """All names of one clock: CLDR keeps its city under the oldest, the database of zones under the newest."""
    newest = _aliases().get(zone, zone)
    return (zone, newest, *_older().get(newest, ()))


def _plain(zone: str) -> str:
    return _aliases().get(zone, zone).rpartition("/")[2].replace("_", " ")


def _aliases() -> Mapping[str, str]:
    found: Mapping[str, str] = get_global("zone_aliases")
    return found


@cache
def _older() -> Mapping[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for older, newest in _aliases().items():
        names[newest] = (*names.get(newest, ()), older)
    return names
