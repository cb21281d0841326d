"""What stands inside a line as markup: words, codes, times. Documents repeat them, so each is made once."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup

from pipeline.model.markdown import INLINES

_UNMARKED = re.compile(r"[^*_\[\]<>&\"\\`\n\r\0]*")
"""A text without any sign that CommonMark or HTML gives a meaning."""
_once = lru_cache(maxsize=10_000)


@_once
def words(source: str) -> Markup:
    """Authored text, its inline CommonMark as markup."""
    said = source.strip()
    if _UNMARKED.fullmatch(said):
        return Markup(said)  # noqa: S704 - it holds no markup
    return Markup(INLINES.renderInline(said))  # noqa: S704 - HTML is off


@_once
def bare(marked: Markup) -> str:
    """The words of some markup."""
    return marked.striptags()


@_once
def code(text: str) -> Markup:
    """A code that is to be copied exactly."""
    return Markup("<code>{}</code>").format(text)


@_once
def time(value: str, printed: str) -> Markup:
    """A date or an instant, with its ISO 8601 value."""
    return Markup('<time datetime="{}">{}</time>').format(value, printed)
