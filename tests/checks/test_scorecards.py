"""An answer that was promised by a day is watched."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import edit

from pipeline.checks import load, scorecards

FILE = "content/scorecards/anna-ivanova.yaml"
TOLD = "told: [{on: 2027-04-08, kind: not-yet}, {on: 2027-05-14, kind: scale}]"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (TOLD, []),
        ("told: [{on: 2027-05-14, kind: scale}]",
         ["anna-ivanova was promised an answer by 2027-04-09 and got it on 2027-05-14"]),
        ("told: []", ["anna-ivanova was promised an answer by 2027-04-09, and has none (write told: and the day)"]),
    ],
)  # fmt: skip
def test_an_answer_that_came_late_or_never_is_told(copy: Path, told: str, said: list[str]) -> None:
    if told != TOLD:
        edit(copy, FILE, (TOLD, told))
    found = [
        item.without_where().told().partition(": ")[2] for item in scorecards.warnings(load.load(copy), "spring-glow")
    ]
    assert found == said
