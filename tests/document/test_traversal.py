from __future__ import annotations

from pipeline.document.traversal import joined, lines, outline
from pipeline.document.tree import (
    Aside,
    Cell,
    Contents,
    Definition,
    DefinitionList,
    Heading,
    Inline,
    List,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
    Text,
    plain,
)


def t(words: str) -> tuple[Inline, ...]:
    return (Text(words),)


def row(*words: str) -> Row:
    return Row("", tuple(Cell("", "", t(word)) for word in words))


def test_lines_come_in_reading_order_from_every_kind_of_block() -> None:
    blocks = (
        Heading(1, "", t("heading")),
        Section("", "x", (Paragraph("", t("paragraph")), Aside("", (Paragraph("", t("aside")),)))),
        List(True, "", ((Paragraph("", t("item")), List(False, "", ((Paragraph("", t("inner")),),))),)),
        DefinitionList("", (Definition(t("term"), (t("first"), t("second"))),)),
        Table("list", "label", Heading(2, "", t("caption")), (row("head", "of"),), (row("1", "2"), row("3", "4"))),
        Table("list", "label", None, (), (row("alone"),)),
    )
    assert " ".join(lines(blocks)) == (
        "heading paragraph aside item inner term first second caption head of 1 2 3 4 alone"
    )


def test_the_outline_has_the_headings_below_the_documents_own_name_wherever_they_stand() -> None:
    blocks = (
        Heading(1, "", t("name")),
        Section("", "", (Heading(2, "", t("part")), Aside("", (Heading(3, "", t("step")),)))),
        Table("", "", Heading(2, "", t("table")), (), (row("a"),)),
        Table("", "", Paragraph("", t("caption")), (), (row("b"),)),
    )
    assert [(item.level, plain(item.children)) for item in outline(blocks)] == [(2, "part"), (2, "table")]
    assert list(lines((Contents(t("Contents")), *blocks)))[:4] == ["Contents", "part", "table", "name"]


def test_texts_beside_each_other_are_one() -> None:
    strong = Strong(t("c"))
    assert joined((Text("a"), Text("b"), strong, Text("d"))) == [Text("ab"), strong, Text("d")]
