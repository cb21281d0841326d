"""No last line of an ask or a heading is short, and none of a note whose last phrase can take it as a whole."""

from __future__ import annotations

import pytest
from trees import THEME, document, t

from pipeline.document.tree import (
    Cell,
    Definition,
    DefinitionList,
    Heading,
    Link,
    Paragraph,
    Row,
    Strong,
    Table,
    Token,
    plain,
)
from pipeline.writers.measure import Measure
from pipeline.writers.rag import Rag

MEASURE = Measure(THEME)
RAG = Rag(THEME, MEASURE)
WIDTH = THEME.sheet("A4").text_width
SHORT = "Give Glow serum two weeks of mornings before anybody asks you whether it works at all or."
NOTE = (
    "Turn on the label of the platform as well: paid partnership, commercial content, or promotion. It comes on top "
    "of these lines, too."
)


def lengths(words: str, key: str, room: float) -> list[float]:
    """How much of a room each line of some words takes."""
    found, rest = [], words
    while rest:
        lines = MEASURE.lines(rest, key, room)
        end = len(rest) if lines == 1 else next(
            index for index in range(len(rest), 0, -1)
            if rest[index - 1] == " " and MEASURE.lines(rest[: index - 1], key, room) == 1
        )  # fmt: skip
        found.append(MEASURE.width(rest[:end].rstrip(" "), key) / room)
        rest = rest[end:]
    return found


@pytest.mark.parametrize(("role", "words"), [("ask", SHORT), ("note", NOTE)])
def test_words_are_bound_until_the_last_line_takes_a_quarter(role: str, words: str) -> None:
    key = f"p.{role}"
    room = WIDTH * (1 - THEME.style(key).right / 100)
    [block] = RAG.evened(document(Paragraph(role, t(words)))).blocks
    assert isinstance(block, Paragraph)
    said = plain(block.children)
    assert lengths(words, key, room)[-1] < 0.25 <= lengths(said, key, room)[-1]
    assert len(lengths(said, key, room)) == len(lengths(words, key, room))
    assert said.replace("\u00a0", " ") == words


def test_what_explains_a_term_ends_as_well() -> None:
    words = "Promises to cure acne, dark spots, or wrinkles, which nobody may say. Brands of others, named or shown."
    room = WIDTH * 0.75
    [block] = RAG.evened(document(DefinitionList("", (Definition(t("Must not say"), (t(words),)),)))).blocks
    assert isinstance(block, DefinitionList)
    [said] = block.entries[0].details
    assert lengths(words, "dd", room)[-1] < 0.25 <= lengths(plain(said), "dd", room)[-1]


def lines(words: str, key: str, room: float) -> list[str]:
    """The lines of some words in a room."""
    found, rest = [], words
    while start := MEASURE.last_line(rest, key, room):
        found, rest = [rest[start:], *found], rest[:start].rstrip(" ")
    return [rest, *found]


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("Unpaid reviews are fine {}wherever they appear. The code of the creator.", "The code of the creator."),
        ("Viewers look {}for a mark that says it first and the price second.", "and the price second."),
        ("Posts go live {}through the whole of the month until March 17, 2027.", "until March 17, 2027."),
        ("They look {}through everything there, usual desks.", "usual desks."),
    ],
)
def test_a_phrase_goes_to_the_last_line_as_a_whole(words: str, last: str) -> None:
    room = WIDTH * 0.75
    # Words are put before until the last one alone has no room on the line.
    said = next(
        whole
        for count in range(80)
        if (whole := words.format("on " * count)).rpartition(" ")[2] == lines(whole, "dd", room)[-1]
    )
    [block] = RAG.evened(document(DefinitionList("", (Definition(t("Term"), (t(said),)),)))).blocks
    assert isinstance(block, DefinitionList)
    ended = lines(plain(block.entries[0].details[0]), "dd", room)
    assert ended[-1].replace("\u00a0", " ") == last


def test_a_long_last_word_is_left_where_no_phrase_can_be_pulled() -> None:
    room = WIDTH * 0.75
    said = "word " * next(n for n in range(9, 60) if len(lines("word " * n + "everything", "dd", room)) == 2)  # fmt: skip
    source = document(DefinitionList("", (Definition(t("Term"), (t(f"{said}everything"),)),)))
    assert RAG.evened(source) is source


@pytest.mark.parametrize("words", ["One line.", f"{NOTE} {NOTE[:60]}", "x" * 400, f"{'word ' * 25}{'x' * 90}"])
def test_what_ends_well_or_cannot_end_otherwise_is_left_as_it_is(words: str) -> None:
    source = document(Paragraph("note", t(words)))
    assert RAG.evened(source) is source


def test_other_paragraphs_end_as_they_do() -> None:
    source = document(Paragraph("", t(NOTE)))
    assert RAG.evened(source) is source


def test_words_inside_of_others_are_bound_and_codes_are_not() -> None:
    children = (*t(NOTE[:-24]), Strong(t(NOTE[-24:-12])), Link("https://a.example", t(NOTE[-12:])), Token(" a b"))
    [block] = RAG.evened(document(Paragraph("note", children))).blocks
    assert isinstance(block, Paragraph)
    assert plain(block.children).endswith("lines,\u00a0too. a b")


def short(key: str, room: float) -> str:
    """Words whose last line is one word."""
    words = "word"
    while MEASURE.lines(words, key, room) < 2:
        words += " word"
    return words


@pytest.mark.parametrize("where", ["heading", "caption", "hero"])
def test_headings_captions_and_heroes_are_evened_too(where: str) -> None:
    cells = (Cell("row", "ask", t(short("th.ask", 0.75 * WIDTH - 9))), Cell("", "", t("b")))
    heading = Heading(2, "", t(short("h2", WIDTH)))
    block = {
        "heading": heading,
        "caption": Table("list", "", heading, (), (Row("", (Cell("", "", t("a")),)),)),
        "hero": Table("hero", "a", None, (), (Row("", cells),)),
    }[where]
    assert "\\xa0word" in repr(RAG.evened(document(block)).blocks)
