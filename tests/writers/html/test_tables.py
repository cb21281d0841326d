from __future__ import annotations

from dataclasses import replace

from lxml import etree
from trees import THEME, cells, labelled, t, table

from pipeline.document.tree import Heading, Inline, Paragraph, Table, plain
from pipeline.writers.html.tables import TableMarkup


def made(given: Table) -> etree._Element:
    def words(children: tuple[Inline, ...]) -> str:
        return plain(children)

    markup = TableMarkup(THEME, lambda heading: f"<h2>{plain(heading.children)}</h2>", words, lambda: None, plain)
    return etree.fromstring(f"<body>{markup.table(given)}</body>")


def test_each_cell_of_a_row_knows_the_head_of_its_column() -> None:
    tree = made(replace(table(1), head=(cells("col", "Format", "Platform"),), rows=(labelled("Clip", "VK"),)))
    assert [(cell.get("data-label"), cell.findtext("div")) for cell in tree.iter("td")] == [("Platform", "VK")]
    roles = {(node.tag, node.get("role")) for node in tree.iter() if node.get("role")}
    assert roles == {
        ("table", "table"),
        ("thead", "rowgroup"),
        ("tbody", "rowgroup"),
        ("tr", "row"),
        ("th", "columnheader"),
        ("th", "rowheader"),
        ("td", "cell"),
    }


def test_columns_that_speak_of_one_thing_each_become_terms() -> None:
    facts = Table(
        "facts", "Key facts", None, (cells("col", "Fee", "Due"),), (cells("", "$1", "May 1"), cells("", "net", "noon"))
    )
    tree = made(facts)
    assert [(node.tag, node.text) for node in tree.iter("dt", "dd")] == [
        ("dt", "Fee"),
        ("dd", "$1"),
        ("dd", "net"),
        ("dt", "Due"),
        ("dd", "May 1"),
        ("dd", "noon"),
    ]
    assert tree[0].get("aria-label") == "Key facts"


def test_a_table_is_named_by_its_caption_or_else_by_its_label() -> None:
    headed = made(table(1, caption=Heading(2, "", t("Dates")), label="other"))
    assert [(node.tag, node.get("aria-label")) for node in headed] == [("h2", None), ("table", "Dates")]
    marks = made(table(1, caption=Paragraph("", t("Marks"))))
    assert [(node.tag, node.get("aria-label")) for node in marks] == [("p", None), ("table", "Marks")]
    assert [(node.tag, node.get("aria-label")) for node in made(table(1, label="Dates"))] == [("table", "Dates")]


def test_a_role_that_no_theme_knows_is_a_plain_table() -> None:
    assert made(table(1, role="seasons")).find("table").get("class") == "cards seasons"  # type: ignore[union-attr]


def test_a_word_without_an_end_may_be_divided_and_others_make_their_column_wide() -> None:
    said = ("Wilhelmina " * 4, "Donau-dampfschiff-fahrts-gesellschaft", "a" * 25, f"see {'b' * 60}@a.example")
    tree = made(replace(table(1), head=(), rows=(cells("", *said),)))
    assert [cell.get("class") for cell in tree.iter("td")] == [None, None, "long", "long"]
