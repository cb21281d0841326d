from __future__ import annotations

import pytest

from pipeline.base.versions import is_range, within


@pytest.mark.parametrize(
    ("version", "limits", "inside"),
    [
        ("0.1.0", ">=0.1,<2", True),
        ("0.1.0", "== 0.1", True),
        ("2.0.0", ">=0.1,<2", False),
        ("1.10", ">1.9", True),
        ("1.4.1", "<=1.4", False),
        ("1.4.1", "!=1.4", True),
    ],
)
def test_a_version_is_compared_by_its_numbers(version: str, limits: str, inside: bool) -> None:
    assert within(version, limits) is inside


@pytest.mark.parametrize(("text", "right"), [(">=0.1", True), (" >=0.1 , <2 ", True), ("1.4", False), ("", False), ("~=1", False), (">=0.1,", False)])  # fmt: skip
def test_a_range_is_made_of_comparisons(text: str, right: bool) -> None:
    assert is_range(text) is right
