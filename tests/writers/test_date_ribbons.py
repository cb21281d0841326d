from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from pipeline.document.date_ribbons import DATE_RIBBON, DateRibbon, RibbonRow, RibbonStep, date_ribbon
from pipeline.document.traversal import figures
from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer
from pipeline.writers import date_ribbons, pictures


class Record:
    """A pen that keeps what is drawn; each letter is four points wide."""

    def __init__(self) -> None:
        self.boxes: list[tuple[float, float]] = []
        self.signs: list[float] = []
        self.said: dict[str, tuple[float, float]] = {}
        self.lines: list[tuple[tuple[float, float], tuple[float, float]]] = []
        self.axis = 0.0

    def words(self, at: tuple[float, float], text: str, colour: str, **_: object) -> None:
        self.said[text] = at

    def width(self, text: str, *, bold: bool = False) -> float:
        return 4.0 * len(text)

    def line(self, xs: tuple[float, float], ys: tuple[float, float], colour: str, width: float) -> None:
        self.lines.append((xs, ys))

    def sign(self, at: tuple[float, float], marker: str, colour: str, size: float) -> None:
        self.signs.append(at[0])
        self.axis = at[1]

    def box(self, xs: tuple[float, float], ys: tuple[float, float], colour: str) -> None:
        self.boxes.append(xs)


def ribbon(*steps: tuple[int, str], end: int = 29) -> DateRibbon:
    row = RibbonRow("Russia", tuple(RibbonStep(day, label, f"{day:02}") for day, label in steps), 20, end, "March 9–19")
    return DateRibbon(width=404.0, days=60, months=((0, "March"), (31, "April")), rows=(row,))


def drawn(data: DateRibbon) -> Record:
    record: Any = Record()
    date_ribbons.draw(record, data)
    found: Record = record
    return found


def test_days_are_to_scale_from_the_axis_of_the_text_on() -> None:
    found = drawn(ribbon((0, "drafts"), (40, "report")))
    day = (404 - 101 - 4) / 60
    assert found.boxes == [(pytest.approx(101 + 20 * day), pytest.approx(101 + 30 * day))]
    assert found.signs == [pytest.approx(101 + 0.5 * day), pytest.approx(101 + 40.5 * day)]
    assert {"Russia", "March", "April", "drafts", "report", "00", "40"} <= set(found.said)


def test_a_label_that_has_no_room_beside_another_stands_on_a_line_above_it() -> None:
    found = drawn(ribbon((0, "drafts of everybody here"), (5, "finals")))
    day, (high, low) = (404 - 101 - 4) / 60, (found.said[text] for text in ("drafts of everybody here", "finals"))
    assert high[1] - low[1] >= 8
    # A line leads from its sign to it, past the other.
    [((left, right), ys)] = [(xs, ys) for xs, ys in found.lines if xs[0] == xs[1] and max(ys) < high[1]]
    assert left == right == pytest.approx(101 + 0.5 * day)
    assert min(ys) < low[1] < max(ys)
    assert left < low[0]
    assert {"00", "05"} <= set(found.said)


def labels(found: Record, data: DateRibbon) -> list[tuple[str, float, tuple[float, float]]]:
    """What stands beside the signs of a ribbon of one row: each label with its sign and its place."""
    [row] = data.rows
    return [(step.label, x, found.said[step.label]) for step, x in zip(row.steps, found.signs, strict=True)]


def check(found: Record, data: DateRibbon) -> None:
    """Every label stands above the line, on no other, and its sign is under no other; its number stands alone."""
    placed, axis = labels(found, data), found.axis
    for (text, x, (begin, y)), (other, away, (after, level)) in permutations(placed, 2):
        end = begin + 4 * len(text)
        assert y > axis + 9
        assert y != level or end + 5.9 < after or after + 4 * len(other) + 5.9 < begin, (text, other)
        if y == level:
            assert not begin - 3 < away < end + 3, (text, other)
        elif y < level:
            # What leads up to the other passes this one.
            assert not begin - 2 < away < end + 2, (text, other)
        assert begin - 8 < x < end + 8
    assert {step.date for row in data.rows for step in row.steps} <= set(found.said)


@pytest.mark.parametrize("days", [(10, 12, 14), (10, 13, 16), (29, 31, 33), (50, 54, 58), (0, 3, 6)])
def test_of_three_labels_that_crowd_each_other_none_is_below(days: tuple[int, ...]) -> None:
    data = ribbon(*zip(days, ("draft texts", "checks", "final texts"), strict=True))
    found = drawn(data)
    check(found, data)
    assert len({y for _, _, (_, y) in labels(found, data)}) == 2


@pytest.mark.parametrize("apart", range(4, 12))
@pytest.mark.parametrize("day", range(0, 50, 3))
def test_two_labels_stand_above_the_line_as_near_as_their_days_are(day: int, apart: int) -> None:
    data = ribbon((day, "drafts"), (day + apart, "finals"), end=49)
    found = drawn(data)
    check(found, data)
    assert len({y for _, _, (_, y) in labels(found, data)}) == 1


def test_labels_of_one_day_stand_above_each_other() -> None:
    data = ribbon((10, "drafts"), (10, "finals"))
    found = drawn(data)
    assert len({y for _, _, (_, y) in labels(found, data)}) == 2


def test_where_days_crowd_too_much_as_many_labels_stand_as_have_room() -> None:
    steps = [(10 + day, f"label {day}") for day in range(6)]
    said = drawn(ribbon(*steps)).said
    assert sum(label in said for _, label in steps) == 4


def test_a_label_beside_a_short_bar_keeps_off_the_days_above_it() -> None:
    data = ribbon((18, "long label"), end=21)
    found = drawn(data)
    (begin, y), (days, base) = found.said["long label"], found.said["March 9–19"]
    assert begin + 40 + 5.9 < days
    assert base - y < 3


@pytest.mark.parametrize("name", ["spring-glow", "summer-shade", "first-frost"])
def test_every_label_of_the_samples_stands_over_its_sign(project: Project, name: str) -> None:
    found = 0
    for target in targets.targets(project, f"{name}.master.*.pdf", review=True):
        for figure in figures(Composer(project).compose(target).blocks):
            if figure.picture.startswith(DATE_RIBBON):
                data = date_ribbon(figure.picture)
                for row in data.rows:
                    found += 1
                    check(drawn(replace(data, rows=(row,))), replace(data, rows=(row,)))
    assert found >= 3


def test_a_label_gives_way_to_the_next_by_standing_before_its_sign() -> None:
    found = drawn(ribbon((10, "drafts"), (13, "finals")))
    day = (404 - 101 - 4) / 60
    assert found.said["drafts"][0] < 101 + 10.5 * day - 4 * len("drafts") / 2
    assert found.said["drafts"][0] + 4 * len("drafts") < found.said["finals"][0]


def test_a_label_gives_way_over_a_line_between_months_only_if_it_must() -> None:
    day, line = (404 - 101 - 4) / 60, 101 + 31 * (404 - 101 - 4) / 60
    near, far = (drawn(ribbon((31, "drafts"), (last, "finals"), end=22)).said for last in (36, 38))
    assert near["drafts"][0] < line < far["drafts"][0]
    assert near["drafts"][0] + 24 > 101 + 31.5 * day
    assert near["finals"][0] < 101 + 36.5 * day < near["finals"][0] + 24
    assert near["drafts"][1] == near["finals"][1] == far["finals"][1]


def test_days_that_have_no_room_on_their_bar_stand_above_it() -> None:
    wide, narrow = drawn(ribbon()), drawn(ribbon(end=21))
    assert narrow.said["March 9–19"][1] > wide.said["March 9–19"][1] + 6.75


@pytest.mark.parametrize(("day", "begins"), [(29, False), (32, True)])
def test_a_label_crosses_no_line_between_months(day: int, *, begins: bool) -> None:
    found = drawn(ribbon((day, "drafts"), end=49))
    line = 101 + 31 * (404 - 101 - 4) / 60
    begin = found.said["drafts"][0]
    assert (begin > line) == begins
    assert begin > line or begin + 4 * len("drafts") < line


def test_a_step_among_the_posts_stands_on_no_word() -> None:
    found = drawn(ribbon((26, "report"), end=49))
    [sign], (begin, end) = found.signs, found.boxes[0]
    assert begin < sign < end
    assert found.said["March 9–19"][0] - 20 > sign


def test_a_ribbon_is_drawn_for_both_formats(project: Project) -> None:
    reference = ribbon((0, "drafts")).reference
    assert pictures.svg(reference, project.theme, "#005F56").startswith(b"<?xml")
    raster = pictures.png(reference, project.theme, "#005F56")
    assert (raster.width, raster.height) == (404, date_ribbons.height(ribbon()))
