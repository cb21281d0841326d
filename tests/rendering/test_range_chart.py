from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.domain.kpi_sheet import SheetRow, sheet
from pipeline.language.localization import Localization
from pipeline.reading.project import Project
from pipeline.rendering.range_chart import chart, scale

N = "\u00a0"


def primary(project: Project) -> SheetRow:
    return sheet(project, project.campaigns["spring-glow"]).primary


@pytest.mark.parametrize(
    ("language", "labels"),
    [("en", ["$8", "$12", "$10.50", "$9.40"]), ("ru", [f"8{N}$", f"12{N}$", f"10,50{N}$", f"9,40{N}$"])],
)
def test_labels_are_those_of_the_language(project: Project, language: str, labels: list[str]) -> None:
    panel, _ = chart(primary(project), Localization(language, project.languages[language]), 496).panels
    assert panel.plan is not None
    assert [panel.low_printed, panel.high_printed, panel.plan.printed, panel.points[0].printed] == labels
    assert panel.year == "2027"


def test_every_result_is_a_point_at_its_time(project: Project) -> None:
    drawn = chart(primary(project), Localization("en", project.languages["en"]), 496)
    assert [[float(point.value) for point in panel.points] for panel in drawn.panels] == [
        [9.4, 10.1, 10.6, 11.4, 12.7, 13.1],
        [52.6, 49.3, 47.0, 42.8, 40.1, 38.2],
    ]
    # The second quarter of either year is missing.
    assert [point.at for point in drawn.panels[0].points] == [
        2025.125,
        2025.625,
        2025.875,
        2026.125,
        2026.625,
        2026.875,
    ]
    assert (drawn.panels[0].low, drawn.panels[0].high) == (str(Decimal(8)), str(Decimal(12)))


def test_one_scale_holds_the_values_of_all_markets(project: Project) -> None:
    row = primary(project)
    assert scale(row) == (75, 135)
    russia, us = row.agreed
    wide = replace(russia, reached=Decimal("14.1"))
    assert scale(replace(row, agreed=(wide, us))) == (75, 145)
    open_ended = replace(us, target=us.target.model_copy(update={"high": None}))
    # 52.60 is half as much again as 35.
    assert scale(replace(row, agreed=(russia, open_ended))) == (75, 155)
