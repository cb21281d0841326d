"""What the program knows of countries: for each, a template with its ad label and rules, and its usual clock."""

from __future__ import annotations

import babel
import babel.core

from pipeline.base.assets import Assets
from pipeline.reading import sources

_FOLDER = "templates/new/markets"


def territory(name: str) -> str:
    """The country that a market's id names, also by another code that people use for it; empty without one."""
    code = name.upper()
    [code, *_] = babel.core.get_global("territory_aliases").get(code) or [code]
    return code if len(code) == 2 and code in babel.core.get_global("territory_zones") else ""


def home(locale: babel.Locale) -> str:
    """The country in which most speakers of a language live; empty where CLDR knows of none."""
    likely = babel.core.get_global("likely_subtags").get(locale.language)
    return locale.territory or (babel.Locale.parse(likely).territory if likely else None) or ""


def template(assets: Assets, code: str) -> str:
    """The template of a country's market; empty where nothing is known of it."""
    name = f"{_FOLDER}/{code.lower()}.yaml"
    return name if code and assets.path(name).is_file() else ""


def time_zone(assets: Assets, code: str) -> str:
    """The clock of a country: the one that most of its people have, or its only one; empty where that is not known."""
    name = template(assets, code)
    if name:
        return str(sources.parse(sources.front_matter(assets.path(name), name), name).data["time_zone"])
    zones = babel.core.get_global("territory_zones").get(code, ())
    return str(zones[0]) if len(zones) == 1 else ""
