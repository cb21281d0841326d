from __future__ import annotations

import pytest
from lxml import etree
from trees import LAYOUT, attributes

from pipeline.model.table_style import TableStyle
from pipeline.writers.docx.ooxml import Element, qualified
from pipeline.writers.docx.table_styles import table_normal, table_style


def made(**look: bool) -> Element:
    """The style of a table that looks in some way."""
    usual = {"rules": False, "header_rule": False}
    return table_style(LAYOUT, TableStyle(word="UB Own Table", columns={}, **usual | look))


def conditional(style: Element, kind: str) -> Element | None:
    """What a style says of the first row or the last column."""
    found = (part for part in style.iter(qualified("w:tblStylePr")) if part.get(qualified("w:type")) == kind)
    return next(found, None)


def borders(style: Element) -> dict[str, tuple[str, str]]:
    """Width in eighths of a point and color of each border of the whole table."""
    found = next(style.iter(qualified("w:tblBorders")), ())
    return {
        etree.QName(side).localname: (side.get(qualified("w:sz")) or "", side.get(qualified("w:color")) or "")
        for side in found
    }


def margins(style: Element) -> dict[str, str]:
    """The cell margins of the whole table."""
    return {
        side: attributes(next(style.iter(qualified("w:tblCellMar"))), f"w:{side}")["w"]
        for side in ("top", "left", "bottom", "right")
    }


INK, ACCENT, TINT, HAIRLINE = (
    LAYOUT.colours[colour].removeprefix("#") for colour in ("ink", "accent", "tint", "hairline")
)


def test_a_line_of_ink_stands_over_a_sum() -> None:
    assert conditional(made(), "lastRow") is None
    last = conditional(made(total=True), "lastRow")
    assert last is not None
    assert attributes(last, "w:top")["color"] == INK


def test_a_style_is_known_by_its_name() -> None:
    style = made()
    assert attributes(style, "w:style")["styleId"] == "UBOwnTable"
    assert attributes(style, "w:name")["val"] == "UB Own Table"
    assert attributes(style, "w:basedOn")["val"] == "TableNormal"


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        ({}, {}),
        ({"rules": True, "header_rule": True}, {"insideH": ("4", HAIRLINE)}),
        ({"rules": True}, {"bottom": ("4", HAIRLINE), "insideH": ("4", HAIRLINE)}),
        ({"rule_above": True}, {"top": ("6", INK)}),
        ({"panel": True}, {"left": ("18", ACCENT)}),
    ],
)
def test_rules_are_borders(look: dict[str, bool], expected: dict[str, tuple[str, str]]) -> None:
    assert borders(made(**look)) == expected


def test_column_heads_are_closed_by_a_hairline() -> None:
    head = conditional(made(header_rule=True), "firstRow")
    assert head is not None
    assert attributes(head, "w:bottom")["sz"] == "4"
    assert conditional(made(), "firstRow") is None


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        ({}, ("45", "0", "35", "160")),
        ({"airy": True}, ("45", "0", "0", "160")),
        ({"short": True}, ("45", "0", "22", "160")),
        ({"panel": True}, ("45", "158", "45", "60")),
    ],
)
def test_cells_keep_their_distance(look: dict[str, bool], expected: tuple[str, ...]) -> None:
    assert tuple(margins(made(**look)).values()) == expected


def test_text_in_the_last_column_reaches_the_margin_but_for_a_panel() -> None:
    last = conditional(made(), "lastCol")
    assert last is not None
    assert attributes(last, "w:right") == {"w": "0", "type": "dxa"}
    assert conditional(made(panel=True), "lastCol") is None


def test_a_panel_has_its_tint_and_hangs_into_the_margin() -> None:
    assert attributes(made(panel=True), "w:shd")["fill"] == TINT
    assert attributes(made(panel=True), "w:tblInd") == {"w": "-180", "type": "dxa"}
    assert attributes(made(), "w:shd") == {}
    assert attributes(made(), "w:tblInd") == {"w": "0", "type": "dxa"}


def test_the_base_of_all_tables_has_no_margins() -> None:
    assert set(margins(table_normal()).values()) == {"0"}
    assert attributes(table_normal(), "w:style")["default"] == "1"
