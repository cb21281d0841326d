from __future__ import annotations

from pipeline.reading.places import value_at


def test_the_value_at_a_place_is_nothing_where_the_place_is_none() -> None:
    data = {"a": [{"b": 1}, 2], "c": None}
    places = [(), ("a", 0, "b"), ("a", 1, "b"), ("a", 2), ("a", "b"), ("c", "d"), ("x",)]
    assert [value_at(data, place) for place in places] == [data, 1, None, None, None, None, None]
