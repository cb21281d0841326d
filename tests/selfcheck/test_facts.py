from __future__ import annotations

import pytest

from pipeline.selfcheck.facts import Facts
from pipeline.selfcheck.ledger import OwnedText

WITHHELD = Facts("en", (), frozenset({"fee", "code"}), frozenset(), frozenset({"$900", "GLOW"}))


@pytest.mark.parametrize(
    ("item", "withheld"),
    [
        (OwnedText("fee", "a", "$800"), True),
        (OwnedText("fee", "a", "$900"), False),
        (OwnedText("code", "a", "GLOW"), True),
        (OwnedText("creator", "a", "Anna"), False),
    ],
)
def test_what_is_withheld_is_excused_where_it_may_stand_there_by_chance(item: OwnedText, withheld: bool) -> None:
    assert WITHHELD.withholds(item) is withheld
