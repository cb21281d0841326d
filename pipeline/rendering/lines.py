"""Words that stay on one line, and words that are parted into what is said large and what is said small."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from pipeline.model.localized import Localized

_SPACE = re.compile(r" (?![^<>]*>)")
"""A space that is in no tag."""
_LETTERS = re.compile(r"[ \u00a0]\(\w+\)$")
_NBSP = "\u00a0"


def filters(words: Callable[[Localized], Markup]) -> Mapping[str, Callable[..., Any]]:
    """The filters `whole`, of what ends no line, and `headed`, of a text; `words` says one in a language."""

    def headed(text: Localized) -> tuple[Markup, ...]:
        """What stands before the first colon of a text and what behind it; nothing where there is none."""
        head, colon, rest = words(text).partition(": ")
        return (head, rest) if colon else ()

    def unlettered(name: Localized) -> Markup:
        """A name without the letters in brackets behind it, which only those know who use it every day."""
        return Markup(_LETTERS.sub("", str(words(name))))  # noqa: S704 - a part of what is markup

    return {"whole": whole, "headed": headed, "day_whole": day_whole, "unlettered": unlettered}


def whole(said: Markup | str) -> Markup:
    """Words of which a line does not end inside."""
    return Markup(_SPACE.sub(_NBSP, str(said)))  # noqa: S704 - no sign is added but a space


def day_whole(said: Markup) -> Markup:
    """Words that end with a day and an hour, which a line does not part."""
    before, tag, rest = said.partition("<time")
    return Markup(before) + whole(f"{tag}{rest}")  # noqa: S704 - the words are markup already
