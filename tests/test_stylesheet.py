from __future__ import annotations

from pipeline.project import Project
from pipeline.stylesheet import stylesheet


def test_no_custom_property_is_left_to_look_up(project: Project) -> None:
    css = stylesheet(project.theme, "p { color: var(--accent); width: var(--text-width) }", "A4", "#123456")
    assert "var(" not in css
    assert "p { color: #123456; width: 496pt }" in css


def test_the_gap_before_a_section_is_the_paper_s(project: Project) -> None:
    for paper, gap in (("A4", "13.5pt"), ("Letter", "9pt")):
        assert (
            f"margin:{gap} 0% 0pt 0;" in stylesheet(project.theme, "", paper, "#123456").split("h2{")[1].split("}")[0]
        )


def test_every_style_and_table_of_the_theme_has_its_rule(project: Project) -> None:
    css = stylesheet(project.theme, "", "A4", "#123456")
    for role, table in project.theme.tables.items():
        for count in table.columns:
            assert f"table.{role}.of-{count} col:nth-child({count})" in css
    for key in ("p.ask{", "td.figure{", "thead th{", "h2.market{"):
        assert key in css
