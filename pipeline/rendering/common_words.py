"""A text of each market → what all of them say, once, and what only some say: what templates of terms ask for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
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


def filters(said: Callable[[Translated], str]) -> dict[str, Callable[..., Any]]:
    """How a template says once what several texts say, and parts a text; `said` gives a text's words."""

    def apart(texts: Sequence[Translated]) -> tuple[Markup, tuple[Markup, ...]]:
        common, own = told_apart([" ".join(said(text).split()) for text in texts])
        return common, tuple(_led(inlines.words(each)) if len(texts) > 1 else inlines.words(each) for each in own)

    def apart_in_sentences(text: Translated) -> tuple[Markup, ...]:
        words = " ".join(said(text).split())
        return tuple(map(inlines.words, (words,) if _MARKED.search(words) else sentences.of(words)))

    return {"apart": apart, "sentences": apart_in_sentences, **sentences.filters(said)}


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
