"""What one finished file must say, and what of others it must not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.selfcheck.ledger import OwnedText

if TYPE_CHECKING:
    from pipeline.model.kind import FactKind, Withheld


@dataclass(frozen=True)
class Fact:
    """What a document must say; any one of its forms will do, each as `levelled` gives it."""

    kind: FactKind
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """What one document must say, and whose facts it may hold of the kinds that it withholds.

    `excused` are texts that the templates or the document's own authored words hold by chance.
    """

    language: str
    required: tuple[Fact, ...]
    withheld: frozenset[Withheld]
    owners: frozenset[str]
    excused: frozenset[str]

    def withholds(self, item: OwnedText) -> bool:
        """Whether what belongs to somebody else must not be in the document."""
        by_chance = item.kind in _BY_CHANCE or _is_a_word(item.text)
        return item.kind in self.withheld and not (by_chance and item.text in self.excused)


_BY_CHANCE = frozenset({"fee", "creator", "heading", "wording", "answer", "view", "result"})
"""What authored text may say as well, without anybody's secret being told: an amount, a name, words of an answer."""


def _is_a_word(text: str) -> bool:
    """Whether a code reads as a word or a name does: Glow, but neither GLOW nor Glow15."""
    return text.isalpha() and not text.isupper()
