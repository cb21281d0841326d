from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.domain.kpi_sheet import SheetRow, sheet
from pipeline.language.localization import Localization
from pipeline.reading.project import Project
from pipeline.rendering.range_chart import chart

N = "\u00a0"


def primary(project: Project) -> SheetRow:
    return sheet(project, project.campaigns["spring-glow"]).primary


@pytest.mark.parametrize(
    ("language", "labels", "when"),
    [
        ("en", ["$8", "$12", "$0", "$9.40", "n=3"], ("Q1", "2025")),
        ("ru", [f"8{N}$", f"12{N}$", f"0{N}$", f"9,40{N}$", "n=3"], ("1-й кв.", "2025")),
    ],
)
def test_labels_are_those_of_the_language(
    project: Project, language: str, labels: list[str], when: tuple[str, str]
) -> None:
    panel, _ = chart(primary(project), Localization(language, project.languages[language]), 496).panels
    first = panel.points[0]
    assert [panel.low_printed, panel.high_printed, panel.zero, first.printed, first.posts] == labels
    assert (first.when, first.year) == when


def test_every_result_is_a_point_in_order(project: Project) -> None:
    drawn = chart(primary(project), Localization("en", project.languages["en"]), 496)
    assert [[float(point.value) for point in panel.points] for panel in drawn.panels] == [
        [9.4, 10.1, 10.6, 11.4, 12.7, 13.1],
        [52.6, 49.3, 47.0, 42.8, 40.1, 38.2],
    ]
    assert [panel.points[2].printed for panel in drawn.panels] == ["$10.60", "$47.00"]
    assert (drawn.panels[0].low, drawn.panels[0].high) == (str(Decimal(8)), str(Decimal(12)))
