from __future__ import annotations

import io
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import pytest
from PIL import Image

from pipeline.document import charts
from pipeline.document.charts import Chart, Panel, Point, Sign, Value
from pipeline.document.traversal import figures
from pipeline.document.tree import Figure
from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer
from pipeline.writers import interval_plots, pictures, plot_keys
from pipeline.writers.label_places import Box, spread

ACCENT = "#0B5D51"
RUSSIA = Panel(
    "8",
    "12",
    "$8",
    "$12",
    "2027",
    tuple(
        Point(at, value, f"${value}0")
        for at, value in zip(
            (2025.125, 2025.625, 2025.875, 2026.125, 2026.625, 2026.875),
            ("9.4", "10.1", "10.6", "11.4", "12.7", "13.1"),
            strict=True,
        )
    ),
    plan=Value("10.5", "$10.50"),
)
US = Panel("35", "45", "$35", "$45", "2027", (Point(2025.125, "52.6", "$52.60"),), Value("41", "$41.00"))
CHART = Chart(496.0, 70, 140, (RUSSIA, US))


class Record:
    """A pen that keeps what is drawn."""

    def __init__(self) -> None:
        self.said: dict[str, Box] = {}
        self.signs: list[tuple[float, float, str, bool]] = []
        self.sizes: list[float] = []
        self.lines: list[tuple[Any, Any]] = []
        self.areas: list[tuple[Any, Any]] = []

    def words(self, at: tuple[float, float], text: str, colour: str, *, side: str = "center", **look: object) -> None:
        width = self.width(text)
        left = at[0] - (width / 2 if side == "center" else 0)
        self.said[text] = Box(left, at[1] - 2, left + width, at[1] + 6.5)

    def width(self, text: str, **look: object) -> float:
        return 5.0 * len(text)

    def line(self, xs: Any, ys: Any, *look: object, **more: object) -> None:
        self.lines.append((xs, ys))

    def sign(
        self, at: tuple[float, float], marker: str, colour: str, size: float, *, hollow: bool = False, apart: float = 0
    ) -> None:
        self.signs.append((*at, marker, hollow))
        self.sizes.append(size)

    def area(self, xs: Any, ys: Any, colour: str) -> None:
        self.areas.append((xs, ys))


def drawn(chart: Chart) -> Any:
    record: Any = Record()
    interval_plots.draw(record, chart)
    return record


def test_quarters_are_as_far_apart_as_in_time() -> None:
    xs = [x for x, _, marker, _ in drawn(replace(CHART, panels=(RUSSIA,))).signs if marker != "D"]
    steps = [round(after - before, 2) for before, after in pairwise(xs)]
    assert steps == [2 * steps[1], steps[1], steps[1], 2 * steps[1], steps[1]]


def test_all_markets_have_one_scale_so_that_tolerance_compares() -> None:
    heights = [high - low for _, (low, high) in drawn(CHART).areas]
    # 8–12 is ±20 % of its middle, 35–45 is ±12.5 %.
    assert heights[0] / heights[1] == pytest.approx(40 / 25)


def test_the_range_stands_in_its_own_year_and_not_behind_the_past() -> None:
    record = drawn(replace(CHART, panels=(RUSSIA,)))
    [((left, _), _)] = record.areas
    assert all(x < left for x, _, marker, _ in record.signs if marker != "D")


def test_shape_tells_dearer_from_cheaper_and_from_what_is_inside() -> None:
    points = tuple(Point(2026.1 + index / 4, value, "") for index, value in enumerate(("7", "10", "13")))
    signs = drawn(replace(CHART, panels=(replace(RUSSIA, points=points),))).signs
    assert [(marker, hollow) for *_, marker, hollow in signs] == [("D", False), ("v", True), ("o", False), ("^", True)]


def test_no_words_stand_on_others_or_on_a_sign() -> None:
    many = tuple(Point(2024 + index / 4, f"{8 + index % 7}", f"${8 + index % 7}.{index}0") for index in range(12))
    for panels in ((RUSSIA, US), (RUSSIA,), (replace(RUSSIA, points=many), US), (RUSSIA, US, RUSSIA)):
        record = drawn(replace(CHART, panels=panels))
        for (one, first), (other, second) in combinations(record.said.items(), 2):
            assert not first.meets(second), (one, other)
        for text, box in record.said.items():
            assert not any(box.meets(Box(x - 3, y - 3, x + 3, y + 3)) for x, y, marker, _ in record.signs), text


def test_the_last_result_and_those_outside_are_labeled() -> None:
    said = drawn(CHART).said
    assert {"$9.40", "$12.70", "$13.10"} <= set(said)
    # Where there is room, all are.
    assert {"$10.10", "$10.60", "$11.40"} <= set(drawn(replace(CHART, panels=(RUSSIA,))).said)


def test_words_never_stand_on_an_end_of_the_range() -> None:
    record = drawn(replace(CHART, panels=(RUSSIA,)))
    [(_, ends)] = record.areas
    for text in ("$9.40", "$12.70", "$13.10"):
        box = record.said[text]
        assert not any(box.bottom < end < box.top for end in ends), text


@pytest.mark.parametrize("height", [42.0, 54.0, 60.0, 78.0, 99.0])
@pytest.mark.parametrize("plan", ["7.6", "8", "8.2", "8.5", "9", "10", "11.4", "11.8", "12", "12.3"])
def test_the_plan_s_value_touches_no_line_of_its_range_and_stands_beside_its_diamond(plan: str, height: float) -> None:
    panel = replace(RUSSIA, plan=Value(plan, "plan"), low_printed="low", high_printed="high")
    record = drawn(replace(CHART, panels=(panel, US), height=height))
    [(_, ends), _], [(x, y), *_] = record.areas, [(x, y) for x, y, marker, _ in record.signs if marker == "D"]
    box = record.said["plan"]
    assert all(box.top + 1.5 < end or end < box.bottom - 1.1 for end in ends)
    assert 0 < box.left - x < 8
    assert box.bottom - 2 < y < box.top + 2


def test_a_plan_s_value_stands_behind_a_range_that_is_too_narrow_for_it() -> None:
    narrow = replace(US, low="39", high="41", plan=Value("40.5", "plan"), low_printed="low", high_printed="high")
    record = drawn(replace(CHART, panels=(narrow,)))
    [((_, right), _)], said = record.areas, record.said
    assert said["plan"].left > right
    assert said["low"].top < said["plan"].bottom + 0.5
    assert said["plan"].top < said["high"].bottom + 0.5


def test_no_value_of_a_plan_touches_a_line_of_its_range(project: Project) -> None:
    found = 0
    for pattern in ("*.kpi.*.pdf", "*.master.*.pdf"):
        for target in targets.targets(project, pattern, review=True):
            for shown in figures(Composer(project).compose(target).blocks):
                if isinstance(shown, Figure) and shown.picture.startswith(charts.CHART):
                    chart = charts.chart(shown.picture)
                    record = drawn(chart)
                    plans = [panel.plan.printed for panel in chart.panels if panel.plan and not panel.actual]
                    for text, (_, ends) in zip(plans, record.areas, strict=True):
                        found += 1
                        box = record.said[text]
                        assert all(box.top + 1.5 < end or end < box.bottom - 1.1 for end in ends), (target.id, text)
    assert found


US_RESULTS = tuple(
    Point(at, value, f"{value}0\N{NO-BREAK SPACE}$")
    for at, value in zip(
        (2025.125, 2025.625, 2025.875, 2026.125, 2026.625, 2026.875),
        ("52.6", "49.3", "47.0", "42.8", "40.1", "38.2"),
        strict=True,
    )
)


@pytest.mark.parametrize("height", [54.0, 58.0, 60.0, 66.0, 72.0, 90.0])
def test_words_stand_on_their_sign_s_side_of_the_guides_and_never_on_one(height: float) -> None:
    us = replace(US, points=US_RESULTS)
    record = drawn(replace(CHART, bottom=75, top=135, height=height, panels=(RUSSIA, us)))
    guides = [(ys[0], xs) for xs, ys in record.lines if ys[0] == ys[1]]
    signs = {point.printed: point for point in (*RUSSIA.points, *US_RESULTS)}
    for text in signs.keys() & record.said.keys():
        box = record.said[text]
        lines = [y for y, (left, right) in guides if left <= box.left <= right and y > interval_plots.height(CHART) / 4]
        assert not any(box.bottom < y < box.top for y in lines), text
    # The last result, of which findings speak, is always labeled.
    assert {"$13.10", "38.20\N{NO-BREAK SPACE}$"} <= set(record.said)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("view", ["all", "finance", "cmo", "regional-ru", "regional-us"])
def test_the_sign_nearest_to_a_value_is_its_own(project: Project, view: str, language: str) -> None:
    [target] = targets.targets(project, f"spring-glow.kpi.{view}.{language}.pdf")
    document = Composer(project).compose(target)
    for shown in figures(document.blocks):
        if not isinstance(shown, Figure) or not shown.picture.startswith(charts.CHART):
            continue
        chart = charts.chart(shown.picture)
        pen: Any = Record()
        interval_plots.draw(pen, chart)
        signs = [(x, y) for x, y, marker, _ in pen.signs if marker != "D"]
        points = [point for panel in chart.panels for point in panel.points]
        for point, own in zip(points, signs, strict=False):
            if box := pen.said.get(point.printed):
                assert all(box.distance(*own) < box.distance(*other) for other in signs if other != own), point


@pytest.mark.parametrize("pattern", ["*.kpi.*.pdf", "*.master.*.pdf"])
def test_no_value_stands_in_line_with_the_sign_of_another(project: Project, pattern: str) -> None:
    found = 0
    for target in targets.targets(project, pattern, review=True):
        for shown in figures(Composer(project).compose(target).blocks):
            if not isinstance(shown, Figure) or not shown.picture.startswith(charts.CHART):
                continue
            chart = charts.chart(shown.picture)
            record = drawn(chart)
            points = [point for panel in chart.panels for point in panel.points]
            # Each panel draws its results before its plan.
            signs = [(x, y) for x, y, marker, _ in record.signs if marker != "D"][: len(points)]
            for index, point in enumerate(points):
                box = record.said.get(point.printed)
                for x, y in (place for number, place in enumerate(signs) if box and number != index):
                    found += 1
                    aside = max(box.left - x, 0, x - box.right) - 3.1
                    assert aside >= 19.5 or box.bottom + 2 >= y + 3 or y - 3 >= box.top, (target.id, point.printed)
    assert found


def test_the_first_value_keeps_off_the_column_of_the_year() -> None:
    record = drawn(replace(CHART, panels=(RUSSIA, replace(US, points=US_RESULTS))))
    lefts = [xs[0] for xs, _ in record.areas]
    assert lefts[1] - record.said["38.20\N{NO-BREAK SPACE}$"].right >= 8


def test_of_the_other_values_all_stand_or_none() -> None:
    said = drawn(replace(CHART, bottom=75, top=135, height=60.0)).said
    assert not {"$10.10", "$10.60", "$11.40"} & set(said)
    assert {"$9.40", "$12.70", "$13.10"} <= set(said)


def test_the_first_sign_of_the_key_is_not_cut_by_the_edge() -> None:
    record = drawn(replace(CHART, key=(("inside", "inside"),)))
    assert min(x - size / 2 for (x, *_), size in zip(record.signs, record.sizes, strict=True)) >= 0.6


def test_lines_that_would_touch_are_moved_apart_and_keep_their_order() -> None:
    assert spread([10.0, 50.0]) == [10.0, 50.0]
    moved = spread([12.0, 10.0, 11.0])
    assert moved[1] < moved[2] < moved[0]
    assert min(after - before for before, after in pairwise(sorted(moved))) > 9


@pytest.mark.parametrize(("count", "height"), [(1, 93), (2, 93), (3, 174), (5, 261)])
def test_markets_stand_two_in_a_row(count: int, height: float) -> None:
    assert interval_plots.height(replace(CHART, panels=(RUSSIA,) * count)) == height


def test_whatever_a_campaign_may_lack_is_drawn(project: Project) -> None:
    for panel in (
        replace(RUSSIA, high="", high_printed=""),
        replace(RUSSIA, points=(), plan=None),
        replace(RUSSIA, low="0", high="", points=()),
        replace(RUSSIA, actual=Value("13", "$13.00")),
    ):
        chart = replace(CHART, panels=(panel,))
        assert pictures.png(chart.reference, project.theme, ACCENT, dpi=72).content


def grey(chart: Chart, project: Project) -> Image.Image:
    content = pictures.png(chart.reference, project.theme, ACCENT).content
    return Image.open(io.BytesIO(content)).convert("RGBA").convert("L")


def test_in_grey_the_band_and_what_is_outside_are_still_told_apart(project: Project) -> None:
    chart = replace(CHART, panels=(replace(RUSSIA, plan=None),))
    image, record = grey(chart, project), drawn(chart)
    scale = image.width / chart.width

    def at(x: float, y: float) -> Any:
        return image.getpixel((round(x * scale), round(image.height - y * scale)))

    inside, outside = record.signs[0], record.signs[-1]
    assert at(*inside[:2]) < 60
    assert at(*outside[:2]) > 200
    [((left, right), (low, high))] = record.areas
    assert at((left + right) / 2, (low + high) / 2) < at((left + right) / 2, high + 6) - 12


def test_chance_has_a_whisker_and_an_open_window_is_hatched(project: Project) -> None:
    panel = Panel("8", "12", "$8", "$12", "2027", (), None, Value("13.01", "$13.01"))
    look = (project.theme, project.organisation.accent)

    def drawn(each: Panel) -> bytes:
        return pictures.svg(Chart(496, 70, 150, (each,)).reference, *look)

    pictured = {drawn(panel), drawn(replace(panel, chance=("12.1", "14"))), drawn(replace(panel, actual=None))}
    assert len(pictured | {drawn(replace(panel, actual=None, open="window open"))}) == 4


def test_the_last_result_is_labeled_where_it_stands_between_two_ends_that_are_near() -> None:
    points = tuple(
        Point(at, value, f"{value}\u00a0$")
        for at, value in ((2026.125, "42.80"), (2026.625, "40.10"), (2026.875, "38.20"))
    )
    near = replace(US, points=points)
    for height in (60.0, 78.0, 99.0):
        assert "38.20\u00a0$" in drawn(replace(CHART, panels=(RUSSIA, near), height=height)).said


def test_one_market_fills_the_width_and_panels_are_as_high_as_they_are_told() -> None:
    record = drawn(replace(CHART, panels=(RUSSIA,), height=99.0))
    assert max(box.right for box in record.said.values()) > 470
    assert interval_plots.height(replace(CHART, height=99.0)) == 132


def test_the_key_has_the_signs_of_the_panels_as_large_as_they_are_there() -> None:
    key: tuple[tuple[Sign, str], ...] = (("inside", "in range"), ("above", "above it"), ("plan", "plan"))
    bare, keyed = drawn(CHART), drawn(replace(CHART, key=key, note="One scale."))
    below = keyed.signs[len(bare.signs) :]
    assert [(marker, hollow) for _, _, marker, hollow in below] == [("o", False), ("^", True), ("D", False)]
    sizes = dict(zip((marker for _, _, marker, _ in keyed.signs), keyed.sizes, strict=True))
    assert keyed.sizes[len(bare.signs) :] == [sizes["o"], sizes["^"], sizes["D"]]
    # Each sign stands before its own words.
    for (x, *_), (_, words) in zip(below, key, strict=True):
        assert 0 < keyed.said[words].left - x < 10
    assert keyed.said["One scale."].left > keyed.said["plan"].right
    assert interval_plots.height(replace(CHART, key=key)) > interval_plots.height(CHART)


def test_a_key_of_many_words_does_not_leave_the_picture() -> None:
    words = ("inside the range", "better than agreed", "above it, worse", "plan")
    signs: tuple[Sign, ...] = ("inside", "better", "above", "plan")
    note = "One scale for both, percent."
    said = drawn(replace(CHART, key=tuple(zip(signs, words, strict=True)), note=note)).said
    assert said[note].right <= CHART.width
    # What four signs mean has a line of its own.
    assert all(said[one].right + 6 < said[other].left for one, other in pairwise(words))
    assert said[note].left == 0
    assert said[note].top < said[words[0]].bottom


def test_the_last_result_is_labeled_in_words_as_wide_as_those_of_russian() -> None:
    points = tuple(replace(point, printed=f"{point.value}0\u00a0$") for point in RUSSIA.points)
    for height in (48.0, 60.0, 72.0):
        said = drawn(
            replace(CHART, bottom=75, top=135, panels=(replace(RUSSIA, points=points), US), height=height)
        ).said
        assert {"13.10\u00a0$", "12.70\u00a0$"} <= set(said)


def test_the_key_of_a_draft_has_room_for_its_words(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    left: dict[str, float] = {}

    def measured(pen: Any, data: Chart, _sign: Any) -> None:
        words = [words for _, words in data.key]
        said = words if len(words) > 3 else [*words, data.note]
        left[" ".join([*words, data.note])] = data.width - sum(map(pen.width, said)) - 10.5 * len(words)

    monkeypatch.setattr(plot_keys, "draw", measured)
    composer = Composer(project)
    for target in targets.targets(project, "*.pdf"):
        if target.kind not in ("kpi", "master"):
            continue
        document = composer.compose(target)
        for figure in figures(document.blocks):
            pictures.svg(figure.picture, project.theme, document.property("accent"))
    assert len(left) > 2
    assert all(room > 6 * 4 for room in left.values()), left
