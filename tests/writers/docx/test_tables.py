from __future__ import annotations

import pytest
from trees import LAYOUT, all_said, attributes, every, labelled, paste_row, said, t, table, value, written

from pipeline.document.tree import Cell, Heading, Row, Table
from pipeline.writers.docx.ooxml import qualified
from pipeline.writers.docx.package import Part
from pipeline.writers.docx.tables import table as word_table
from pipeline.writers.docx.text import Story


def test_column_heads_repeat_and_no_row_splits() -> None:
    body = written(table(3))
    rows = every(body, "w:tr")
    assert [len(every(row, "w:tblHeader")) for row in rows] == [1, 0, 0, 0]
    assert [len(every(row, "w:cantSplit")) for row in rows] == [1, 1, 1, 1]


def test_cells_take_the_style_of_their_scope_and_role() -> None:
    row = Row("", (Cell("row", "", t("a")), Cell("", "number", t("1")), Cell("", "", t("b"))))
    head = Row("", (Cell("col", "", t("A")), Cell("col", "number", t("N")), Cell("col", "", t("B"))))
    body = written(Table("list", "", None, (head,), (row,)))
    assert [style for style, _ in all_said(body)][:6] == [
        "UBTableHead",
        "UBTableNumberHead",
        "UBTableHead",
        "UBTableLabel",
        "UBTableNumber",
        "UBTableText",
    ]


def test_columns_are_as_wide_as_the_theme_says_and_fill_the_line() -> None:
    widths = [int(value(column, "w:w") or 0) for column in every(written(table()), "w:gridCol")]
    assert sum(widths) == 11906 - 2 * 993
    assert widths[0] == round(sum(widths) / 4)


def test_a_panel_hangs_into_both_margins_so_that_its_text_does_not() -> None:
    body = written(Table("paste", "Disclosure", None, (), (paste_row(),)))
    widths = [int(value(column, "w:w") or 0) for column in every(body, "w:gridCol")]
    assert sum(widths) == 11906 - 2 * 993 + 2 * 180


def test_a_caption_is_a_paragraph_of_its_own_and_known_to_those_who_cannot_see_it() -> None:
    body = written(table(caption=Heading(2, "", t("What to make"))), table(label="Marks"))
    assert said(body[0]) == ("Heading2", "What to make")
    assert [value(caption) for caption in every(body, "w:tblCaption")] == ["What to make", "Marks"]


def test_the_rows_of_a_short_table_stay_together_and_those_of_a_long_one_do_not() -> None:
    assert len(every(written(table(3)), "w:keepNext")) == 4
    assert every(written(table(20)), "w:keepNext") == []


def test_a_table_without_a_role_is_a_list() -> None:
    styles = [attributes(written(table(role=role)), "w:tblStyle")["val"] for role in ("", "list")]
    assert styles[0] == styles[1]


@pytest.mark.parametrize(
    ("head", "scope", "mask"), [(True, "row", "07A0"), (True, "", "0720"), (False, "row", "0780"), (False, "", "0700")]
)
def test_a_table_says_which_of_its_rows_and_columns_are_heads(head: bool, scope: str, mask: str) -> None:
    row = Row("", (Cell(scope, "", t("a")), Cell("", "", t("b"))))
    made = word_table(
        Story(LAYOUT, Part("document.xml", "officeDocument"), set()),
        Table(
            "list",
            "label",
            None,
            (Row("", (Cell("col", "", t("A")), Cell("col", "", t("B")))),) if head else (),
            (row,),
        ),
    )
    look = attributes(made, "w:tblLook")
    assert (look["val"], look["firstRow"], look["firstColumn"]) == (mask, str(int(head)), str(int(scope == "row")))


def test_a_sum_is_known_as_the_last_row() -> None:
    row = Row("", (Cell("row", "", t("a")), Cell("", "", t("b"))))
    story = Story(LAYOUT, Part("document.xml", "officeDocument"), set())
    made = word_table(story, Table("spending", "label", None, (), (row, row)))
    assert attributes(made, "w:tblLook")["lastRow"] == "1"


def test_figures_end_at_the_edge_of_their_column_and_words_behind_them_keep_away() -> None:
    row = Row(
        "", (Cell("row", "", t("a")), Cell("", "number", t("1")), Cell("", "number", t("2")), Cell("", "", t("b")))
    )
    cells = every(written(Table("list", "label", None, (), (row,))), "w:tc")
    margins = [{side: attributes(cell, f"w:{side}").get("w") for side in ("left", "right")} for cell in cells]
    assert margins == [
        {"left": None, "right": None},
        {"left": None, "right": "0"},
        {"left": None, "right": "0"},
        {"left": "360", "right": None},
    ]


def test_every_cell_is_as_wide_as_its_column() -> None:
    body = written(Table("list", "label", None, (), (labelled("a", "b", "c"), labelled("d", "e", "f"))))
    columns = [value(column, "w:w") for column in every(body, "w:gridCol")]
    assert [value(width, "w:w") for width in every(body, "w:tcW")] == columns * 2
    assert value(every(body, "w:tblW")[0], "w:w") == str(sum(map(int, filter(None, columns))))


def test_no_seam_shows_between_grounds_side_by_side_and_none_stands_in_a_margin() -> None:
    row = Row("", tuple(Cell("", "named", t(name)) for name in ("Vetting", "Briefing", "Payment")))
    cells = every(written(Table("strip", "Steps", None, (), (row,))), "w:tc")
    sides = ["right", "left right", "left"]
    for cell, closed in zip(cells, sides, strict=True):
        ground = attributes(cell, "w:shd")["fill"]
        [borders] = every(cell, "w:tcBorders")
        assert [(side.tag, side.get(qualified("w:color"))) for side in borders] == [
            (qualified(f"w:{side}"), ground) for side in closed.split()
        ]


def test_the_letter_of_who_answers_stands_in_the_middle_on_a_ground() -> None:
    row = Row("", (Cell("row", "", t("Vetting")), Cell("", "accountable", t("A")), Cell("", "centre", t("I"))))
    cells = every(written(Table("duties", "Duties", None, (), (row,))), "w:tc")
    assert [
        [attributes(cell, "w:shd").get("fill") for cell in cells],
        [len(every(cell, "w:tcMar")) for cell in cells],
    ] == [
        [None, "0B5D51", None],
        [0, 1, 1],
    ]
    assert [style for style, _ in all_said(cells[1])] == ["UBAccountable"]
