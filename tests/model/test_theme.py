from __future__ import annotations

from pipeline.model.colours import LARGE, TEXT, TINT, contrast
from pipeline.model.theme import Style
from pipeline.reading.project import Project


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


def test_words_can_be_read_on_the_ground_that_they_stand_on(project: Project) -> None:
    theme, colours = project.theme, project.theme.palette(project.organisation.accent)
    panels = ("td.copy", "th.label")
    weak = {}
    for key in theme.styles:
        style = theme.style(key)
        grounds = [colours[style.ground] if style.ground else "#FFFFFF", *([colours["tint"]] if key in panels else [])]
        least = LARGE if is_large(style) else TEXT
        ratios = [contrast(colours[style.colour or "ink"], ground) for ground in grounds]
        if min(ratios) < least:
            weak[key] = min(ratios)
    assert weak == {}


def is_large(style: Style) -> bool:
    """As WCAG 2.1 has it: 18 points, or 14 in bold."""
    return (style.size or 0) >= (14 if style.bold else 18)


def test_what_is_written_on_and_what_is_tinted_is_seen_on_cheap_paper(project: Project) -> None:
    theme, colours = project.theme, project.theme.palette(project.organisation.accent)
    assert contrast(colours["accent"], "#FFFFFF") >= LARGE
    assert {role for role, look in theme.tables.items() if look.form} > {"form", "assent"}
    for look in theme.tables.values():
        if look.form:
            assert contrast(colours[look.line_colour], "#FFFFFF") >= LARGE
    assert contrast(colours["tint"], "#FFFFFF") >= TINT
    assert contrast(colours["band"], "#FFFFFF") >= TINT


def test_a_campaign_has_its_own_color_where_it_has_one_and_charts_are_drawn_in_it(project: Project) -> None:
    theme = project.theme
    alone, both = theme.palette("#0B5D51"), theme.palette("#0B5D51 #1F4A80")
    assert (alone["accent"], alone["campaign"]) == ("#0B5D51", "#0B5D51")
    assert both == alone | {"campaign": "#1F4A80"}
    assert theme.drawn("#0B5D51 #1F4A80") == theme.palette("#1F4A80")
