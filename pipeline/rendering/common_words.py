"""A text of each market → what all of them say, once, and what only some say: what templates of terms ask for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby, takewhile
from typing import Any

from markupsafe import Markup

from pipeline.model.localized import Translated
from pipeline.rendering import inlines, sentences

_MARKED = re.compile(r"[*_\[\]<>`\\]")
"""What may be markup, which is not cut."""

_FIGURE = re.compile(
    r"(?<![\w§№#&.,/-])(?<![§№].)\d[\d.,\u00a0\u202f]*(?<![.,\u00a0\u202f])[\u00a0 ]?(?:%|[^\W\d_]{2,})"
)
"""A number with its unit, and none that is a part of a name."""

_SENTENCE = 4
"""How many words a sentence has at least that is said apart from those beside it: "Not included" is not."""


_CUT = re.compile(r"(?<!\*)\*(?!\*)|\*{3,}|[_\[\]<>`\\]")
"""Markup that is not cut: all but bold words."""

_BOLD_FIRST = re.compile(r"\*\*([^*]+)\*\* (.+)")
"""A text that begins with bold words."""

_PAIRS = ("(", ")"), ("“", "”"), ("«", "»")

_STOPS = ",;:."

_SHORT = 4
"""How many letters a word has at most with which words that all texts have in common do not end."""

_BEGUN = 22
"""How many characters texts have in common at least, so that these are said once."""


def filters(said: Callable[[Translated], str]) -> dict[str, Callable[..., Any]]:
    """How a template says once what several texts say, and parts a text; `said` gives a text's words."""

    def apart(texts: Sequence[Translated]) -> tuple[Markup, tuple[Markup, ...]]:
        common, own = told_apart([" ".join(said(text).split()) for text in texts])
        return common, tuple(_led(inlines.words(each)) if len(texts) > 1 else inlines.words(each) for each in own)

    def apart_in_sentences(text: Translated) -> tuple[Markup, ...]:
        words = " ".join(said(text).split())
        return tuple(map(inlines.words, (words,) if _MARKED.search(words) else sentences.of(words)))

    def varied(texts: Sequence[Translated]) -> tuple[Markup, tuple[Markup, ...]]:
        common, own = told_varied([" ".join(said(text).split()) for text in texts])
        return inlines.words(common), tuple(_led(inlines.words(each)) for each in own)

    def common(texts: Sequence[Translated]) -> tuple[Markup, tuple[Markup, ...]]:
        same, own = told_common([" ".join(said(text).split()) for text in texts])
        plain = len(texts) > 1 and not any("**" in each for each in own)
        return same, tuple(_led(inlines.words(each)) if plain else inlines.words(each) for each in own)

    def facts(texts: Sequence[Translated]) -> tuple[Markup, tuple[tuple[Markup, Markup], ...]]:
        same, own = told_facts([" ".join(said(text).split()) for text in texts])
        return inlines.words(same), tuple((inlines.words(first), inlines.words(rest)) for first, rest in own)

    return {
        "apart": apart,
        "facts": facts,
        "common": common,
        "varied": varied,
        "sentences": apart_in_sentences,
        **sentences.filters(said),
    }


def _led(text: Markup) -> Markup:
    """A market's own words with their figures in bold: what differs is found at a glance."""
    return Markup(_FIGURE.sub(r"<strong>\g<0></strong>", str(text)))  # noqa: S704 - a part of what is markup


def told_apart(texts: Sequence[str]) -> tuple[Markup, tuple[str, ...]]:
    """The sentences that all texts hold, and what is left of each text."""
    if len(texts) == 1 or (len(set(texts)) > 1 and any(map(_MARKED.search, texts))):
        return Markup(), tuple(texts)
    if len(set(texts)) == 1:
        return inlines.words(texts[0]), ("",) * len(texts)
    own = [sentences.of(text) for text in texts]
    common = [
        sentence for sentence in own[0] if len(sentence.split()) >= _SENTENCE and all(sentence in each for each in own)
    ]
    left = (" ".join(sentence for sentence in each if sentence not in common) for each in own)
    return Markup(" ").join(Markup("{}").format(sentence) for sentence in common), tuple(left)


def told_facts(texts: Sequence[str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The sentences that all texts hold, bold words and all, and of each the bold words it begins with and the rest."""
    own = [sentences.of(text) for text in texts]
    common = [
        sentence
        for sentence in own[0]
        if len(texts) > 1
        and len(sentence.split()) >= _SENTENCE
        and not sentence.count("**") % 2
        and all(sentence in each for each in own)
    ]
    left = [" ".join(sentence for sentence in each if sentence not in common) for each in own]
    begun = [_BOLD_FIRST.fullmatch(each) for each in left]
    return " ".join(common), tuple(
        (found[1], found[2]) if found else ("", each) for found, each in zip(begun, left, strict=True)
    )


def told_led(texts: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The words with which all texts begin, and how each goes on; none where they have little in common.

    What begins does not end in short words such as "from" and "for": these stand before what they belong to.
    """
    columns = zip(*(text.split(" ") for text in texts), strict=False)
    begun = [words[0] for words in takewhile(lambda words: len(set(words)) == 1, columns)]
    while begun and not _may_end(begun):
        begun.pop()
    lead = " ".join(begun)
    own = tuple(text[len(lead) :].strip(" —") for text in texts)
    if len(lead) < _BEGUN or len(texts) < 2 or any(map(_CUT.search, texts)) or not all(own):
        return "", tuple(texts)
    return lead, own


def told_common(texts: Sequence[str]) -> tuple[Markup, tuple[str, ...]]:
    """What all texts hold, as sentences, and what each holds besides, as sentences of its own.

    What all begin with is told apart only where a colon or a dash ends it: else neither part would stand alone.
    """
    same, own = told_apart(texts)
    begun, rest = told_led(own)
    if not begun or not (begun.endswith(":") or all(text[len(begun) :].startswith(" —") for text in own)):
        return same, own
    lead = inlines.words(sentences.as_sentence(begun.rstrip(_STOPS)))
    return Markup(" ").join(part for part in (same, lead) if part), tuple(map(sentences.as_sentence, rest))


def _may_end(begun: Sequence[str]) -> bool:
    """Whether words may be cut off here: nothing bold, in brackets or in quotation marks is torn, no clause begun."""
    said = " ".join(begun)
    whole = said.count("**") % 2 == 0 and all(said.count(one) == said.count(other) for one, other in _PAIRS)
    return whole and len(begun[-1].strip(_STOPS)) > _SHORT and not (len(begun) > 1 and begun[-2][-1:] in _STOPS)


def told_varied(texts: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The one wording of texts that differ in a few words, with gaps for these, and the words of each text.

    None where the texts are worded otherwise: then each has all of its own.
    """
    words = [text.split(" ") for text in texts]
    if len(set(map(len, words))) != 1 or len(texts) < 2 or any(map(_MARKED.search, texts)):
        return "", tuple(texts)
    columns = list(zip(*words, strict=True))
    differs = [len(set(column)) > 1 for column in columns]
    # A number takes the word for what it counts with it.
    counted = [place + 1 for place, own in enumerate(differs[:-1]) if own and all(map(str.isdigit, columns[place]))]
    for place in counted:
        differs[place] = True
    if not any(differs) or sum(differs) * 2 > len(differs):
        return ("", tuple(texts)) if any(differs) else (texts[0], ("",) * len(texts))
    common: list[str] = []
    gaps: list[list[str]] = []
    for own, places in groupby(range(len(columns)), key=differs.__getitem__):
        span = list(places)
        if own:
            common.append("…")
            gaps.append([" ".join(each[place] for place in span) for each in words])
        else:
            common += [words[0][place] for place in span]
    return " ".join(common), tuple(", ".join(dict.fromkeys(each)) for each in zip(*gaps, strict=True))
