from __future__ import annotations

import json
from pathlib import Path

import pytest
from samples import edit

from pipeline.checks import load
from pipeline.reading.project import Project
from tools.looks import PAGES, RECORD, differences, profiles

pytestmark = pytest.mark.long

KNOWN = json.loads(RECORD.read_text(encoding="utf-8"))
THEME, SHEET = "templates/theme/theme.yaml", "templates/theme/print.typ"


def test_pages_look_as_they_did_when_somebody_looked_at_them(project: Project) -> None:
    assert {name: differences(KNOWN[name], found) for name, found in profiles(project).items()} == {
        name: [] for name in KNOWN
    }
    assert len(KNOWN) == len(PAGES)


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        (THEME, "after: 11.25, keep_next: true", "after: 17, keep_next: true"),
        (THEME, 'hairline: "#AEB9B4"', 'hairline: "#FFFFFF"'),
        (
            THEME,
            "h2: {word: Heading 2, even: true, face: text, bold: true",
            "h2: {word: Heading 2, even: true, face: text, bold: false",
        ),
        (
            THEME,
            "after: 0, rule: {width: 0.75, colour: ink, space: 4}",
            "after: 0, rule: {width: 0.75, colour: white, space: 4}",
        ),
        (
            THEME,
            "deliverables: {word: UB Deliverables, columns: {4: [25, 25, 25, 25]",
            "deliverables: {word: UB Deliverables, columns: {4: [26, 24, 25, 25]",
        ),
        (SHEET, "fill: if look.panel { theme.colours.tint }", "fill: none"),
        (SHEET, "rotate(-35deg", "rotate(-20deg"),
    ],
)
def test_what_moved_lost_its_weight_or_went_is_noticed(copy: Path, file: str, before: str, after: str) -> None:
    edit(copy, file, (before, after))
    found = profiles(load.load(copy))
    assert any(differences(KNOWN[name], looks) for name, looks in found.items())
