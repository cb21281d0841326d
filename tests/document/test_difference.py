from __future__ import annotations

import pytest

from pipeline.document import difference, reader
from pipeline.document.difference import Change, Piece, Pieces, changes
from pipeline.document.tree import Document

ROLES = {"table": frozenset({"facts"}), "p": frozenset[str](), "td": frozenset[str]()}


def document(body: str) -> Document:
    html = f'<html lang="en"><head><title>Lamp</title></head><body><h1>Lamp</h1>{body}<footer><p>1.0</p></footer></body></html>'
    return reader.read(html, ROLES, "x.html")


def said(before: str, now: str) -> list[tuple[str, str | None, str | None]]:
    """The changes, with the words that are on one side only in brackets."""
    return [(change.section, told(change.was), told(change.now)) for change in changes(document(before), document(now))]


def told(pieces: Pieces | None) -> str | None:
    if pieces is None:
        return None
    return "".join(f"[{piece.text}]" if piece.changed else piece.text for piece in pieces)


TERMS = "<h2>Terms</h2><p>The fee is 100 in two halves.</p>"


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (TERMS, TERMS, []),
        (TERMS, TERMS.replace("100", "120"), [("Terms", "The fee is [100] in two halves.", "The fee is [120] in two halves.")]),
        (TERMS, f"{TERMS}<p>Paid in April.</p>", [("Terms", None, "[Paid] [in] [April.]")]),
        (f"{TERMS}<p>Paid in April.</p>", TERMS, [("Terms", "[Paid] [in] [April.]", None)]),
        ("<p>Shoot at dawn.</p>", "<p>Shoot at dusk.</p>", [("", "Shoot at [dawn.]", "Shoot at [dusk.]")]),
        (TERMS, TERMS.replace("Terms", "Conditions"), [("Terms", "[Terms]", None), ("Conditions", None, "[Conditions]")]),
        ("<ul><li>one lamp</li><li>two lamps</li></ul>", "<ul><li>one lamp</li><li>three lamps</li></ul>", [("", "[two] lamps", "[three] lamps")]),
        ("<dl><dt>Paid</dt><dd>in May</dd></dl>", "<dl><dt>Paid</dt><dd>in June</dd></dl>", [("", "Paid: in [May]", "Paid: in [June]")]),
        ("<p>Lamp, red<br/>six days<br/>Paid.<br/>In May</p>", "<p>Lamp, red<br/>six days<br/>Paid.<br/>In June</p>", [("", "Lamp, red; six days; Paid. In [May]", "Lamp, red; six days; Paid. In [June]")]),
        ("<p>Come <strong>at six</strong>.</p>", "<p>Come at six.</p>", []),
        ('<p><a href="https://a.example/1">Shop</a></p>', '<p><a href="https://a.example/2">Shop</a></p>', [("", "Shop [https://a.example/1]", "Shop [https://a.example/2]")]),
        ("<section><h2>Terms</h2><p>One.</p></section><section><p>Two lamps.</p></section>", "<section><h2>Terms</h2><p>One.</p></section><section><p>Two candles.</p></section>", [("Terms", "Two [lamps.]", "Two [candles.]")]),
    ],
)  # fmt: skip
def test_what_changed_is_told_under_its_heading(
    before: str, now: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert said(before, now) == expected


def test_a_row_without_a_label_is_told_cell_by_cell_with_the_heads_of_its_columns() -> None:
    table = (
        '<table class="facts" aria-label="Facts"><thead><tr><th scope="col">Fee</th><th scope="col">Term</th></tr></thead>'
        "<tbody><tr><td>100 €</td><td>Test</td></tr></tbody></table>"
    )
    assert said(table, table.replace("100 €", "120 €")) == [("", "Fee: [100] €", "Fee: [120] €")]


def test_a_row_with_a_label_is_told_whole_under_the_caption() -> None:
    table = (
        '<table><caption><h2>Dates</h2></caption><tbody><tr><th scope="row">May 1</th><td>Draft</td><td>18:00</td></tr>'
        '<tr><th scope="row">May 9</th><td>Final</td><td>18:00</td></tr></tbody></table>'
    )
    assert said(table, table.replace("May 9", "May 8")) == [
        ("Dates", "May [9] · Final · 18:00", "May [8] · Final · 18:00")
    ]


def test_paragraphs_that_are_alike_are_one_edited_and_others_are_not() -> None:
    before = "<p>Show the lamp in the morning.</p><p>Never name a price.</p>"
    now = "<p>Drink water.</p><p>Show the lamp in the evening.</p>"
    assert said(before, now) == [
        ("", None, "[Drink] [water.]"),
        ("", "Show the lamp in the [morning.]", "Show the lamp in the [evening.]"),
        ("", "[Never] [name] [a] [price.]", None),
    ]


def test_running_heads_are_left_out() -> None:
    assert changes(document("<p>x</p>"), document("<p>x</p>")) == []
    other = reader.read(
        '<html lang="en"><head><title>Lamp</title></head><body><h1>Lamp</h1><p>x</p><footer><p>1.1</p></footer></body></html>',
        ROLES,
        "x.html",
    )
    assert changes(document("<p>x</p>"), other) == []


def test_codes_and_foreign_words_stay_what_they_are() -> None:
    [change] = changes(
        document("<p>Say <code>A</code></p>"), document('<p>Say <code>B</code> <span lang="ru">лампа</span></p>')
    )
    assert change == Change(
        "",
        (Piece("Say"), Piece(" "), Piece("A", code=True, changed=True)),
        (
            Piece("Say"),
            Piece(" "),
            Piece("B", code=True, changed=True),
            Piece(" "),
            Piece("лампа", language="ru", changed=True),
        ),
    )
    assert difference.text(change.now) == "Say B лампа"


def test_what_a_no_break_space_binds_is_one_word() -> None:
    assert said("<p>Pay 120\u00a0000\u00a0₽ now</p>", "<p>Pay 150\u00a0000\u00a0₽ now</p>") == [
        ("", "Pay [120\u00a0000\u00a0₽] now", "Pay [150\u00a0000\u00a0₽] now")
    ]
