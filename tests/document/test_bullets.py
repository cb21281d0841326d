from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.document.bullets import Bullet, BulletRow, Bullets, bullets

BULLETS = Bullets(
    496.0,
    0.25,
    ("Russia", "US"),
    (BulletRow("CR", (Bullet("2", "3", "2–3%", "3.2"), Bullet("1.5", "", "from 1.5%", "3.2", ("1.4", "2.2"), "2.2"))),),
    ("Agreed", "Last"),
)


def test_a_reference_holds_all_bars() -> None:
    assert bullets(BULLETS.reference) == BULLETS


@pytest.mark.parametrize(
    "reference",
    [
        "bullets:",
        "bullets:[]",
        BULLETS.reference.replace('"low":"2"', '"low":"x"'),
        replace(BULLETS, rows=()).reference,
    ],
)
def test_a_reference_without_bars_is_refused(reference: str) -> None:
    with pytest.raises(ValueError):
        bullets(reference)


def test_a_row_has_a_bar_for_each_market() -> None:
    with pytest.raises(ValueError, match="more or fewer bars"):
        bullets(replace(BULLETS, markets=("Russia",)).reference)
