from __future__ import annotations

import json
from typing import Any

import pytest
import typst

from pipeline.model.theme import Theme
from pipeline.reading.project import Project
from pipeline.writers.pdf.stylesheet import stylesheet


def told(theme: Theme, paper: str, accent: str = "#123456", asked: str = "theme") -> Any:
    """The theme as Typst knows it by a style sheet, or what is asked of it: lengths and colors in its words."""
    source = f"{stylesheet(theme, '', paper, accent)}\n#metadata({asked}) <theme>"
    [found] = json.loads(typst.query(source.encode(), "<theme>"))
    return found["value"]


def test_the_gap_before_a_section_is_the_paper_s(project: Project) -> None:
    for paper, gap in (("A4", "13.5pt"), ("Letter", "9pt")):
        assert told(project.theme, paper)["styles"]["h2"]["before"] == gap


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_every_style_mark_and_table_of_the_theme_is_there(project: Project, paper: str) -> None:
    theme, known = project.theme, told(project.theme, paper)
    for kind, names in (("styles", theme.styles), ("marks", theme.marks), ("tables", theme.tables)):
        assert list(known[kind]) == list(names)
    for key in theme.styles:
        style, own = theme.style(key), known["styles"][key]
        assert own["letters"]["size"] == f"{style.size:g}pt"
        assert own["letters"]["weight"] == ("bold" if style.bold else "regular")
        assert (own["after"], own["keep-next"]) == (f"{style.after:g}pt", style.keep_next)
        assert (own["rule"] is not None, own["frame"] is not None) == (style.rule is not None, style.frame is not None)
    for role, table in theme.tables.items():
        its = known["tables"][role]
        assert list(its["columns"]) == [str(count) for count in table.columns]
        assert (its["rules"], its["airy"], its["panel"]) == (table.rules, table.airy, table.panel)


def test_the_accent_and_what_is_mixed_from_it_are_the_organisation_s(project: Project) -> None:
    colours = told(project.theme, "A4")["colours"]
    assert colours["accent"] == 'rgb("#123456")'
    assert colours["tint"] == f'rgb("{project.theme.palette("#123456")["tint"].lower()}")'


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_columns_fill_the_text_and_a_panel_hangs_into_both_margins(project: Project, paper: str) -> None:
    wide, tables = project.theme.papers[paper].text_width, told(project.theme, paper)["tables"]
    for role, expected in (("list", wide), ("paste", wide + 18)):
        two = tables[role]["columns"]["2"]
        assert sum(float(width.removesuffix("pt")) for width in two) == pytest.approx(expected, abs=0.1)


def test_a_line_is_as_high_as_its_pitch(project: Project) -> None:
    letters = 'theme.styles.at("p.ask").letters'
    high = f"({letters}.top-edge - {letters}.bottom-edge).em * {letters}.size / 1pt"
    assert told(project.theme, "A4", asked=high) == pytest.approx(27, abs=0.01)
