from __future__ import annotations

from typing import Any

import pytest

from pipeline.exchange.places import in_order, put
from pipeline.reading.yaml_values import Place


@pytest.mark.parametrize(
    ("data", "place", "value", "after"),
    [
        ({}, ("a", "b"), 1, {"a": {"b": 1}}),
        ({"a": {"b": 1, "c": 2}}, ("a", "b"), None, {"a": {"c": 2}}),
        ({"a": {"b": 1}}, ("a", "b"), None, {}),
        ({}, ("a", "b"), None, {}),
        ({"a": [{"b": 1}]}, ("a", 0, "b"), 2, {"a": [{"b": 2}]}),
        ({"a": 1}, ("a",), None, {}),
    ],
)
def test_a_value_is_put_at_its_place(data: Any, place: Place, value: Any, after: Any) -> None:
    put(data, place, value)
    assert data == after


def test_fields_stand_in_the_order_of_their_names() -> None:
    assert list(in_order({"x": 1, "b": 2, "a": 3}, ["a", "b"])) == ["a", "b", "x"]
