from __future__ import annotations

from pathlib import Path

import pytest
from samples import CAMPAIGN, Change, content, edit, load, wrong

from pipeline.checks import warnings

LAST = "        stays_up_until: 2027-09-30\n"
WINDOW = ('"IVAN10", window_days: 7', '"IVAN10", window_days: 14')


def second(*changes: Change) -> Change:
    """A second partnership beside the first, with a number, erids, a code and a link of its own."""
    text = content(CAMPAIGN)
    again = text[text.index("  ivan:\n") :].replace("  ivan:\n", "  olga:\n").replace('"001"', '"002"')
    again = again.replace("2Vtzq", "3Vtzq").replace("IVAN10", "OLGA10").replace("example/ivan", "example/olga")
    for old, new in changes:
        again = again.replace(old, new)
    return LAST, LAST + again


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("OLGA10", "OLGA10"), ""),
        (("OLGA10", "iVAN10"), '"iVAN10" is already the promo code of ivan'),
        (("example/olga", "example/ivan/"), '"https://northlight.example/ivan/" is already the link of ivan'),
        (("example/olga", "example/Ivan"), ""),
    ],
)
def test_a_code_is_the_same_in_any_letters_and_a_link_is_not(minimal: Path, change: Change, line: str) -> None:
    edit(minimal, CAMPAIGN, second(change))
    assert [
        item.partition(": partnerships.olga.tracking.")[2].partition(": ")[2].partition(" (")[0]
        for item in wrong(minimal)
    ] == ([line] if line else [])


def test_the_window_of_a_market_s_own_target_counts(minimal: Path) -> None:
    edit(minimal, CAMPAIGN, WINDOW)
    assert [item.message for item in warnings.warnings(load(minimal))] == [
        "orders count within {days} days here, within {other} in the campaign"
    ]
    own = "currency: USD, counted: {window_days: 14, difference: {en: two weeks, ru: две недели}}, why: {en: home"
    edit(minimal, CAMPAIGN, ("currency: USD, why: {en: home", own))
    assert warnings.warnings(load(minimal)) == []
