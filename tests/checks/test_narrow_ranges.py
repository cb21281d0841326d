"""A range that chance alone leaves is told before it is agreed, and not afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import edit

from pipeline.checks import load, narrow_ranges

NAME = "summer-shade"
WHY = """\
        narrow:
          en: "One creator, few orders: a miss alone decides nothing here."
          ru: "Один блогер, мало заказов: сам по себе промах здесь ничего не решает."
"""


def told(folder: Path) -> list[str]:
    return [item.told() for item in narrow_ranges.warnings(load.load(folder), NAME)]


def test_a_range_that_says_why_is_left_alone(copy: Path) -> None:
    assert told(copy) == []


def test_a_range_narrower_than_chance_is_told_with_its_chances(copy: Path) -> None:
    edit(copy, f"content/campaigns/{NAME}.yaml", (WHY, ""))
    [said] = told(copy)
    assert "10–13 is narrower than chance at 160 orders: exactly as planned, 31 of 100" in said


@pytest.mark.parametrize(("old", "new"), [("conversions: {value: 160}", "conversions: {value: 800}")])
def test_more_orders_leave_less_to_chance(copy: Path, old: str, new: str) -> None:
    path = f"content/campaigns/{NAME}.yaml"
    edit(
        copy,
        path,
        (WHY, ""),
        (old, new),
        ("cost: {value: 160000, currency: RUB}", "cost: {value: 730000, currency: RUB}"),
    )
    assert told(copy) == []
