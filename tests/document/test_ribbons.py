from __future__ import annotations

import pytest

from pipeline.document.ribbons import Ribbon, RibbonPart, ribbon


def test_a_ribbon_says_all_its_minutes_in_its_reference() -> None:
    data = Ribbon(496, (RibbonPart(2, ("Why",), told=False), RibbonPart(3, ("CPA", "R. Stone"), told=True)))
    assert ribbon(data.reference) == data


def test_a_part_without_minutes_is_refused() -> None:
    with pytest.raises(ValueError, match="greater than 0"):
        ribbon(Ribbon(496, (RibbonPart(0, (), told=False),)).reference)
