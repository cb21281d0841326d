from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.document.bullets import Bullet, Mark
from pipeline.reading.project import Project
from pipeline.writers import bullets, pictures

BAR = Bullet(66.0, "2", "3", "4", ("1.8", "3.1"), "1.8", "below")


class Record:
    """A pen that keeps what is drawn."""

    def __init__(self) -> None:
        self.signs: list[tuple[float, str, bool]] = []
        self.areas: list[tuple[float, float]] = []
        self.lines: list[tuple[float, float]] = []

    def line(self, xs: tuple[float, float], ys: tuple[float, float], colour: str, *look: object) -> None:
        if colour == "hairline":
            self.lines.append(xs)

    def sign(self, at: tuple[float, float], marker: str, colour: str, size: float, *, hollow: bool = False) -> None:
        self.signs.append((at[0], marker, hollow))

    def area(self, xs: tuple[float, float], ys: tuple[float, float], colour: str) -> None:
        self.areas.append(xs)


def drawn(bar: Bullet) -> Any:
    record: Any = Record()
    bullets.draw(record, bar)
    return record


@pytest.mark.parametrize(
    ("mark", "sign"),
    [("inside", ("o", False)), ("better", ("o", True)), ("above", ("^", True)), ("below", ("v", True))],
)
def test_a_triangle_is_worse_than_agreed_and_nothing_else(mark: Mark, sign: tuple[str, bool]) -> None:
    [(_, *found)] = drawn(replace(BAR, mark=mark)).signs
    assert tuple(found) == sign


def test_a_result_below_the_range_stands_left_of_its_area() -> None:
    record = drawn(BAR)
    assert record.signs[0][0] < record.areas[0][0]


def test_whatever_a_metric_may_lack_is_drawn(project: Project) -> None:
    bar = Bullet(66.0, "2", "", "3")
    assert pictures.png(bar.reference, project.theme, "#0B5D51", dpi=72).content
    assert pictures.size(bar.reference) == (66.0, bullets.height(bar))
    assert drawn(bar).signs == []


def test_a_scale_may_begin_near_its_values() -> None:
    record = drawn(replace(BAR, start="1"))
    (left, right), (low, _) = record.lines[0], record.areas[0]
    assert round((low - left) / (right - left), 4) == round(1 / 3, 4)


def test_a_plan_is_a_diamond_and_each_day_with_a_post_a_dot() -> None:
    planned = drawn(replace(BAR, plan="2.5"))
    assert [marker for _, marker, _ in planned.signs] == ["D", "v"]
    assert planned.areas[0][0] < planned.signs[0][0] < planned.areas[0][1]
    days = drawn(Bullet(66.0, "1", "4", "10", dots=("1.5", "3.5")))
    assert [(marker, hollow) for _, marker, hollow in days.signs] == [("o", False), ("o", False)]
    assert all(days.areas[0][0] < x < days.areas[0][1] for x, _, _ in days.signs)
