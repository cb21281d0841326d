from __future__ import annotations

import dataclasses

import pytest

from pipeline.document.tree import (
    Break,
    Cell,
    Document,
    Emphasis,
    ForeignWords,
    Inline,
    Link,
    PageNumber,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
    Time,
    Token,
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
        ForeignWords("ru", t("ё")),
        Break(),
        PageNumber(total=False),
        PageNumber(total=True),
        Text("f"),
    )
    assert plain(children) == "abcD_1eё\nf"


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
