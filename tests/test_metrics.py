from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.metrics import contradictions
from pipeline.model.metric import Range
from pipeline.project import Project


def values(**given: str) -> dict[str, Range]:
    """Ranges by metric id: "4" is one value, "4..6" a range, "4.." at least 4."""
    found = {}
    for name, said in given.items():
        low, dots, high = said.partition("..")
        top = Decimal(high) if high else None if dots else Decimal(low)
        found[name.replace("_", "-")] = Range.model_construct(low=Decimal(low), high=top)
    return found


@pytest.mark.parametrize(
    "given",
    [
        {"cpa": "10", "cr": "2", "cpc": "0.2"},
        {"cpa": "10", "cr": "2", "cpc": "0.203"},
        {"cpa": "8..12", "cr": "2..3", "cpc": "0.2..0.3"},
        {"cpa": "8..", "cr": "2", "cpc": "0.3"},
        {"drr": "25", "roas": "4"},
        {"cpm": "4", "impressions": "500000", "spend": "2000"},
        {"reach": "900", "impressions": "1000"},
        {"reach": "1000", "impressions": "1000"},
        {"cpa": "10", "cpc": "0.9"},
        {},
    ],
)
def test_values_that_can_all_be_true_are_left_alone(project: Project, given: dict[str, str]) -> None:
    assert list(contradictions(project.metrics, values(**given))) == []


@pytest.mark.parametrize(
    ("given", "metrics"),
    [
        ({"cpa": "10", "cr": "2", "cpc": "0.3"}, ("cpa", "cr", "cpc")),
        ({"cpa": "8..12", "cr": "2..3", "cpc": "0.5..0.6"}, ("cpa", "cr", "cpc")),
        ({"drr": "25", "roas": "3"}, ("drr", "roas")),
        ({"cpm": "4", "impressions": "500000", "spend": "3000"}, ("cpm", "impressions", "spend")),
        ({"reach": "1001", "impressions": "1000"}, ("reach", "impressions")),
        ({"reach": "500..900", "views": "100..400"}, ("reach", "views")),
    ],
)
def test_values_that_cannot_all_be_true_are_named(
    project: Project, given: dict[str, str], metrics: tuple[str, ...]
) -> None:
    [found] = contradictions(project.metrics, values(**given))
    assert found.metrics == metrics
    assert found.bound == (metrics[0] == "reach")
