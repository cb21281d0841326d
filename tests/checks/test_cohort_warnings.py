from __future__ import annotations

from pathlib import Path

from cohorts import with_creators, write
from samples import load

from pipeline.checks import cohort_warnings

MARCH = "  - {month: 2027-03, on: 2027-03-18}\n"
HELD = "  - {{month: 2027-0{0}, on: 2027-0{0}-1{1}, came: [olga]}}\n"


def told(folder: Path) -> list[str]:
    return [str(item) for item in cohort_warnings.warnings(load(folder))]


def test_what_stays_open_over_two_calls_is_told(minimal: Path) -> None:
    with_creators(minimal)
    assert told(write(minimal, (MARCH, HELD.format(3, 8)))) == []
    [said] = told(write(minimal, (MARCH, HELD.format(3, 8) + HELD.format(4, 5))))
    assert "calls.0.learned.1: open over 2 calls: creators have asked twice what came of it" in said


def test_the_sample_has_nothing_open_for_so_long() -> None:
    assert told(Path(__file__).resolve().parents[2]) == []
