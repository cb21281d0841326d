from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.base import characters
from pipeline.reading import sources
from pipeline.reading.written import entry


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        ("anna-ivanova", "anna-ivanova"),
        ("RUB", "RUB"),
        ("2027-03-09", "2027-03-09"),
        ("Europe/Moscow", "Europe/Moscow"),
        ("12:00", '"12:00"'),
        ("014", '"014"'),
        ("no", '"no"'),
        ("null", '"null"'),
        ("@name", '"@name"'),
        ("", '""'),
        (Decimal("0.50"), "0.50"),
        (Decimal("1E+3"), "1000"),
        (True, "true"),
    ],
)
def test_a_value_is_written_as_a_person_types_it(value: Any, typed: str) -> None:
    assert entry("a", value, 0) == f"a: {typed}"


def test_fields_that_hold_others_stand_below_one_another() -> None:
    value = {"a": {"en": "x"}, "b": [{"c": 1}, {"d": {"e": [1, 2]}}], "f": [], "g": {"h": "long " * 30}}
    assert (
        entry("top", value, 0)
        == """top:
  a: {en: x}
  b:
    - {c: 1}
    - d:
        e: [1, 2]
  f: []
  g:
    h: "long long long long long long long long long long long long long long long long long long long long long long \
long long long long long long long long \""""
    )


texts = st.text(max_size=30).filter(lambda text: not list(characters.unwanted(text, "f")))
scalars = texts | st.integers(-(10**9), 10**9) | st.booleans() | st.decimals(-1000, 1000, places=2)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts.filter(bool), inner, max_size=3),
    max_leaves=8,
)


@given(values)
def test_whatever_is_written_reads_back(value: Any) -> None:
    text = entry("a", value, 0)
    assert sources.parse(text, "f").data == {"a": value}
