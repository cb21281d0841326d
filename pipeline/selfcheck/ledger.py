"""Who owns which words: a text whose owner is another than its document's is told to the wrong reader."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model.kind import Withheld

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2060\u00ad\u200b", None),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("«»„“”‟", '"'),
        **dict.fromkeys("‘’‚", "'"),
        "ё": "е",
        "Ё": "Е",
    }
)

_LONG = 12
"""Characters from which a text is not found by chance, even with all blanks left out."""


@dataclass(frozen=True, slots=True)
class OwnedText:
    """What belongs to one partnership, creator or market, and the file and value in which it was written."""

    kind: Withheld
    owner: str
    text: str
    place: tuple[str, tuple[str | int, ...]] | None = field(default=None, compare=False)


class Ledger:
    """Everything that belongs to somebody, in one language; finding it costs the same whether few own or many."""

    def __init__(self, owned: Iterable[OwnedText]) -> None:
        self._of: dict[str, list[OwnedText]] = {}
        self._starts: dict[str, list[tuple[int, str]]] = {}
        for item in owned:
            word = re.search(r"\w+", item.text)
            if word is None:
                continue
            if item.text not in self._of:
                self._starts.setdefault(word[0], []).append((word.start(), item.text))
            self._of.setdefault(item.text, []).append(item)

    @property
    def has_words(self) -> bool:
        """Whether any of its texts may be a word of the language: it has no digit, and is no address."""
        return any(not re.search(r"[\d@/]", text) and " " not in text for text in self._of)

    def found(self, text: str) -> frozenset[str]:
        """Those of its texts that stand in a leveled text, as whole words and whole numbers."""
        return frozenset(
            known
            for word in re.finditer(r"\w+", text)
            for before, known in self._starts.get(word[0], ())
            if text.startswith(known, word.start() - before) and _alone(text, word.start() - before, known)
        )

    def foreign(self, text: str, owners: Collection[str]) -> list[OwnedText]:
        """What in a leveled text belongs to none of some owners, each text as often as it has kinds."""
        return [
            item
            for known in sorted(self.found(text))
            if not any(item.owner in owners for item in self._of[known])
            for item in {item.kind: item for item in reversed(self._of[known])}.values()
        ]


def levelled(text: str) -> str:
    """A text with what typesetting, line ends and readers of files change made equal."""
    text = unicodedata.normalize("NFC", text).translate(_SIGNS)
    text = re.sub(r"\s*([-/])\s*", r"\1", " ".join(text.split()))
    # A sign before its number stands where a word ended: no space of it is lost.
    return re.sub(r" (?=[%₽$€₸](?!\d))", "", text)


def stands(text: str, form: str) -> bool:
    """Whether a leveled text says a leveled form. A long one may have been broken anywhere."""
    at = text.find(form)
    while at >= 0:
        if _whole(text, at, form):
            return True
        at = text.find(form, at + 1)
    return len(form) >= _LONG and form.replace(" ", "") in text.replace(" ", "")


def _whole(text: str, at: int, form: str) -> bool:
    """Whether no letter or digit is joined to what stands at a place of a text."""
    end = at + len(form)
    joined = (at > 0 and text[at - 1].isalnum() and form[0].isalnum()) or (
        end < len(text) and text[end].isalnum() and form[-1].isalnum()
    )
    return not joined


def _alone(text: str, at: int, form: str) -> bool:
    """Whether what stands there is whole, and no part of a longer number, code or address."""
    before, after = text[max(0, at - 2) : at], text[at + len(form) : at + len(form) + 2]
    longer = (form[:1].isdigit() and _NUMBER_BEFORE.search(before)) or (form[-1:].isdigit() and _NUMBER.match(after))
    if " " not in form:
        longer = longer or _CODE_BEFORE.search(before) or _CODE.match(after)
    return _whole(text, at, form) and not longer


_NUMBER_BEFORE, _NUMBER = re.compile(r"\d[ .,]$"), re.compile(r"[ .,]\d")
_CODE_BEFORE, _CODE = re.compile(r"\w[-_/.]$"), re.compile(r"[-_/?#&=%.]\w")
