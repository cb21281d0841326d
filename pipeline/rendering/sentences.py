"""A text → its sentences as templates lay them out: a phrase as one of its own, the cases of a rule in rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from pipeline.model.localized import Translated
from pipeline.rendering import inlines

_ENDED = re.compile(r"(?<=[.!?])\s+")
"""Where a sentence may end: another begins with a capital letter."""

_ABBREVIATED = 5
"""How many characters an abbreviation has at most, with its point."""

_DAY = re.compile(r"(?<![\w.,])\d\d?\.$")
"""A day with the point that some languages write behind it, before its month: no sentence ends there."""

ENDS = (".", "!", "?", "…")
"""What a sentence ends with."""
_BEFORE_WORDS = re.compile(r"[^\w]*")


def filters(said: Callable[[Translated], str]) -> dict[str, Callable[..., Any]]:
    """The filters by which a template lays out sentences; `said` gives a text's words."""

    def sentence(text: Translated) -> Markup:
        return inlines.words(as_sentence(said(text)))

    def told_cases(text: Translated) -> tuple[tuple[Markup, ...], ...]:
        return tuple(tuple(map(inlines.words, each)) for each in cases(said(text)))

    def matter(text: Translated) -> Markup:
        # "Within a week: the numbers." has a rule in it, beside whose day the rule is a second answer.
        first, *others = of(" ".join(said(text).split()))
        return inlines.words(" ".join([as_sentence(first.partition(": ")[2] or first), *others]))

    def cases_compared(texts: Sequence[Translated]) -> tuple[tuple[Markup, tuple[Markup, ...]], ...]:
        each = [told_cases(text) for text in texts]
        if len({tuple(case for case, *_ in told) for told in each}) != 1:
            return ()
        return tuple((rows[0][0], tuple(then for _, then, _ in rows)) for rows in zip(*each, strict=True))

    return {
        "sentence": sentence,
        "cases": told_cases,
        "cases_compared": cases_compared,
        "matter": matter,
        "unnamed": unnamed,
        "saying": saying,
    }


def cases(text: str) -> list[tuple[str, str, str]]:
    """Each sentence as what may be the case, before its first colon, and what is done then, as a sentence and as it is.

    None unless all sentences are so.
    """
    found = [sentence.partition(": ") for sentence in of(" ".join(text.split()))]
    if len(found) < 2 or not all(case and then for case, _, then in found):
        return []
    return [(case, as_sentence(then), then) for case, _, then in found]


def unnamed(case: Markup, name: str) -> Markup:
    """A case without the name that it begins with, where what is told before it has that name."""
    left = case.removeprefix(name).lstrip()
    return left[:1].upper() + left[1:]


def saying(case: Markup, words: str, figures: str) -> Markup:
    """A case with figures in the place of words that stand for them, where it has none of its own."""
    begin, found, end = case.lower().partition(words.lower())
    if not found or any(map(str.isdigit, case)):
        return case
    said = case[: len(begin)] + Markup("{}").format(figures) + case[len(case) - len(end) :]
    return said[:1].upper() + said[1:]


def as_sentence(text: str) -> str:
    """A phrase with the capital and the point of a sentence. A name such as eBay keeps its letters."""
    start = _BEFORE_WORDS.match(text)
    at = start.end() if start else 0
    word = text[at:].split(maxsplit=1)[:1]
    if word and word[0] == word[0].lower():
        text = text[:at] + text[at : at + 1].upper() + text[at + 1 :]
    return text if not text or text.rstrip('*_”»"').endswith(ENDS) else f"{text}."


def of(text: str) -> list[str]:
    """The sentences of a text."""
    found: list[str] = []
    for part in _ENDED.split(text):
        # A number may begin a sentence, but rarely behind an abbreviation.
        if found and (
            _DAY.search(found[-1])
            or not (part[:1].isupper() or (part[:1].isdigit() and len(found[-1].split()[-1]) > _ABBREVIATED))
        ):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found
