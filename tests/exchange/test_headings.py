from __future__ import annotations

import pytest

from pipeline.base.problems import Problems
from pipeline.exchange.columns import columns
from pipeline.exchange.headings import Headings
from pipeline.exchange.sheet import Sheet
from pipeline.reading.project import Project


@pytest.fixture(scope="module")
def headings(project: Project) -> Headings:
    return Headings(project)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Creator", "creator"),
        (" CREATOR: ", "creator"),
        ("Promo-code", "code"),
        ("promocode*", "code"),
        ("Промокод", "code"),
        ("Кол-во", "count"),
        ("Длительность", "length"),
        ("Task (ru)", "ask.ru"),
        ("Задача [en]", "ask.en"),
        ("Задача", "ask.ru"),
        ("Task", "ask.en"),
        ("erid", "erid"),
        ("ERID", "erid"),
        ("E\u2011mail", "email"),
        ("Город", "city.ru"),
        ("Task (fr)", None),
        ("Status", None),
        (5, None),
        (None, None),
    ],
)
def test_a_heading_is_known_as_people_type_it(headings: Headings, typed: str, key: str | None) -> None:
    column = headings.column(typed)
    assert (column.key if column else None) == key


@pytest.mark.parametrize("language", ["en", "ru"])
def test_each_column_is_known_by_the_heading_it_is_written_with(
    headings: Headings, project: Project, language: str
) -> None:
    for column in columns(project):
        assert headings.column(headings.written(column, language)) == column


def test_no_two_columns_share_a_word(headings: Headings, project: Project) -> None:
    for language in ("", "ru"):
        words = [words for column in columns(project) if column.language in ("", "ru") for words in
                 headings._synonyms(column, language)]  # fmt: skip
        assert [headings.column(word) for word in words].count(None) == 0
        assert len({word.casefold() for word in words}) == len(words)


def test_the_row_with_most_headings_heads_the_table(headings: Headings) -> None:
    sheet = Sheet(
        "S", (("Campaign", None), (), ("Creator", "Fee", "Remark", "Promo cod", "Link"), ("anna", 1, "x", "A"))
    )
    table = headings.headed([sheet], "p.xlsx")
    assert (table.row, {number: column.key for number, column in table.columns.items()}) == (
        3,
        {1: "creator", 2: "fee", 5: "link"},
    )
    assert [(item.text, item.nearest) for item in table.ignored] == [("Remark", ""), ("Promo cod", "Promo code")]


def test_a_sheet_without_headings_is_no_table(headings: Headings) -> None:
    with pytest.raises(Problems, match="1 problem"):
        headings.headed([Sheet("S", (("a", "b"),))], "p.xlsx")
    with pytest.raises(Problems) as found:
        headings.headed([], "p.xlsx")
    assert str(found.value.problems[0]) == "p.xlsx: the file is empty"
