from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipeline.document.bullets import Bullet, BulletRow, Bullets
from pipeline.reading.project import Project
from pipeline.writers import bullets, pictures

MISSED = Bullet("2", "3", "2–3%", "4", ("1.8", "3.1"), "1.8", "1.8%", "below")
INSIDE = Bullet("1.5", "2.5", "1.5–2.5%", "4", ("1.4", "2.2"), "2.2", "2.2%")
ABOVE = replace(INSIDE, last="3.5", last_printed="3.5%", place="above")
CHART = Bullets(
    496.0, 0.25, ("Russia", "US"), (BulletRow("CR", (MISSED, INSIDE)), BulletRow("CTR", (INSIDE, ABOVE))), ("is", "was")
)


class Record:
    """A pen that keeps what is drawn."""

    def __init__(self) -> None:
        self.said: list[tuple[str, float, bool]] = []
        self.signs: list[tuple[float, float, str, bool]] = []
        self.areas: list[tuple[float, float]] = []
        self.lines: list[tuple[float, float]] = []

    def words(self, at: tuple[float, float], text: str, colour: str, *, bold: bool = False, **look: object) -> None:
        self.said.append((text, at[0], bold))

    def width(self, text: str, **look: object) -> float:
        return 5.0 * len(text)

    def line(self, xs: tuple[float, float], ys: tuple[float, float], colour: str, *look: object) -> None:
        if colour == "hairline":
            self.lines.append(xs)

    def sign(self, at: tuple[float, float], marker: str, colour: str, size: float, *, hollow: bool = False) -> None:
        self.signs.append((*at, marker, hollow))

    def area(self, xs: tuple[float, float], ys: tuple[float, float], colour: str) -> None:
        self.areas.append(xs)


def drawn(chart: Bullets) -> Any:
    record: Any = Record()
    bullets.draw(record, chart)
    return record


def test_a_sign_tells_where_the_last_result_lies() -> None:
    record = drawn(CHART)
    assert sorted((marker, hollow) for *_, marker, hollow in record.signs) == [
        ("^", True),
        ("o", False),
        ("o", False),
        ("v", True),
    ]
    # Below the range it stands left of its area, inside it on it.
    x, *_ = next(sign for sign in record.signs if sign[2] == "v")
    assert x < record.areas[0][0]


def test_what_lies_outside_is_bold_and_amounts_end_on_one_line() -> None:
    lasts = [(text, x, bold) for text, x, bold in drawn(CHART).said if text in ("1.8%", "2.2%", "3.5%")]
    assert {text for text, _, bold in lasts if bold} == {"1.8%", "3.5%"}
    assert max(x for _, x, _ in lasts) == 493


def test_markets_begin_where_the_columns_of_the_table_do() -> None:
    said = {text: x for text, x, _ in drawn(CHART).said}
    assert (said["Russia"], said["US"]) == (124, 310)


def test_whatever_a_metric_may_lack_is_drawn(project: Project) -> None:
    open_ended = Bullet("2", "", "from 2%", "3")
    chart = Bullets(496.0, 0.25, ("Russia",), (BulletRow("CR", (open_ended,)), BulletRow("X", (MISSED,))), ("a", "b"))
    assert pictures.png(chart.reference, project.theme, "#0B5D51", dpi=72).content
    assert pictures.size(chart.reference) == (496.0, bullets.height(chart))


def test_the_bars_of_all_markets_are_equally_long() -> None:
    lengths = {round(right - left, 6) for left, right in drawn(CHART).lines}
    assert len(lengths) == 1


def test_a_scale_may_begin_near_its_values() -> None:
    near = replace(INSIDE, start="1")
    record = drawn(replace(CHART, rows=(BulletRow("CR", (near, near)),)))
    (left, right), (low, _) = record.lines[0], record.areas[0]
    assert round((low - left) / (right - left), 4) == round(0.5 / 3, 4)
