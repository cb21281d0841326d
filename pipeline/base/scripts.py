"""The script that a language is written in."""

from __future__ import annotations

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
