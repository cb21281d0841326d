from __future__ import annotations

import re

import pytest

from pipeline.reading.project import Project
from pipeline.writers.pdf.stylesheet import stylesheet


def test_the_gap_before_a_section_is_the_paper_s(project: Project) -> None:
    for paper, gap in (("A4", "13.5pt"), ("Letter", "9pt")):
        [style] = re.findall(r'"h2": \(.*?"before": ([\d.]+pt)', stylesheet(project.theme, "", paper, "#123456"))
        assert style == gap


def test_every_style_mark_and_table_of_the_theme_is_there(project: Project) -> None:
    text = stylesheet(project.theme, "", "A4", "#123456")
    for name in (*project.theme.styles, *project.theme.marks, *project.theme.tables):
        assert f'"{name}": (' in text


def test_the_accent_and_what_is_mixed_from_it_are_the_organisation_s(project: Project) -> None:
    text = stylesheet(project.theme, "", "A4", "#123456")
    assert '"accent": rgb("#123456")' in text
    assert f'"tint": rgb("{project.theme.palette("#123456")["tint"]}")' in text


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_columns_fill_the_text_and_a_panel_hangs_into_both_margins(project: Project, paper: str) -> None:
    text = stylesheet(project.theme, "", paper, "#123456")
    wide = project.theme.papers[paper].text_width
    for role, expected in (("list", wide), ("paste", wide + 18)):
        [columns] = re.findall(rf'"{role}": \("columns": \((.*?)\), "rules"', text)
        [two] = re.findall(r'"2": \((.*?), \)', columns)
        assert sum(float(width.removesuffix("pt")) for width in two.split(", ")) == pytest.approx(expected, abs=0.1)


def test_a_line_is_as_high_as_its_pitch(project: Project) -> None:
    text = stylesheet(project.theme, "", "A4", "#123456")
    [(size, top, bottom)] = re.findall(
        r'"p.ask": \(.*?"size": ([\d.]+)pt.*?"top-edge": ([\d.]+)em, "bottom-edge": -([\d.]+)em', text
    )
    assert float(size) * (float(top) + float(bottom)) == pytest.approx(27, abs=0.01)
