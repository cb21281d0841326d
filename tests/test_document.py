from __future__ import annotations

import dataclasses

import pytest

from pipeline.document import (
    Aside,
    Break,
    Cell,
    Contents,
    Definition,
    DefinitionList,
    Document,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Link,
    List,
    PageNumber,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
    Text,
    Time,
    Token,
    lines,
    outline,
    plain,
)


def t(words: str) -> tuple[Inline, ...]:
    return (Text(words),)


def row(*words: str) -> Row:
    return Row("", tuple(Cell("", "", t(word)) for word in words))


def test_the_words_of_inlines_are_those_that_are_printed() -> None:
    children = (
        Strong((Text("a"), Emphasis(t("b")))),
        Link("https://x.example", t("c")),
        Token("D_1"),
        Time("2027-03-09", t("e")),
        Foreign("ru", t("ё")),
        Break(),
        PageNumber(total=False),
        PageNumber(total=True),
        Text("f"),
    )
    assert plain(children) == "abcD_1eё\nf"


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


def test_a_table_has_as_many_columns_as_its_first_row() -> None:
    assert Table("", "x", None, (row("a", "b"),), (row("1", "2"),)).columns == 2
    assert Table("", "x", None, (), (row("1", "2", "3"),)).columns == 3


def test_a_property_that_a_document_does_not_have_is_empty() -> None:
    document = Document("en", (("title", "T"), ("watermark", "")), (), (), ())
    assert (document.property("title"), document.property("watermark", "x")) == ("T", "")
    assert (document.property("author"), document.property("author", "none")) == ("", "none")


def test_a_document_is_a_value() -> None:
    one, two = (Document("en", (), (), (Paragraph("", t("a")),), ()) for _ in range(2))
    assert (one, hash(one)) == (two, hash(two))
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.language = "ru"  # type: ignore[misc]


def test_the_outline_has_the_headings_below_the_documents_own_name_wherever_they_stand() -> None:
    blocks = (
        Heading(1, "", t("name")),
        Section("", "", (Heading(2, "", t("part")), Aside("", (Heading(3, "", t("step")),)))),
        Table("", "", Heading(2, "", t("table")), (), (row("a"),)),
        Table("", "", Paragraph("", t("caption")), (), (row("b"),)),
    )
    assert [(item.level, plain(item.children)) for item in outline(blocks)] == [(2, "part"), (3, "step"), (2, "table")]
    assert list(lines((Contents(t("Contents")), *blocks)))[:5] == ["Contents", "part", "step", "table", "name"]
