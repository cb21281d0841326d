from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.document.charts import Chart, Panel, Point, chart

CHART = Chart(496.0, 70, 140, (Panel("8", "12", "$8", "$12", "2027", (Point(2026.125, "9.4", "$9.40"),)),))


def test_a_reference_holds_the_whole_chart() -> None:
    assert chart(CHART.reference) == CHART
    assert CHART.reference != replace(CHART, panels=(replace(CHART.panels[0], high="13"),)).reference


@pytest.mark.parametrize(
    "reference",
    [
        "chart:",
        "chart:[]",
        'chart:{"width":1}',
        'chart:{"width":1,"bottom":70,"top":140,"panels":[{}]}',
        'chart:{"width":9,"bottom":70,"top":140,"panels":[]}',
        replace(CHART, top=70).reference,
    ],
)
def test_a_reference_without_a_chart_is_refused(reference: str) -> None:
    with pytest.raises(ValueError):
        chart(reference)
