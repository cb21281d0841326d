"""Words that stand behind numbers of days, weeks and other units of time: a number is never torn from them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import get_args

import babel
import babel.units

from pipeline.model.language import DurationUnit

EACH_FORM = (0, 1, 2, 5, Decimal("1.5"))
"""Numbers that show a word in each of its forms."""
_BEHIND_NUMBER = re.compile(r"(?<=\d[ \u00a0])[^\W\d_]+\.?$")


@lru_cache(maxsize=64)
def of_cldr(name: str) -> frozenset[str]:
    """The words of a CLDR locale, long and short."""
    locale = babel.Locale.parse(name)
    return behind_numbers(
        str(babel.units.format_unit(count, f"duration-{unit}", length=length, locale=locale))
        for unit in (*get_args(DurationUnit), "second")
        for length in ("long", "short")
        for count in EACH_FORM
    )


def behind_numbers(told: Iterable[str]) -> frozenset[str]:
    """The last word of each text that has one behind a number."""
    return frozenset(found[0] for words in told if (found := _BEHIND_NUMBER.search(words)))


def brief(count: Decimal, unit: str, locale: babel.Locale) -> str:
    """So many minutes or hours, in as few letters as beside a format and a ratio of sides."""
    return str(babel.units.format_unit(count, f"duration-{unit}", length="short", locale=locale)).replace(" ", "\u00a0")
