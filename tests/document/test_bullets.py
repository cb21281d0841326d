from __future__ import annotations

import pytest

from pipeline.document.bullets import Bullet, bullet

OPEN = Bullet(66.0, "1.5", "", "3.2", ("1.4", "2.2"), "2.2", "better")


def test_a_reference_holds_all_of_a_bar() -> None:
    assert bullet(OPEN.reference) == OPEN


@pytest.mark.parametrize(
    "reference",
    ["bullet:", "bullet:[]", OPEN.reference.replace('"low":"1.5"', '"low":"x"'), OPEN.reference.replace("66", "6")],
)
def test_a_reference_without_a_bar_is_refused(reference: str) -> None:
    with pytest.raises(ValueError):
        bullet(reference)
