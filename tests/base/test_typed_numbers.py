from __future__ import annotations

import pytest

from pipeline.base.typed_numbers import readings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6.400", ["6400", "6.4"]),
        ("6,400", ["6400", "6.4"]),
        ("6,401", ["6401", "6.401"]),
        ("-6.400", ["-6400", "-6.4"]),
        ("6 400", ["6400"]),
        ("6\u00a0400", ["6400"]),
        ("6'400", ["6400"]),
        ("100_000", ["100000"]),
        ("1.234.567", ["1234567"]),
        ("1,234.50", ["1234.5"]),
        ("1 234,50", ["1234.5"]),
        ("100,5", ["100.5"]),
        ("0,5", ["0.5"]),
        ("0.400", ["0.4"]),
        ("1234.567", ["1234.567"]),
    ],
)
def test_a_figure_is_every_number_that_it_can_stand_for(text: str, expected: list[str]) -> None:
    assert [str(number) for number in readings(text)] == expected


@pytest.mark.parametrize("text", ["", "6", "6400 RUB", "6,40,0", "6 40", "1,234,5", "01 000", "1.2.3", "9" * 31])
def test_other_texts_stand_for_no_number(text: str) -> None:
    assert readings(text) == ()
