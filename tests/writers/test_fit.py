from __future__ import annotations

import pytest
from trees import ROOT, THEME, brief, complaints, document, t

from pipeline.base.assets import Assets
from pipeline.document.tree import Aside, Break, Cell, Row, Section, Strong, Table, Text, Token
from pipeline.writers.fit import Fitter
from pipeline.writers.measure import Measure
from pipeline.writers.registry import Writers

FITTER = Fitter(THEME, Measure(THEME))


@pytest.fixture(scope="module")
def writers() -> Writers:
    return Writers(THEME, Assets(ROOT))


def figures(*words: str, role: str = "figure") -> Row:
    return Row("", tuple(Cell("", role, t(word)) for word in words))


def table(*rows: Row, role: str = "facts") -> Table:
    return Table(role, "x", None, (), rows)


def fitted(made: Table) -> Table:
    [block] = FITTER.fitted(document(made)).blocks
    assert isinstance(block, Table)
    return block


def roles(made: Table) -> list[str]:
    return [cell.role for cell in fitted(made).rows[0].cells]


def test_what_has_its_room_is_left_as_it_is() -> None:
    made = brief()
    assert FITTER.fitted(made) is made


@pytest.mark.parametrize(
    "wide",
    [
        "125\u00a0000\u00a0000\u00a0UZS",
        "UZS\u00a0125,000,000",
        "9\u00a0марта 2027\u00a0г.\u00a0— 5\u00a0января 2028\u00a0г.",
    ],
)
def test_a_row_of_figures_of_which_one_is_too_wide_is_smaller(wide: str, writers: Writers) -> None:
    made = table(figures(wide, "25\u00a0февраля", "9–19\u00a0марта", "Тест"))
    assert roles(made) == ["figure-small"] * 4
    assert complaints(writers, made) == []


def test_figures_that_take_no_fewer_lines_when_smaller_keep_their_size() -> None:
    assert roles(table(figures("a contract", "for one year, and then for another one", "c", "d")))[0] == "figure"


def test_the_size_is_that_of_a_row_and_of_its_figures_alone() -> None:
    cells = (*figures("UZS\u00a0125,000,000", "b", "c").cells, Cell("", "", t("note")))
    made = fitted(table(Row("", cells), figures("1", "2", "3", "4")))
    assert [[cell.role for cell in row.cells] for row in made.rows] == [["figure-small"] * 3 + [""], ["figure"] * 4]


@pytest.mark.parametrize(
    ("amount", "parted"),
    [
        ("999\u00a0000\u00a0000\u00a0000\u00a0UZS", "999\u00a0000\u00a0000\u00a0000 UZS"),
        ("UZS\u00a0999,000,000,000", "UZS 999,000,000,000"),
    ],
)
def test_an_amount_that_is_too_wide_in_any_size_is_parted_from_its_currency(
    amount: str, parted: str, writers: Writers
) -> None:
    made = table(figures(amount, "b", "c", "d"))
    assert fitted(made).rows[0].cells[0].children == t(parted)
    assert complaints(writers, made) == []


def test_the_largest_ranges_have_several_sizes() -> None:
    assert roles(table(figures("8–12\u00a0$", "35–45\u00a0$", role="range"), role="ranges"))[0] == "range"
    wide = [
        "700–900\u00a0₽",
        "12\u00a0000–12\u00a0900\u00a0₽",
        "125\u00a0000–129\u00a0000\u00a0UZS",
        "12\u00a0500\u00a0000–12\u00a0900\u00a0000\u00a0UZS",
    ]
    found = [roles(table(figures(low, "35–45\u00a0$", role="range"), role="ranges"))[0] for low in wide]
    assert found == ["range", "range", "range-small", "figure"]


def test_figures_under_each_other_are_parted_where_their_column_is_narrow(writers: Writers) -> None:
    cells = (
        Cell("row", "", t("CPA")),
        Cell("", "number", (Strong(t("125\u00a0000\u00a0000–250\u00a0000\u00a0000\u00a0UZS")), Break(), Text("—"))),
        Cell("", "number", t("35–45\u00a0$")),
        Cell("", "", t("why")),
    )
    made = Section("", "s", (Aside("", (table(Row("", cells), role="kpi"),)),))
    [block] = FITTER.fitted(document(made)).blocks
    assert isinstance(block, Section) and isinstance(block.blocks[0], Aside)
    [found] = block.blocks[0].blocks
    assert isinstance(found, Table)
    parted = Strong((Text("125\u00a0000\u00a0000–"), Break(), Text("250\u00a0000\u00a0000 UZS")))
    assert found.rows[0].cells[1].children == (parted, Break(), Text("—"))
    assert complaints(writers, made) == []


def test_codes_and_long_words_are_not_parted() -> None:
    cells = (Cell("", "", (Token("A1\u00a0" * 40),)), Cell("", "", t("достопримечательностями" * 3)))
    made = document(table(Row("", cells), role="list"))
    assert FITTER.fitted(made) is made


def test_a_table_without_a_role_has_columns_that_are_alike() -> None:
    made = table(figures("UZS\u00a0125,000,000,000,000", "b", "c", "d", "e", "f", role=""), role="")
    assert fitted(made).rows[0].cells[0].children == t("UZS 125,000,000,000,000")
