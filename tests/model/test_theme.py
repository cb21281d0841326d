from __future__ import annotations

import pytest

from pipeline.model.theme import contrast, mix
from pipeline.reading.project import Project


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#0B5D51", "#FFFFFF") == pytest.approx(7.8, abs=0.1)


def test_the_tint_is_mixed_from_the_accent() -> None:
    assert mix("#0B5D51", 9) == "#E9F0EF"
    assert mix("#000000", 100) == "#000000"


def test_a_style_takes_its_letters_from_the_body_text_and_its_spaces_from_itself(project: Project) -> None:
    style = project.theme.style("td.number")
    assert (style.size, style.line, style.align, style.after) == (10, 13.5, "right", 0)


def test_a_style_based_on_another_takes_everything_it_does_not_say(project: Project) -> None:
    page = project.theme.style("h2.page")
    assert (page.rule, page.outline, page.new_page, page.before) == (project.theme.style("h2").rule, 2, True, 0)


def test_a_paper_lies_on_its_long_side_where_its_name_says_so(project: Project) -> None:
    upright, turned = project.theme.sheet("A4"), project.theme.sheet("A4 landscape")
    assert (turned.width, turned.height, turned.side) == (upright.height, upright.width, upright.side)
    assert project.theme.like("Letter landscape") == ["A4 landscape", "Letter landscape"]
    assert project.theme.like("A4") == ["A4", "Letter"]
