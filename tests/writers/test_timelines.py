from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from lxml import etree
from PIL import Image

from pipeline.document.timelines import Band, Bar, Lane, Seam, Timeline
from pipeline.reading.project import Project
from pipeline.writers import pictures, timelines

ACCENT = "#0B5D51"
LINE = Timeline(
    width=496.0,
    first="2027-02-11",
    days=30,
    months=((0, "February 2027"), (18, "March 2027")),
    fixed=26,
    fixed_label="March 9",
    bands=(Band("RU", (2, 3), (5,), (9,)),),
    seams=(Seam(28, "8 hours → 7 hours"),),
    lanes=(Lane("Ada", (Bar("Draft", 12, 14, 16, "2 days", critical=True), Bar("Post", 26, 26, 26, ""))),),
)


class Record:
    """A canvas that keeps what is drawn."""

    def __init__(self) -> None:
        self.said: list[tuple[str, float, float]] = []
        self.boxes: list[Any] = []
        self.lines: list[Any] = []
        self.axes = self
        self.colours = dict.fromkeys(("accent", "ink", "muted", "white", "hairline"), "#000000")

    def words(self, at: tuple[float, float], text: str, colour: str, **look: object) -> None:
        self.said.append((text, *at))

    def plot(self, xs: Any, ys: Any, **look: object) -> None:
        self.lines.append((tuple(xs), tuple(ys)))

    def add_patch(self, box: Any) -> None:
        self.boxes.append(box)


def drawn(line: Timeline) -> Record:
    record = Record()
    timelines.draw(record, line)
    return record


def test_it_is_as_high_as_its_rows() -> None:
    more = replace(LINE, lanes=(*LINE.lanes, Lane("Bob", (Bar("Notes", 20, 21, 21, ""),))))
    assert timelines.height(more) - timelines.height(LINE) == 29


def test_everything_stands_inside(project: Project) -> None:
    high = timelines.height(LINE)
    record = drawn(LINE)
    assert all(0 <= x <= LINE.width and 0 <= y <= high for _, x, y in record.said)
    assert all(box.get_x() >= 0 and box.get_x() + box.get_width() <= LINE.width for box in record.boxes)
    picture = pictures.png(LINE.reference, project.theme, ACCENT)
    assert (picture.width, picture.height) == (496.0, high)
    assert Image.open(io.BytesIO(picture.content)).size[0] == int(496 / 72 * 300)


def test_a_picture_of_vectors_repeats(project: Project) -> None:
    first, second = (pictures.svg(LINE.reference, project.theme, ACCENT) for _ in range(2))
    assert first == second
    assert etree.fromstring(first).tag.endswith("svg")


def test_all_words_are_said_once() -> None:
    said = [text for text, _, _ in drawn(LINE).said]
    assert {"RU", "Ada", "Draft", "Post", "2 days", "March 9", "8 hours → 7 hours", "February 2027", "+"} <= set(said)
    assert said.count("Draft") == 1


def test_days_to_spare_are_a_hollow_tail_behind_the_work() -> None:
    tail, work, frame = [box for box in drawn(LINE).boxes if box.get_height() == 8.0][:3]
    assert work.get_x() < tail.get_x()
    assert frame.get_width() > work.get_width() + tail.get_width()


def test_days_are_narrower_where_there_are_many() -> None:
    long = replace(LINE, days=90, months=((0, "February 2027"), (18, "March 2027"), (49, "April 2027")))
    assert all(x <= LINE.width for _, x, _ in drawn(long).said)
