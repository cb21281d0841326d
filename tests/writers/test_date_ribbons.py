from __future__ import annotations

from typing import Any

import pytest

from pipeline.document.date_ribbons import DateRibbon, RibbonRow, RibbonStep
from pipeline.reading.project import Project
from pipeline.writers import date_ribbons, pictures


class Record:
    """A pen that keeps what is drawn; each letter is four points wide."""

    def __init__(self) -> None:
        self.boxes: list[tuple[float, float]] = []
        self.signs: list[float] = []
        self.said: dict[str, tuple[float, float]] = {}

    def words(self, at: tuple[float, float], text: str, colour: str, **_: object) -> None:
        self.said[text] = at

    def width(self, text: str, *, bold: bool = False) -> float:
        return 4.0 * len(text)

    def line(self, xs: object, ys: object, colour: str, width: float) -> None: ...

    def sign(self, at: tuple[float, float], marker: str, colour: str, size: float) -> None:
        self.signs.append(at[0])

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


def test_a_label_that_has_no_room_beside_another_goes_below_the_line() -> None:
    found = drawn(ribbon((0, "drafts of everybody here"), (5, "finals")))
    assert "05 finals" in found.said
    assert "finals" not in found.said
    assert found.said["05 finals"][1] < found.said["drafts of everybody here"][1]


def test_a_label_gives_way_to_the_next_by_standing_before_its_sign() -> None:
    found = drawn(ribbon((10, "drafts"), (13, "finals")))
    day = (404 - 101 - 4) / 60
    assert found.said["drafts"][0] < 101 + 10.5 * day - 4 * len("drafts") / 2
    assert found.said["drafts"][0] + 4 * len("drafts") < found.said["finals"][0]


def test_a_label_gives_way_over_no_line_between_months() -> None:
    found = drawn(ribbon((31, "drafts"), (36, "finals"), end=22))
    line = 101 + 31 * (404 - 101 - 4) / 60
    assert found.said["drafts"][0] > line
    assert "36 finals" in found.said


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
