"""Texts that are the same in two languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations

from pipeline.base.codes import hidden
from pipeline.base.problems import N_, Problem
from pipeline.base.scripts import script
from pipeline.model.language import Language
from pipeline.reading.authored import Authored

_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{3,}(?![^\W_])")
_SENTENCE = 3
"""Words in small letters from which two languages of one alphabet hardly agree by chance."""


def untranslated(text: Authored, languages: Mapping[str, Language]) -> Iterator[Problem]:
    """A warning for a text that is the same in two languages: names are, sentences are not."""
    known = [language for language in languages if language in text.texts]
    for first, other in combinations(known, 2):
        words = text.texts[first]
        if words.split() == text.texts[other].split():
            alike = script(languages[first].cldr) == script(languages[other].cldr)
            if _small(words) >= (_SENTENCE if alike else 1):
                message, hint = N_("the same words as in {source}"), N_("translate them")
                yield text.problem(other, message, hint=hint, source=first)


def _small(text: str) -> int:
    """How many words of a text are in small letters; none where most are in capitals, as in a name of several words."""
    words = _WORD.findall(hidden(text))
    small = sum(word.islower() for word in words)
    return small if 2 * small > len(words[1:]) else 0
