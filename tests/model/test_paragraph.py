from __future__ import annotations

import pytest

from pipeline.model.paragraph import broken_at


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one\n- two", 1),
        ("- one\n- two", 0),
        ("one:\n\n* two\n* three", 2),
        ("one\n+ two", 1),
        ("one\n  - two", 1),
        ("one\n-\u00a0two", 1),
        ("• one\n• two", 0),
        ("one\n▪ two", 1),
        ("one:\n— two", 1),
        ("one\n– two\n– three", 1),
        ("one\n1. two\n2. three", 1),
        ("one\n2) two\n3) three", 1),
        ("(1) one\n(2) two", 0),
        ("one\n\ntwo", 2),
        ("one\ntwo\n \nthree", 3),
        ("# one\ntwo", 0),
        ("one\n## two", 1),
        ("one\n---", 0),
        ("one\n***\ntwo", 1),
        ("one\n> two", 1),
        ("one\n```\ntwo\n```", 1),
        ("| a | b |\n|---|---|\n| 1 | 2 |", 0),
    ],
)
def test_what_begins_a_line_of_its_own_is_found(text: str, line: int) -> None:
    assert broken_at(text.split("\n")) == line


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "one",
        "- one",
        "1. one",
        "# one",
        "one\n",
        "\n\none\n\n",
        "one\ntwo\nthree",
        "one\n— two",
        "— one\ntwo",
        "one\n1. two",
        "in\n2027. two",
        "one\n-1 degree",
        "one\n*two*",
        "one\n**two** three",
        "one\n#two",
        "one\n2.5 two\n3.5 three",
        "one\\\ntwo",
        "one\n[two](https://shop.example)",
    ],
)
def test_one_paragraph_is_one_wherever_its_lines_were_broken(text: str) -> None:
    assert broken_at(text.split("\n")) is None
