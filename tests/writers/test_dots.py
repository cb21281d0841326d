from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from pipeline.document.dots import Array, Dots
from pipeline.reading.project import Project
from pipeline.writers import dots, pictures

OF = 100


class Record:
    """A pen that keeps what is drawn."""

    def __init__(self) -> None:
        self.signs: list[tuple[float, float, str]] = []
        self.parts: list[float] = []

    def squares(self, places: Sequence[tuple[float, float]], colour: str, size: float, *, edge: float = 0.0) -> None:
        self.signs += [(*at, "ring" if edge else colour) for at in places]

    def area(self, xs: tuple[float, float], ys: tuple[float, float], colour: str) -> None:
        self.parts.append(round((xs[1] - xs[0]) / (ys[1] - ys[0]), 6))


def drawn(low: float, high: float) -> Record:
    record: Any = Record()
    dots.draw(record, Dots((Array(low, high),), 496.0))
    found: Record = record
    return found


@pytest.mark.parametrize(
    ("low", "high", "full", "rings", "parts"),
    [
        (4, 6, 4, 2, []),
        (2.5, 3, 2, 0, [1, 1, 0.5]),
        (0, 0, 0, 0, []),
        (100, 100, 100, 0, []),
        (25, 35, 25, 10, []),
        (1, 1, 1, 0, []),
    ],
)
def test_squares_are_full_up_to_the_lower_end_and_hollow_up_to_the_upper_one(
    low: float, high: float, full: int, rings: int, parts: list[float]
) -> None:
    record = drawn(low, high)
    looks = Counter(look for _, _, look in record.signs)
    assert (looks["accent"], looks["ring"], record.parts) == (full, rings, parts)
    assert looks["band"] == OF - full - rings - bool(parts)


def test_squares_stand_apart_on_the_page_and_begin_in_the_upper_row() -> None:
    places = [(x, y) for x, y, _ in drawn(0, 0).signs]
    assert len(set(places)) == OF
    assert max(x for x, _ in places) <= 496
    assert places[0][1] > places[-1][1]


def test_the_picture_is_as_wide_as_the_page_and_the_same_every_time(project: Project) -> None:
    array = Dots((Array(4.0, 6.0), Array(8.0, 12.0)), 496.0)
    assert pictures.size(array.reference) == (496.0, dots.height(array))
    first, second = (pictures.svg(array.reference, project.theme, "#0B5D51") for _ in range(2))
    assert first == second
    assert b"#0b5d51" in first


def test_arrays_stand_in_columns_of_their_own() -> None:
    record: Any = Record()
    data = Dots((Array(0, 0),) * 4, 496.0)
    dots.draw(record, data)
    for place in range(4):
        xs = [x for x, _, _ in record.signs[place * OF : (place + 1) * OF]]
        assert place * 124 < min(xs) < max(xs) < (place + 1) * 124
    assert all(0 < y < dots.height(data) for _, y, _ in record.signs)
