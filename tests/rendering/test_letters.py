from __future__ import annotations

import json

from markupsafe import Markup

from pipeline.rendering.letters import filters


def test_a_letter_holds_words_without_markup() -> None:
    letter = filters(lambda words: words.striptags())["letter"]
    said = letter(Markup("<b>Accept</b>"), "o@aurora.example", Markup("A &amp; B"), Markup("<code>K7Q2</code>"))
    assert json.loads(said) == {"label": "Accept", "to": "o@aurora.example", "subject": "A & B", "body": "K7Q2"}
    assert json.loads(letter(Markup("Write"), "o@aurora.example", Markup("Hello")))["body"] == ""
