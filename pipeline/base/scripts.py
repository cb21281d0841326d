"""The script that a language is written in, and the alphabet that a letter is of."""

from __future__ import annotations

import unicodedata
from functools import cache

from babel.core import get_global, parse_locale


@cache
def script(tag: str) -> str:
    """The script that a language is most likely written in, by its ISO 15924 code; empty where nobody knows."""
    if not tag:
        return ""
    language, _, written, *_ = parse_locale(tag.replace("_", "-"), sep="-")
    likely = get_global("likely_subtags").get(language)
    return written or (parse_locale(likely)[2] if likely else None) or ""


def alphabet(letter: str) -> str:
    """The alphabet of a letter, by its name in Unicode, such as LATIN or CYRILLIC; empty where it has none."""
    return unicodedata.name(letter, "").partition(" ")[0]
