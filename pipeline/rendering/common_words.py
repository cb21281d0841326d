"""A text of each market → what all of them say, once, and what only some say: what templates of terms ask for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Any

from markupsafe import Markup

from pipeline.model.localized import Translated
from pipeline.rendering import inlines

_MARKED = re.compile(r"[*_\[\]<>`\\]")
"""What may be markup, which is not cut."""

_ENDED = re.compile(r"(?<=[.!?])\s+")
"""Where a sentence may end: another begins with a capital letter."""

_PLACES, _WORDS, _ALIKE = 3, 3, 0.6
"""In how many places two sentences may differ, by how many words in each, and how many of their words are the same."""

_SIGNS = ",;:."

_SENTENCE = 4
"""How many words a sentence has at least that is said apart from those beside it: "Not included" is not."""

_ABBREVIATED = 5
"""How many characters an abbreviation has at most, with its point."""

_SHORT = 20
"""How many characters that stand beside each other may stay on one line."""


def filters(said: Callable[[Translated], str]) -> dict[str, Callable[..., Any]]:
    """The filter by which a template says once what several texts say; `said` gives a text's words."""

    def apart(texts: Sequence[Translated]) -> tuple[Markup, tuple[Markup, ...]]:
        common, own = told_apart([" ".join(said(text).split()) for text in texts])
        return common, tuple(map(inlines.words, own))

    return {"apart": apart}


def told_apart(texts: Sequence[str]) -> tuple[Markup, tuple[str, ...]]:
    """What all texts say, with the words that differ in bold beside each other, and what is left of each."""
    if len(texts) == 1 or (len(set(texts)) > 1 and any(map(_MARKED.search, texts))):
        return Markup(), tuple(texts)
    if len(set(texts)) == 1:
        return inlines.words(texts[0]), ("",) * len(texts)
    first, *others = [_sentences(text) for text in texts]
    common: list[Markup] = []
    for sentence in tuple(first):
        if len(sentence.split()) < _SENTENCE:
            continue
        group = [sentence, *(_nearest(sentence, other) for other in others)]
        merged = _merged([each.split() for each in group])
        if merged is not None:
            common.append(merged)
            for each, sentences in zip(group, (first, *others), strict=True):
                sentences.remove(each)
    return Markup(" ").join(common), tuple(" ".join(sentences) for sentences in (first, *others))


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    for part in _ENDED.split(text):
        # A number may begin a sentence, but rarely behind an abbreviation.
        if found and not (part[:1].isupper() or (part[:1].isdigit() and len(found[-1].split()[-1]) > _ABBREVIATED)):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found


def _nearest(sentence: str, others: Sequence[str]) -> str:
    """The sentence that shares most words with another; an empty one where there is none."""
    words = sentence.split()
    return max(others, key=lambda other: len(_pairs(words, other.split())), default="")


def _pairs(words: Sequence[str], others: Sequence[str]) -> dict[int, int]:
    """The places of words that stand in the same order in both."""
    blocks = SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}


def _merged(group: Sequence[Sequence[str]]) -> Markup | None:
    """Sentences as one; None where they differ in more than a few words."""
    found = [_pairs(group[0], words) for words in group]
    shared = [place for place in range(len(group[0])) if all(place in pairs for pairs in found)]
    if len(shared) < _ALIKE * max(map(len, group)):
        return None
    ends = [[-1, *(pairs[place] for place in shared), len(words)] for pairs, words in zip(found, group, strict=True)]
    gaps = [
        [words[own[at] + 1 : own[at + 1]] for words, own in zip(group, ends, strict=True)]
        for at in range(len(shared) + 1)
    ]
    differing = [gap for gap in gaps if any(gap)]
    if len(differing) > _PLACES or max((len(words) for gap in differing for words in gap), default=0) > _WORDS:
        return None
    parts: list[Markup] = []
    for gap, place in zip(gaps, [*shared, None], strict=True):
        if any(gap):
            parts.append(_beside(gap, parts))
        if place is not None:
            parts.append(Markup("{}").format(group[0][place]))
    return Markup(" ").join(parts)


def _beside(gap: Sequence[Sequence[str]], before: list[Markup]) -> Markup:
    """Words that differ, beside each other; where a market says none, the word before them tells what they are to."""
    shown = [" ".join(words) for words in gap]
    if not all(shown) and before:
        word = before.pop()
        shown = [f"{word} {each}".strip() for each in shown]
    end = shown[0][-1:] if shown[0][-1:] in _SIGNS and len({each[-1:] for each in shown}) == 1 else ""
    beside = "\u00a0/ ".join(each.rstrip(_SIGNS) or "—" for each in shown)
    if len(beside) <= _SHORT:
        beside = beside.replace(" ", "\u00a0")
    return Markup("<strong>{}</strong>{}").format(beside, end)
