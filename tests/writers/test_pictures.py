from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image, ImageStat

from pipeline.base.problems import Problems
from pipeline.document.charts import Chart, Panel, Point
from pipeline.reading.project import Project
from pipeline.writers import pictures

ROOT = Path(__file__).resolve().parents[2]
ACCENT = "#0B5D51"


def point(value: str, printed: str = "", *, actual: bool = False) -> Point:
    return Point("Q1", "2026", value, printed or f"${value}", "n=3", actual)


CHART = Chart(496.0, (Panel("8", "12", "$8", "$12", "$0", (point("9.4"), point("13.1"))),))


def test_the_same_chart_is_the_same_bytes(project: Project) -> None:
    for _ in range(2):
        assert pictures.svg(CHART.reference, project.theme, ACCENT) == pictures.svg(
            CHART.reference, project.theme, ACCENT
        )
    first, second = (pictures.png(CHART.reference, project.theme, ACCENT) for _ in range(2))
    assert first == second


def test_no_setting_of_the_machine_shows_in_a_chart(project: Project, tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text("font.size: 30\nsvg.fonttype: none\naxes.facecolor: red\n", encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from pipeline.checks import load; from pipeline.writers import pictures\n"
        "theme = load.load(Path(sys.argv[1])).theme\n"
        f"sys.stdout.buffer.write(pictures.svg(sys.argv[2], theme, {ACCENT!r}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(ROOT), CHART.reference],
        env={**os.environ, "MATPLOTLIBRC": str(tmp_path), "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    assert done.stdout == pictures.svg(CHART.reference, project.theme, ACCENT)


def test_the_letters_of_an_svg_are_outlines_and_nothing_in_it_is_dated(project: Project) -> None:
    root = etree.fromstring(pictures.svg(CHART.reference, project.theme, ACCENT))
    tags = {etree.QName(element).localname for element in root.iter() if isinstance(element.tag, str)}
    assert "path" in tags
    assert not {"text", "image", "date", "creator", "script"} & tags
    assert root.get("viewBox") == "0 0 496 94.5"


def test_a_png_has_three_hundred_dots_to_the_inch(project: Project) -> None:
    raster = pictures.png(CHART.reference, project.theme, ACCENT)
    image = Image.open(io.BytesIO(raster.content))
    assert (raster.width, raster.height) == (496, 94.5)
    assert abs(image.width - 496 * 300 / 72) <= 1
    assert abs(image.height - 94.5 * 300 / 72) <= 1
    assert "Software" not in image.info


def darkness(image: Image.Image, left: float, top: float, right: float, bottom: float) -> float:
    """How dark a part of a picture is on the whole, its sides in parts of the picture's; 0 is white."""
    width, height = image.size
    part = image.crop((round(left * width), round(top * height), round(right * width), round(bottom * height)))
    return 255 - ImageStat.Stat(part).mean[0]


def grey(chart: Chart, project: Project) -> Image.Image:
    content = pictures.png(chart.reference, project.theme, ACCENT).content
    return Image.open(io.BytesIO(content)).convert("RGBA").convert("L")


def test_in_grey_a_result_outside_the_range_is_still_told_from_one_inside(project: Project) -> None:
    def dot(value: str) -> int:
        panel = Panel("8", "12", "$8", "$12", "$0", (point(value, " "), point("16", " ")))
        image = grey(Chart(496.0, (panel,)), project)
        # The middle of the first dot, by the scale from zero to the highest value.
        x, y = 17 / 496, 1 - (35 + 45.5 * float(value) / 16) / 94.5
        return image.getpixel((round(x * image.width), round(y * image.height)))

    assert dot("10") < 60
    assert dot("13") > 200


def test_in_grey_the_band_is_told_from_the_paper(project: Project) -> None:
    image = grey(CHART, project)
    band = darkness(image, 0.2, 1 - (35 + 45.5 * 10.5 / 13.1) / 94.5, 0.6, 1 - (35 + 45.5 * 9 / 13.1) / 94.5)
    paper = darkness(image, 0.2, 1 - (35 + 45.5 * 6 / 13.1) / 94.5, 0.6, 1 - (35 + 45.5 * 4 / 13.1) / 94.5)
    assert band > paper + 12


def test_the_scale_starts_at_zero_whatever_the_range(project: Project) -> None:
    """A range twice as high, with its results, is drawn at the same place: only the figures differ."""
    doubled = Panel("16", "24", " ", " ", " ", (point("18.8", " "), point("26.2", " ")))
    single = Panel("8", "12", " ", " ", " ", (point("9.4", " "), point("13.1", " ")))
    first, second = (
        pictures.svg(Chart(496.0, (panel,)).reference, project.theme, ACCENT) for panel in (single, doubled)
    )
    assert first == second


@pytest.mark.parametrize(("count", "height"), [(1, 94.5), (2, 94.5), (3, 189), (5, 283.5)])
def test_markets_stand_two_in_a_row(project: Project, count: int, height: float) -> None:
    raster = pictures.png(Chart(496.0, CHART.panels * count).reference, project.theme, ACCENT, dpi=72)
    assert raster.height == height


def test_a_range_without_an_upper_end_no_history_and_a_result_of_this_campaign_are_drawn(project: Project) -> None:
    for panel in (
        Panel("8", "", "$8", "", "$0", (point("9"),)),
        Panel("8", "12", "$8", "$12", "$0", ()),
        Panel("0", "", "0", "", "0", ()),
        Panel("8", "12", "$8", "$12", "$0", (point("9"), point("10", actual=True))),
    ):
        assert pictures.png(Chart(496.0, (panel,)).reference, project.theme, ACCENT, dpi=72).content


def test_a_file_below_content_is_its_bytes(project: Project, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.svg").write_bytes(b"<svg/>")
    image = io.BytesIO()
    Image.new("RGB", (600, 300)).save(image, "PNG")
    (tmp_path / "content/a.png").write_bytes(image.getvalue())
    assert pictures.svg("content/a.svg", project.theme, ACCENT, tmp_path) == b"<svg/>"
    raster = pictures.png("content/a.png", project.theme, ACCENT, tmp_path)
    assert (raster.content, raster.width, raster.height) == (image.getvalue(), 144, 72)


@pytest.mark.parametrize("reference", ["content/none.svg", "content/../secret.svg", "content/a.png"])
def test_another_file_is_no_picture(project: Project, tmp_path: Path, reference: str) -> None:
    (tmp_path / "secret.svg").write_bytes(b"<svg/>")
    (tmp_path / "content").mkdir()
    with pytest.raises(Problems):
        pictures.svg(reference, project.theme, ACCENT, tmp_path)


def test_a_check_draws_nothing() -> None:
    code = "import sys; from pipeline.rendering import compose; from pipeline.writers import pictures; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "False"
