"""Is a change only one of words? Then what was approved before stands, and the notice of the version lists it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from pipeline.model.agreements import Editorial
from pipeline.model.language import Language

LOCKED = frozenset({"objective", "ask", "messages", "terms", "disclosure", "rights"})
"""Fields whose words are what was agreed: each change of them is material."""
_BINDING = re.compile(r"\S*(?:\d|://|[@#`])\S*")
"""Numbers, dates, codes, links, handles: a word that holds one of these signs."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def is_locked(field: str) -> bool:
    """Whether the words of a field, as a person names it, may not change without those who approved them."""
    return not LOCKED.isdisjoint(field.split("."))


def same_meaning(language: Language, was: str, now: str) -> bool:
    """Whether two texts have the same numbers, codes and links, and the same words that deny, demand or allow.

    Where nobody said which words do so in the language, no two texts are the same.
    """
    return bool(language.binding) and _facts(language, was) == _facts(language, now)


def confirmed(entries: Collection[Editorial], path: str, field: str, now: str) -> bool:
    """Whether somebody else said that what a field says now means the same."""
    return any((entry.file, entry.field, entry.now) == (path, field, now) for entry in entries)


def _facts(language: Language, text: str) -> Counter[str]:
    """What binds in a text, each with how often it stands there."""
    binding = {word.casefold() for word in language.binding}
    words = (word.casefold() for word in _WORD.findall(text))
    numbers = (found.strip('.,;:!?()«»“”"') for found in _BINDING.findall(text))
    return Counter([*numbers, *(word for word in words if word in binding)])
