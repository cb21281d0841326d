from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from pipeline.base.problems import Problems
from pipeline.document.charts import Chart, Panel, Point
from pipeline.reading.project import Project
from pipeline.writers import pictures

ROOT = Path(__file__).resolve().parents[2]
ACCENT = "#0B5D51"
HEIGHT = 93.0


CHART = Chart(
    496.0, 70, 140, (Panel("8", "12", "$8", "$12", "2027", (Point(2026.1, "9.4", "$9"), Point(2026.6, "13.1", "$13"))),)
)


def test_the_same_chart_is_the_same_bytes(project: Project) -> None:
    for _ in range(2):
        assert pictures.svg(CHART.reference, project.theme, ACCENT) == pictures.svg(
            CHART.reference, project.theme, ACCENT
        )
    first, second = (pictures.png(CHART.reference, project.theme, ACCENT) for _ in range(2))
    assert first == second


@pytest.mark.long
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
    assert root.get("viewBox") == f"0 0 496 {HEIGHT:g}"


def test_a_png_has_three_hundred_dots_to_the_inch(project: Project) -> None:
    raster = pictures.png(CHART.reference, project.theme, ACCENT)
    image = Image.open(io.BytesIO(raster.content))
    assert (raster.width, raster.height) == (496, HEIGHT)
    assert abs(image.width - 496 * 300 / 72) <= 1
    assert abs(image.height - HEIGHT * 300 / 72) <= 1
    assert "Software" not in image.info


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
